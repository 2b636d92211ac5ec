import { wordsForDate } from '../../kernel/words.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertInvoiceParty, insertInvoicingWay, insertTolerance } from '../store/invoicing.write.ts'
import { listStatements } from '../store/statement.read.ts'
import { SET_INVOICING, type InvoiceParty, type PaidBy, type Tolerance } from '../terms/invoice.ts'

/** Sets how far invoices may depart from statements, for those that come from now on. */
export async function setTolerance(house: House, actor: Actor, input: Tolerance): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_INVOICING)
    await insertTolerance(work.tx, { ...input, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'invoice-tolerance-set', subjectKind: 'settings', subjectId: 'invoice-tolerance', detail: { ...input } })
  })
}

/** Sets how a provider is paid for periods that begin on a day or later. Throws `Refused` when a statement of such a period is there already, `NotFound`. */
export async function setInvoicingWay(house: House, actor: Actor, input: { readonly providerId: string; readonly fromOn: Temporal.PlainDate; readonly paidBy: PaidBy }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_INVOICING)
    if (!(await providerNames(work, [input.providerId])).has(input.providerId)) throw new NotFound('The provider')
    const [last] = await listStatements(work.tx, { providerId: input.providerId })
    if (last !== undefined && Temporal.PlainDate.compare(last.fromOn, input.fromOn) >= 0) throw new Refused('has-statement', `There is a statement of the period from ${wordsForDate(last.fromOn)} already: enter a later day`, 'from')
    await insertInvoicingWay(work.tx, { ...input, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'invoicing-way-set', subjectKind: 'provider', subjectId: input.providerId, detail: { fromOn: input.fromOn.toString(), paidBy: input.paidBy } })
  })
}

/** Records who the council (null) or a provider is on invoices made from now on. Throws `NotFound`. */
export async function setInvoiceParty(house: House, actor: Actor, input: { readonly providerId: string | null; readonly party: InvoiceParty }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_INVOICING)
    if (input.providerId !== null && !(await providerNames(work, [input.providerId])).has(input.providerId)) throw new NotFound('The provider')
    await insertInvoiceParty(work.tx, input.providerId, { ...input.party, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'invoice-details-set', subjectKind: 'provider', subjectId: input.providerId ?? 'council' })
  })
}
