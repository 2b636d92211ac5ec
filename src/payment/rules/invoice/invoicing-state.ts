import { allow, refuse, type Decision } from '../../../kernel/decision.ts'
import type { MustAct } from '../../terms/hold.ts'
import type { InvoicingEventKind, InvoicingState, PaidBy } from '../../terms/invoice.ts'

/** What there is of a statement's invoicing. `said` is what was said since the newest document was matched, the oldest first. */
export interface InvoicingFacts {
  readonly paidBy: PaidBy
  readonly madeCount: number
  /** Differences that are not tolerated, of the newest match; null before any document came. */
  readonly openCount: number | null
  readonly said: readonly InvoicingEventKind[]
  /** Of lines that something was said of one by one: where they stand together; undefined while nothing was. */
  readonly lines?: InvoicingState | undefined
}

/** Where the invoicing of a statement stands. */
export function invoicingState(facts: InvoicingFacts): InvoicingState {
  if (facts.paidBy === 'statement') return facts.madeCount > 0 ? 'self-billed' : 'to-self-bill'
  if (facts.openCount === null) return 'awaited'
  if (facts.openCount === 0) return 'matched'
  if (facts.said.some((kind) => kind === 'accepted' || kind === 'settled')) return 'settled'
  if (facts.lines !== undefined) return facts.lines
  const last = facts.said.at(-1)
  return last === 'disputed' || last === 'answered' ? last : 'difference'
}

/** Who has to do something next; null when nobody has. */
export function whoActsOnInvoicing(state: InvoicingState): MustAct | null {
  if (state === 'awaited' || state === 'difference' || state === 'answered') return 'provider'
  return state === 'disputed' || state === 'to-self-bill' ? 'finance-officer' : null
}

/** What either side may say in a state: the provider disputes or accepts, the council answers a dispute or settles. */
export function maySay(state: InvoicingState, side: 'provider' | 'council', kind: InvoicingEventKind): Decision<InvoicingEventKind> {
  const isOpen = state === 'difference' || state === 'disputed' || state === 'answered'
  if (!isOpen) return refuse({ clause: 'no-difference', words: 'There is no open difference to say anything about.' })
  if ((kind === 'disputed' || kind === 'accepted') !== (side === 'provider')) return refuse({ clause: 'other-side', words: side === 'provider' ? 'The council answers and settles.' : 'The provider disputes and accepts.' })
  if (kind === 'disputed' && state === 'disputed') return refuse({ clause: 'disputed', words: 'It is disputed already: the council has to answer.' })
  if (kind === 'answered' && state !== 'disputed') return refuse({ clause: 'not-disputed', words: 'There is no dispute to answer.' })
  return allow(kind)
}
