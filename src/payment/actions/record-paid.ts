import { randomUUID } from 'node:crypto'
import { personLabels } from '../../care/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { londonDate } from '../../kernel/london.ts'
import { listDues, listExports, listPersonSums, nextSequence } from '../store/payment-export.read.ts'
import { insertRemittances } from '../store/payment-export.write.ts'
import { listStatements } from '../store/statement.read.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { PaymentExport, Remittance } from '../terms/export.ts'
import { sha256Of } from './export-payments.ts'
import { lockRun, recordRunEvent } from './record-run-event.ts'
import { remittanceFile } from './remittance-file.ts'

/** The day on which the payments of a run's last file were made. */
export interface PaidDay {
  readonly payRunId: string
  readonly paidOn: Temporal.PlainDate
}

/**
 * Records that the last payments file of a run was paid on a day, and makes a remittance for each statement it paid anything of; a credit has none.
 * Throws `Refused` when no file waits to be paid, and for a day before the file was made or after today; `NotFound`.
 */
export async function recordPaid(house: House, actor: Actor, input: PaidDay): Promise<{ readonly remittances: number }> {
  return write(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const locked = await lockRun(work, input.payRunId)
    const file = (await listExports(work.tx, locked.run.id)).at(-1)
    if (locked.state !== 'exported' || file === undefined) throw new Refused('not-exported', file === undefined ? 'This run has no payments file yet. Export it first.' : 'The last payments file of this run is recorded as paid.', 'paid-on')
    const madeOn = londonDate(file.madeAt)
    if (Temporal.PlainDate.compare(input.paidOn, madeOn) < 0) throw new Refused('too-early', `The file was made on ${wordsForDate(madeOn)}: enter that day or a later one`, 'paid-on')
    if (Temporal.PlainDate.compare(input.paidOn, work.today) > 0) throw new Refused('too-late', 'Enter today or an earlier day: a payment is recorded once it was made', 'paid-on')
    await recordRunEvent(work, locked, { kind: 'paid', exportId: file.id, paidOn: input.paidOn })
    const made = await remit(work, file, input.paidOn)
    await notifyEach(work, 'provider-finance', 'payment-made', made.map((each) => ({ organisationId: each.providerId, fields: { remittance: String(each.sequence), 'paid-on': wordsForDate(input.paidOn), link: `/remittances/${each.id}` } })))
    work.audit({ kind: 'payments-paid', subjectKind: 'pay-run', subjectId: locked.run.id, detail: { nr: file.nr, sequence: file.sequence, paidOn: input.paidOn.toString(), remittances: made.length } })
    return { remittances: made.length }
  })
}

async function remit(work: Work, file: PaymentExport, paidOn: Temporal.PlainDate): Promise<Remittance[]> {
  const statements = new Map((await listStatements(work.tx, { payRunId: file.payRunId })).map((each) => [each.id, each]))
  const sums = await listPersonSums(work.tx, { exportId: file.id, payRunId: file.payRunId, nr: file.nr })
  const people = await personLabels(work, [...new Set(sums.flatMap((sum) => sum.personId ?? []))])
  const numberOf = (statementId: string): number => Number(statements.get(statementId)?.number.slice(1))
  const dues = (await listDues(work.tx, file.id)).filter((due) => due.pence > 0).toSorted((a, b) => numberOf(a.statementId) - numberOf(b.statementId))
  const first = await nextSequence(work.tx, 'remittance')
  const made = dues.flatMap((due, at) => {
    const statement = statements.get(due.statementId)
    if (statement === undefined) return []
    const own = sums.filter((sum) => sum.statementId === due.statementId).map((sum) => ({ ...sum, person: sum.personId === null ? null : (people.get(sum.personId)?.reference ?? null) }))
    const sequence = first + at
    const content = remittanceFile({ sequence, paidOn, statementNumber: statement.number, fromOn: statement.fromOn, toOn: statement.toOn }, own)
    return [{ id: randomUUID(), sequence, exportId: file.id, statementId: due.statementId, providerId: due.providerId, pence: due.pence, paidOn, rowCount: own.length, sha256: sha256Of(content), content, madeAt: work.now }]
  })
  await insertRemittances(work.tx, made)
  return made
}
