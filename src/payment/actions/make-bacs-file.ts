import { randomUUID } from 'node:crypto'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import type { Refusal } from '../../kernel/decision.ts'
import { processingDay } from '../rules/bacs-day.ts'
import { bacsFile } from '../rules/bacs-file.ts'
import { insertBacsFile, insertBacsWithdrawal } from '../store/bacs.write.ts'
import { nextSequence } from '../store/payment-export.read.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { BacsFile } from '../terms/bacs.ts'
import { bacsDraft, bacsFacts, type BacsDraft } from './bacs-draft.ts'
import { sha256Of } from './export-payments.ts'
import { lockRun, type LockedRun } from './record-run-event.ts'

/** A payments file of a run. */
export interface PaymentsFileAsked {
  readonly payRunId: string
  readonly exportNr: number
}

/**
 * Makes the Bacs file of a payments file that is not paid yet; a second one only when the one before was withdrawn, so that nothing is paid twice. Nothing is submitted. Throws `Refused`
 * when one stands, when the payment is recorded, for a day on which Bacs processes nothing, without details of the council or of a provider that is paid, and for what a file cannot hold; `NotFound`.
 */
export async function makeBacsFile(house: House, actor: Actor, input: PaymentsFileAsked & { readonly processingOn: Temporal.PlainDate }): Promise<BacsFile> {
  return write(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const locked = await lockRun(work, input.payRunId)
    const draft = await bacsDraft(work, input.payRunId, input.exportNr)
    if (isPaid(locked, draft)) throw new Refused('paid', 'This payments file is recorded as paid, so no Bacs file is made from it', 'processing')
    if (draft.files.some((each) => each.withdrawal === null)) throw new Refused('made', 'A Bacs file was made from this payments file already. Withdraw it first if it was never submitted', 'processing')
    const on = processingDay(input.processingOn, work.today, bankHolidays)
    if (!on.ok) throw refusedAs(on)
    const facts = await bacsFacts(work, draft)
    if (facts === undefined || draft.originator === undefined) throw new Refused('no-originator', 'The council has no approved bank details. Record them and have somebody else approve them first', 'processing')
    const without = draft.rows.filter((row) => row.kind === 'no-details')
    if (without.length > 0) throw new Refused('no-details', `No approved bank details: ${[...new Set(without.map((row) => row.providerName))].join(', ')}. Record them and have somebody else approve them first`, 'processing')
    const sequence = await nextSequence(work.tx, 'bacs_file')
    const made = bacsFile({ ...facts, sequence, madeOn: work.today, processingOn: input.processingOn })
    if (!made.ok) throw refusedAs(made)
    const { content, paymentCount, totalPence } = made.value
    const file: BacsFile = { id: randomUUID(), exportId: draft.file.id, sequence, processingOn: input.processingOn, paymentCount, totalPence, sha256: sha256Of(content), madeAt: work.now, madeBy: actor.name, withdrawal: null }
    await insertBacsFile(work.tx, file, content, draft.originator.id, draft.rows.flatMap((row) => (row.kind === 'credit' || row.account === undefined ? [] : [{ statementId: row.statementId, providerId: row.providerId, bankAccountId: row.account.id, pence: row.pence }])))
    work.audit({ kind: 'bacs-file-made', subjectKind: 'pay-run', subjectId: input.payRunId, detail: { exportNr: input.exportNr, sequence, processingOn: input.processingOn.toString(), payments: paymentCount, totalPence, sha256: file.sha256 } })
    return file
  })
}

/** Withdraws the Bacs file of a payments file, which was never submitted; another may then be made. Throws `Refused` when none stands and when the payment is recorded, `NotFound`. */
export async function withdrawBacsFile(house: House, actor: Actor, input: PaymentsFileAsked & { readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const locked = await lockRun(work, input.payRunId)
    const draft = await bacsDraft(work, input.payRunId, input.exportNr)
    const standing = draft.files.find((each) => each.withdrawal === null)
    if (standing === undefined) throw new NotFound('The Bacs file')
    if (isPaid(locked, draft)) throw new Refused('paid', 'This payments file is recorded as paid, so its Bacs file stands', 'reason')
    await insertBacsWithdrawal(work.tx, standing.id, { reason: input.reason, at: work.now, by: actor.name })
    work.audit({ kind: 'bacs-file-withdrawn', subjectKind: 'pay-run', subjectId: input.payRunId, detail: { exportNr: input.exportNr, sequence: standing.sequence } })
  })
}

function isPaid({ events }: LockedRun, draft: BacsDraft): boolean {
  return events.some((event) => event.kind === 'paid' && event.exportId === draft.file.id)
}

function refusedAs({ reasons }: Refusal): Refused {
  return new Refused(reasons[0]?.clause ?? 'refused', reasons.map((reason) => reason.words).join('. '), 'processing')
}
