import { getFramework } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bacsDraft, bacsFacts, type BacsDraft } from '../actions/bacs-draft.ts'
import { bacsFile, type BacsChange } from '../rules/bacs-file.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRunSums, type PayRunSums } from '../store/pay-run.read.ts'
import { getBacsContent, listBacsFiles } from '../store/bacs.read.ts'
import { listExports } from '../store/payment-export.read.ts'
import { SEE_PAY_RUNS } from '../terms.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { BacsFile } from '../terms/bacs.ts'
import { sure } from './kept-file.ts'

/** What a Bacs file of a payments file would hold, with what it would write otherwise than it was given and what it cannot hold. */
export interface SeenBacs extends BacsDraft {
  readonly run: PayRunSums
  readonly framework: Framework
  readonly paidOn: Temporal.PlainDate | null
  readonly changes: readonly BacsChange[]
  readonly faults: readonly string[]
}

/** A payments file as a Bacs file, before and after it is made. No number of an account is given. Throws `NotFound`. */
export async function seeBacs(house: House, actor: Actor, payRunId: string, exportNr: number): Promise<SeenBacs> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PAY_RUNS)
    const [run] = await listPayRunSums(work.tx, { payRunId })
    if (run === undefined) throw new NotFound('The payment run')
    const draft = await bacsDraft(work, payRunId, exportNr)
    const events = (await listRunEvents(work.tx, [run.id])).get(run.id) ?? []
    const facts = await bacsFacts(work, draft)
    const tried = facts === undefined ? undefined : bacsFile({ ...facts, sequence: 1, madeOn: work.today, processingOn: draft.suggestedOn ?? work.today })
    return {
      ...draft,
      run,
      framework: await getFramework(work, run.frameworkId),
      paidOn: events.find((event) => event.kind === 'paid' && event.exportId === draft.file.id)?.paidOn ?? null,
      changes: tried?.ok === true ? tried.value.changes : [],
      faults: tried?.ok === false ? tried.reasons.map((reason) => reason.words) : [],
    }
  })
}

/** The Bacs file of a payments file as it was made, byte for byte: for those who export payments, because it holds account numbers; that it was read is kept. Throws `NotFound`, also for one that was withdrawn, and `EnvironmentFault` when its bytes are no longer those of its digest. */
export async function getBacsFile(house: House, actor: Actor, payRunId: string, exportNr: number): Promise<{ readonly file: BacsFile; readonly content: string }> {
  return read(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const from = (await listExports(work.tx, payRunId)).find((each) => each.nr === exportNr)
    const file = from === undefined ? undefined : (await listBacsFiles(work.tx, from.id)).find((each) => each.withdrawal === null)
    if (file === undefined) throw new NotFound('The Bacs file')
    work.audit({ kind: 'bacs-file-read', subjectKind: 'pay-run', subjectId: payRunId, detail: { exportNr, sequence: file.sequence } })
    return { file, content: sure(await getBacsContent(work.tx, file.id), file.sha256, `Bacs file ${String(file.sequence)}`) }
  })
}
