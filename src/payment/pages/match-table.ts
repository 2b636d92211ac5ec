import { countOf, wordsForPence } from '../../kernel/words.ts'
import { dataTable, type TableView } from '../../platform/components/data-table.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'
import { agreedSums } from '../rules/invoice/line-standing.ts'
import type { InvoiceMatch, LineStanding, MatchedUnit } from '../terms/invoice.ts'

type Row = MatchedUnit & { readonly nr: number; readonly standing: LineStanding | undefined }

/** Where an open line stands, in words. */
const STATE_WORDS: Readonly<Record<LineStanding['state'], string>> = { fine: '', difference: 'Difference', disputed: 'Disputed', answered: 'Answered', settled: 'Settled' }

/** Invoices beside the statement, line by line: what differs first. Whole where a preview has no address to turn its pages. */
export function matchTable(match: InvoiceMatch, url: string, { isWhole = false, standings = [] }: { readonly isWhole?: boolean; readonly standings?: readonly LineStanding[] } = {}): TableView {
  const rank = (unit: Row): number => (unit.difference === null ? 3 : unit.isTolerated ? 2 : unit.standing?.state === 'settled' ? 1 : 0)
  const rows = match.units.map((unit, at): Row => ({ ...unit, nr: at + 1, standing: standings[at] }))
  return dataTable<Row>({
    key: 'match',
    caption: 'Line by line',
    noun: ['line', 'lines'],
    url,
    rows: rows.toSorted((a, b) => rank(a) - rank(b)),
    ...(isWhole ? { pageSize: Math.max(1, match.units.length) } : {}),
    emptyWords: 'There is nothing to compare.',
    columns: [
      { key: 'nr', heading: 'Line', value: (unit) => String(unit.nr), sort: (unit) => unit.nr },
      { key: 'about', heading: 'For', value: (unit) => ({ text: unit.about, hint: countOf(unit.statementLineIds.length, 'statement line') }), csv: (unit) => unit.about },
      { key: 'asked', heading: 'Invoice lines', value: (unit) => unit.documentLines.join(', ') || 'None' },
      { key: 'statement', heading: 'Statement', numeric: true, value: (unit) => wordsForPence(unit.statementPence), sort: (unit) => unit.statementPence, csv: (unit) => poundsFigure(unit.statementPence) },
      { key: 'invoiced', heading: 'Invoiced', numeric: true, value: (unit) => wordsForPence(unit.invoicedPence), sort: (unit) => unit.invoicedPence, csv: (unit) => poundsFigure(unit.invoicedPence) },
      { key: 'result', heading: 'Result', value: (unit) => ({ text: unit.standing?.state === 'settled' ? `${wordsForPence(unit.invoicedPence)} was invoiced, and it was settled at ${wordsForPence(unit.standing.agreedPence ?? unit.statementPence)}.` : unit.words, tag: tagOf(unit) }), csv: (unit) => (unit.difference === null ? 'Matches' : unit.words) },
      ...(standings.length === 0 ? [] : [{ key: 'agreed', heading: 'Agreed', numeric: true, value: (unit: Row) => (unit.standing?.agreedPence == null ? 'Open' : wordsForPence(unit.standing.agreedPence)), csv: (unit: Row) => (unit.standing?.agreedPence == null ? '' : poundsFigure(unit.standing.agreedPence)) }]),
    ],
  })
}

function tagOf({ difference, isTolerated, standing }: Row): { readonly text: string; readonly colour: 'green' | 'yellow' | 'orange' | 'red' } {
  if (difference === null) return { text: 'Matches', colour: 'green' }
  if (isTolerated) return { text: 'Tolerated', colour: 'yellow' }
  if (standing === undefined || standing.state === 'difference') return { text: 'Difference', colour: 'red' }
  return standing.state === 'settled' ? { text: STATE_WORDS.settled, colour: 'green' } : { text: STATE_WORDS[standing.state], colour: 'orange' }
}

/** The sums of a match, large. */
export function matchTiles(match: InvoiceMatch, standings: readonly LineStanding[] = []) {
  const open = standings.length === 0 ? match.openCount : standings.filter((each) => each.agreedPence === null).length
  const agreed = agreedSums(match.units, standings)
  const apart = match.invoicedPence - match.statementPence
  return [
    { figure: wordsForPence(match.statementPence), label: 'on the statement' },
    { figure: wordsForPence(match.invoicedPence), label: 'invoiced' },
    { figure: wordsForPence(apart), label: 'apart' },
    ...(standings.length === 0 ? [] : [{ figure: wordsForPence(agreed.agreedPence), label: 'agreed', hint: agreed.beyondPence === 0 ? 'As the statement has it' : `${wordsForPence(agreed.beyondPence)} beyond the statement` }]),
    { figure: String(open), label: open === 1 ? 'open difference' : 'open differences' },
  ]
}
