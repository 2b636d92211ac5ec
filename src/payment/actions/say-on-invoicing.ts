import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import type { Decision } from '../../kernel/decision.ts'
import { maySay } from '../rules/invoice/invoicing-state.ts'
import { maySayOfLine } from '../rules/invoice/line-standing.ts'
import { lockInvoicing } from '../store/invoice.read.ts'
import { insertInvoicingEvent } from '../store/invoice.write.ts'
import { listStatements } from '../store/statement.read.ts'
import { ANSWER_DIFFERENCES, DISPUTE_DIFFERENCES, INVOICING_CHANGED, INVOICING_EVENT_WORDS, type InvoicingEventKind } from '../terms/invoice.ts'
import { invoicingOf, type Invoicing } from './invoicing-of.ts'

/** What is said of all differences of a statement's invoices, or of one line of the match: by its place from 1, with the amount agreed where it is settled. */
export interface SaidOnInvoicing {
  readonly statementId: string
  readonly kind: InvoicingEventKind
  readonly note: string
  readonly lineNr?: number | null
  readonly agreedPence?: number | null
}

/**
 * Says something about the differences of a statement's invoices, all of them or one line: a provider disputes or accepts, the council answers or settles, and either disputes a line. The other side is told.
 * A line is settled at what the statement has where no amount is given; the statement's lines are paid in any case, and what was agreed beyond them is put right by records or a credit note.
 * Throws `Refused` where there is no open difference or it is not theirs to say, `NotFound`.
 */
export async function sayOnInvoicing(house: House, actor: Actor, input: SaidOnInvoicing): Promise<void> {
  await write(house, actor, async (work) => {
    const isProvider = actor.organisationId !== null
    need(actor, isProvider ? DISPUTE_DIFFERENCES : ANSWER_DIFFERENCES)
    await lockInvoicing(work.tx, input.statementId)
    const [statement] = await listStatements(work.tx, { id: input.statementId })
    if (statement === undefined || !isOwnOrganisation(actor, statement.providerId)) throw new NotFound('The statement')
    const found = await invoicingOf(work, statement)
    const { match, events } = found
    const decided = decide(found, isProvider ? 'provider' : 'council', input)
    if (!decided.ok || match === undefined) throw new Refused(decided.ok ? 'no-difference' : (decided.reasons[0]?.clause ?? 'refused'), decided.ok ? 'There is no invoice yet.' : decided.reasons.map((reason) => reason.words).join(' '), !decided.ok && decided.reasons[0]?.clause === 'outside' ? 'pounds' : 'kind')
    await insertInvoicingEvent(work.tx, { statementId: statement.id, nr: events.length + 1, providerId: statement.providerId, matchId: match.id, ...decided.value, isCouncil: !isProvider, lineNr: input.lineNr ?? null, note: input.note, at: work.now, by: actor.name })
    await notify(work, isProvider ? { organisationId: null, role: 'finance-officer' } : { organisationId: statement.providerId, role: 'provider-finance' }, 'invoice-said', { statement: statement.number, what: INVOICING_EVENT_WORDS[decided.value.kind].toLowerCase(), link: `/statements/${statement.id}/invoices` })
    work.publish(INVOICING_CHANGED, { statementId: statement.id })
    work.audit({ kind: `invoice-difference-${decided.value.kind}`, subjectKind: 'statement', subjectId: statement.id, detail: { line: input.lineNr ?? null, agreedPence: decided.value.agreedPence } })
  })
}

function decide({ state, match, standings }: Invoicing, side: 'provider' | 'council', { kind, lineNr, agreedPence }: SaidOnInvoicing): Decision<{ readonly kind: InvoicingEventKind; readonly agreedPence: number | null }> {
  if (lineNr == null) {
    const decided = maySay(state, side, kind)
    return decided.ok ? { ...decided, value: { kind: decided.value, agreedPence: null } } : decided
  }
  const [unit, standing] = [match?.units[lineNr - 1], standings[lineNr - 1]]
  if (unit === undefined || standing === undefined) throw new NotFound('The line')
  return maySayOfLine(standing, unit, side, { kind, agreedPence: agreedPence ?? null })
}
