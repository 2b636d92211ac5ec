import { createHash, randomUUID } from 'node:crypto'
import { getFramework, getProvider } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { heldLines } from '../rules/hold-on.ts'
import { paymentsDue, stillToPay, type StatementToPay } from '../rules/payments-due.ts'
import { findLastExport, listHolds, listLeftOut, listUnpaidUnderHold } from '../store/hold.read.ts'
import { nextSequence } from '../store/payment-export.read.ts'
import { insertExport } from '../store/payment-export.write.ts'
import { listStatements } from '../store/statement.read.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { PaymentDue, PaymentExport } from '../terms/export.ts'
import type { HeldLine } from '../terms/hold.ts'
import type { Statement } from '../terms/statement.ts'
import { paymentsFile } from './payments-file.ts'
import { lockRun, recordRunEvent } from './record-run-event.ts'

/**
 * Makes the payments file of an approved run, without the lines that are held; or, once it has one, another with the lines released since.
 * Throws `Refused` when the run is not approved, when its last file is not paid yet, and when nothing is left to export; `NotFound`.
 */
export async function exportPayments(house: House, actor: Actor, input: { readonly payRunId: string }): Promise<PaymentExport> {
  return write(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const locked = await lockRun(work, input.payRunId)
    const { run, state } = locked
    if (state === 'draft' || state === 'in-review') throw new Refused('not-approved', 'Only an approved run is exported. Put it forward and have somebody else approve it first.', 'export')
    if (state === 'exported') throw new Refused('not-paid', 'The last payments file of this run is not recorded as paid yet. Record its payment first, then export what was released since.', 'export')
    const statements = await listStatements(work.tx, { payRunId: run.id })
    const last = await findLastExport(work.tx, run.id)
    const { dues, held } = await dueNow(work, run.id, statements, last?.id)
    if (dues.length === 0) throw new Refused('nothing', held.length > 0 ? 'Every line that is left is held. Release it, then export it.' : 'Every line of this run was exported.', 'export')
    const framework = await getFramework(work, run.frameworkId)
    const sequence = await nextSequence(work.tx, 'payment_export')
    const content = paymentsFile({ sequence, frameworkName: framework.name, fromOn: run.fromOn, toOn: run.toOn }, await named(work, dues, statements))
    const sum = (of: (due: PaymentDue) => number): number => dues.reduce((total, due) => total + of(due), 0)
    const file: PaymentExport = {
      id: randomUUID(),
      payRunId: run.id,
      nr: (last?.nr ?? 0) + 1,
      sequence,
      rowCount: dues.length,
      totalPence: sum((due) => due.pence),
      heldCount: held.length,
      heldPence: held.reduce((total, line) => total + line.pence, 0),
      sha256: sha256Of(content),
      madeAt: work.now,
      madeBy: actor.name,
    }
    await insertExport(work.tx, file, content, dues, held)
    await recordRunEvent(work, locked, { kind: 'exported', exportId: file.id })
    work.audit({ kind: 'payments-exported', subjectKind: 'pay-run', subjectId: run.id, detail: { nr: file.nr, sequence, rows: file.rowCount, totalPence: file.totalPence, heldPence: file.heldPence, sha256: file.sha256 } })
    return file
  })
}

/** The SHA-256 of a file's bytes, hexadecimal. */
export function sha256Of(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex')
}

/** What is to pay now: everything at the first export, later what the last one left out; each less what is held. */
async function dueNow(work: Work, payRunId: string, statements: readonly Statement[], lastExportId: string | undefined): Promise<{ readonly dues: PaymentDue[]; readonly held: HeldLine[] }> {
  const holds = await listHolds(work.tx, { isStanding: true, providerIds: statements.map((each) => each.providerId) })
  if (lastExportId !== undefined) {
    const leftOut = await listLeftOut(work.tx, lastExportId)
    const held = heldLines(leftOut, holds)
    return { dues: paymentsDue(stillToPay(leftOut), held), held }
  }
  const held = heldLines(await listUnpaidUnderHold(work.tx, { payRunId }, holds), holds)
  const whole = statements.map((each): StatementToPay => ({ statementId: each.id, providerId: each.providerId, lineCount: each.lineCount + each.adjustmentCount, pence: each.totalPence, nhsPence: each.nhsPence }))
  return { dues: paymentsDue(whole, held), held }
}

async function named(work: Work, dues: readonly PaymentDue[], statements: readonly Statement[]) {
  const numbers = new Map(statements.map((each) => [each.id, each.number]))
  return Promise.all(dues.map(async (due) => {
    const { name, cqcProviderId } = await getProvider(work, due.providerId)
    return { ...due, statementNumber: numbers.get(due.statementId) ?? '', providerName: name, cqcProviderId }
  }))
}
