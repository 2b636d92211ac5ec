import type { Tx } from '../../platform/db/handles.ts'
import { runState } from '../rules/run-state.ts'
import { listPayRunSums } from '../store/pay-run.read.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'

/** Runs whose statements are issued: approved, exported or paid; a draft and one in review are not. */
export async function issuedRuns(tx: Tx): Promise<Set<string>> {
  const runs = await listPayRunSums(tx)
  const events = await listRunEvents(tx, runs.map((run) => run.id))
  return new Set(runs.filter((run) => !['draft', 'in-review'].includes(runState(run, events.get(run.id) ?? []))).map((run) => run.id))
}
