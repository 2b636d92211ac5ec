import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { maySay } from '../rules/invoice/invoicing-state.ts'
import { lockInvoicing } from '../store/invoice.read.ts'
import { insertInvoicingEvent } from '../store/invoice.write.ts'
import { listStatements } from '../store/statement.read.ts'
import { ANSWER_DIFFERENCES, DISPUTE_DIFFERENCES, INVOICING_CHANGED, INVOICING_EVENT_WORDS, type InvoicingEventKind } from '../terms/invoice.ts'
import { invoicingOf } from './invoicing-of.ts'

/**
 * Says something about the differences of a statement's invoices: a provider disputes or accepts them, the council answers or settles. The other side is told.
 * Throws `Refused` where there is no open difference or it is not theirs to say, `NotFound`.
 */
export async function sayOnInvoicing(house: House, actor: Actor, input: { readonly statementId: string; readonly kind: InvoicingEventKind; readonly note: string }): Promise<void> {
  await write(house, actor, async (work) => {
    const isProvider = actor.organisationId !== null
    need(actor, isProvider ? DISPUTE_DIFFERENCES : ANSWER_DIFFERENCES)
    await lockInvoicing(work.tx, input.statementId)
    const [statement] = await listStatements(work.tx, { id: input.statementId })
    if (statement === undefined || !isOwnOrganisation(actor, statement.providerId)) throw new NotFound('The statement')
    const { state, match, events } = await invoicingOf(work, statement)
    const decided = maySay(state, isProvider ? 'provider' : 'council', input.kind)
    if (!decided.ok || match === undefined) throw new Refused(decided.ok ? 'no-difference' : (decided.reasons[0]?.clause ?? 'refused'), decided.ok ? 'There is no invoice yet.' : decided.reasons.map((reason) => reason.words).join(' '), 'kind')
    await insertInvoicingEvent(work.tx, { statementId: statement.id, nr: events.length + 1, providerId: statement.providerId, matchId: match.id, kind: decided.value, note: input.note, at: work.now, by: actor.name })
    await notify(work, isProvider ? { organisationId: null, role: 'finance-officer' } : { organisationId: statement.providerId, role: 'provider-finance' }, 'invoice-said', { statement: statement.number, what: INVOICING_EVENT_WORDS[decided.value].toLowerCase(), link: `/statements/${statement.id}/invoices` })
    work.publish(INVOICING_CHANGED, { statementId: statement.id })
    work.audit({ kind: `invoice-difference-${decided.value}`, subjectKind: 'statement', subjectId: statement.id })
  })
}
