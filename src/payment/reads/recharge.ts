import { getFramework } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { rechargeRows } from '../actions/make-recharge.ts'
import { runState } from '../rules/run-state.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRunSums, type PayRunSums } from '../store/pay-run.read.ts'
import { findRecharge, getRechargeContent } from '../store/recharge.read.ts'
import { SEE_PAY_RUNS } from '../terms.ts'
import type { RunState } from '../terms/approval.ts'
import type { Recharge, RechargeRow } from '../terms/recharge.ts'
import { sure } from './kept-file.ts'

/** What a run asks of the NHS by person, and the file of it if it was made. Throws `Forbidden`, `NotFound`. */
export async function seeRecharge(house: House, actor: Actor, payRunId: string): Promise<{ readonly run: PayRunSums; readonly state: RunState; readonly framework: Framework; readonly rows: readonly RechargeRow[]; readonly file: Recharge | undefined }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PAY_RUNS)
    const [run] = await listPayRunSums(work.tx, { payRunId })
    if (run === undefined) throw new NotFound('The payment run')
    const events = (await listRunEvents(work.tx, [run.id])).get(run.id) ?? []
    return { run, state: runState(run, events), framework: await getFramework(work, run.frameworkId), rows: await rechargeRows(work, run.id), file: await findRecharge(work.tx, run.id) }
  })
}

/** A recharge file as it was made, byte for byte. Throws `NotFound`, and `EnvironmentFault` when its bytes are no longer those of its digest. */
export async function getRechargeFile(house: House, actor: Actor, payRunId: string): Promise<{ readonly file: Recharge; readonly content: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PAY_RUNS)
    const file = await findRecharge(work.tx, payRunId)
    if (file === undefined) throw new NotFound('The recharge file')
    return { file, content: sure(await getRechargeContent(work.tx, file.id), file.sha256, `recharge file ${String(file.sequence)}`) }
  })
}
