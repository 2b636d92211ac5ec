import { allow, refuse, type Decision } from '../../../kernel/decision.ts'
import type { InvoicingEvent, InvoicingEventKind, InvoicingState, LineStanding, MatchedUnit } from '../../terms/invoice.ts'

type Said = Pick<InvoicingEvent, 'kind' | 'isCouncil' | 'lineNr' | 'agreedPence'>

/**
 * Where each line of a match stands, by what was said of it and of all of them since the match, the oldest first. Accepting or settling all closes the lines that are still open at what the
 * statement has; a line closed by itself keeps the amount agreed for it.
 */
export function lineStandings(units: readonly Pick<MatchedUnit, 'difference' | 'isTolerated' | 'statementPence'>[], said: readonly Said[]): LineStanding[] {
  return units.map((unit, at) => {
    if (unit.difference === null || unit.isTolerated) return { state: 'fine', waitsFor: null, agreedPence: unit.statementPence }
    const own = said.filter((each) => each.lineNr === at + 1 || each.lineNr === null)
    const end = own.find((each) => each.kind === 'accepted' || each.kind === 'settled')
    if (end !== undefined) return { state: 'settled', waitsFor: null, agreedPence: end.agreedPence ?? unit.statementPence }
    const last = own.at(-1)
    return { state: last?.kind === 'disputed' || last?.kind === 'answered' ? last.kind : 'difference', waitsFor: last === undefined || last.isCouncil ? 'provider' : 'council', agreedPence: null }
  })
}

/** What was agreed in all: lines that agree, and those closed, at their amounts; `openPence` is what the statement has for lines that are still open. */
export function agreedSums(units: readonly Pick<MatchedUnit, 'statementPence'>[], standings: readonly LineStanding[]): { readonly agreedPence: number; readonly openPence: number; readonly beyondPence: number } {
  const sum = (of: (unit: Pick<MatchedUnit, 'statementPence'>, at: number) => number): number => units.reduce((total, unit, at) => total + of(unit, at), 0)
  return {
    agreedPence: sum((_, at) => standings[at]?.agreedPence ?? 0),
    openPence: sum((unit, at) => (standings[at]?.agreedPence == null ? unit.statementPence : 0)),
    beyondPence: sum((unit, at) => (standings[at]?.agreedPence ?? unit.statementPence) - unit.statementPence),
  }
}

/** The state of all lines together: disputed while one waits for the council, then answered while the council has said something of one that is open; settled once none is. Undefined where none ever differed. */
export function stateOfLines(standings: readonly LineStanding[]): InvoicingState | undefined {
  const open = standings.filter((each) => each.agreedPence === null)
  if (open.some((each) => each.waitsFor === 'council')) return 'disputed'
  if (open.some((each) => each.state !== 'difference')) return 'answered'
  if (open.length > 0) return 'difference'
  return standings.some((each) => each.state === 'settled') ? 'settled' : undefined
}

/** What either side may say of one line: either disputes it (also in answer to the other), the provider accepts the statement, the council answers a dispute and settles at an amount between what the statement has and what was invoiced. */
export function maySayOfLine(standing: LineStanding, unit: Pick<MatchedUnit, 'statementPence' | 'invoicedPence'>, side: 'provider' | 'council', said: { readonly kind: InvoicingEventKind; readonly agreedPence: number | null }): Decision<{ readonly kind: InvoicingEventKind; readonly agreedPence: number | null }> {
  const { kind, agreedPence } = said
  if (standing.state === 'fine' || standing.state === 'settled') return refuse({ clause: 'no-difference', words: 'This line has no open difference.' })
  if (kind !== 'disputed' && (kind === 'accepted') !== (side === 'provider')) return refuse({ clause: 'other-side', words: side === 'provider' ? 'The council answers and settles.' : 'The provider accepts.' })
  if (kind === 'disputed' && standing.state === 'disputed' && standing.waitsFor !== side) return refuse({ clause: 'disputed', words: 'This line is disputed already.' })
  if (kind === 'answered' && (standing.state !== 'disputed' || standing.waitsFor !== 'council')) return refuse({ clause: 'not-disputed', words: 'There is no dispute of this line to answer.' })
  if (kind === 'accepted') return allow({ kind, agreedPence: unit.statementPence })
  if (kind !== 'settled') return allow({ kind, agreedPence: null })
  const amount = agreedPence ?? unit.statementPence
  const [least, most] = [Math.min(unit.statementPence, unit.invoicedPence), Math.max(unit.statementPence, unit.invoicedPence)]
  if (amount < least || amount > most) return refuse({ clause: 'outside', words: 'Settle at an amount between what the statement has and what was invoiced.' })
  return allow({ kind, agreedPence: amount })
}
