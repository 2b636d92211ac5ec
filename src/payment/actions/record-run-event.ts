import { NotFound } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { runState } from '../rules/run-state.ts'
import { listRunEvents, lockPayRun } from '../store/pay-run-event.read.ts'
import { insertRunEvent } from '../store/pay-run-event.write.ts'
import { listPayRunSums, type PayRunSums } from '../store/pay-run.read.ts'
import type { RunEvent, RunState } from '../terms/approval.ts'

/** A run as it stands, with every other decision on it held off. */
export interface LockedRun {
  readonly run: PayRunSums
  readonly events: readonly RunEvent[]
  readonly state: RunState
}

/** Locks a run and reads where it stands. Throws `NotFound`. */
export async function lockRun(work: Work, payRunId: string): Promise<LockedRun> {
  await lockPayRun(work.tx, payRunId)
  const [run] = await listPayRunSums(work.tx, { payRunId })
  if (run === undefined) throw new NotFound('The payment run')
  const events = (await listRunEvents(work.tx, [payRunId])).get(payRunId) ?? []
  return { run, events, state: runState(run, events) }
}

/** Keeps what the actor did to a run, after what was there. */
export async function recordRunEvent(work: Work, { run, events }: LockedRun, event: Pick<RunEvent, 'kind'> & Partial<RunEvent>): Promise<void> {
  const blank = { note: null, amountPence: null, limitPence: null, exportId: null, paidOn: null }
  await insertRunEvent(work.tx, run.id, { ...blank, ...event, nr: (events.at(-1)?.nr ?? 0) + 1, at: work.now, by: { accountId: work.actor.userId, name: work.actor.name } })
}
