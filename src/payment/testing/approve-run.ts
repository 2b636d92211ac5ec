import type { House } from '../../platform/action/work.ts'
import { decideRun, putForwardRun } from '../actions/decide-run.ts'
import { actorWith } from './payment-council.ts'

/** Puts a run forward as a finance officer, and approves it as a commissioner. */
export async function approveRun(house: House, payRunId: string): Promise<void> {
  await putForwardRun(house, actorWith('finance-officer'), { payRunId, note: null })
  await decideRun(house, actorWith('commissioner'), { payRunId, isApproved: true, note: null })
}
