import { countOf, wordsForPence } from '../../kernel/words.ts'
import { dataTable, type TableView } from '../../platform/components/data-table.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'
import type { InvoiceMatch, MatchedUnit } from '../terms/invoice.ts'

/** Invoices beside the statement, line by line: what differs first. Whole where a preview has no address to turn its pages. */
export function matchTable(match: InvoiceMatch, url: string, isWhole = false): TableView {
  const rank = (unit: MatchedUnit): number => (unit.difference === null ? 2 : unit.isTolerated ? 1 : 0)
  return dataTable<MatchedUnit>({
    key: 'match',
    caption: 'Line by line',
    noun: ['line', 'lines'],
    url,
    rows: match.units.toSorted((a, b) => rank(a) - rank(b)),
    ...(isWhole ? { pageSize: Math.max(1, match.units.length) } : {}),
    emptyWords: 'There is nothing to compare.',
    columns: [
      { key: 'about', heading: 'For', value: (unit) => ({ text: unit.about, hint: countOf(unit.statementLineIds.length, 'statement line') }), csv: (unit) => unit.about },
      { key: 'asked', heading: 'Invoice lines', value: (unit) => unit.documentLines.join(', ') || 'None' },
      { key: 'statement', heading: 'Statement', numeric: true, value: (unit) => wordsForPence(unit.statementPence), sort: (unit) => unit.statementPence, csv: (unit) => poundsFigure(unit.statementPence) },
      { key: 'invoiced', heading: 'Invoiced', numeric: true, value: (unit) => wordsForPence(unit.invoicedPence), sort: (unit) => unit.invoicedPence, csv: (unit) => poundsFigure(unit.invoicedPence) },
      { key: 'result', heading: 'Result', value: (unit) => ({ text: unit.words, tag: unit.difference === null ? { text: 'Matches', colour: 'green' as const } : unit.isTolerated ? { text: 'Tolerated', colour: 'yellow' as const } : { text: 'Difference', colour: 'red' as const } }), csv: (unit) => (unit.difference === null ? 'Matches' : unit.words) },
    ],
  })
}

/** The sums of a match, large. */
export function matchTiles(match: InvoiceMatch) {
  const apart = match.invoicedPence - match.statementPence
  return [
    { figure: wordsForPence(match.statementPence), label: 'on the statement' },
    { figure: wordsForPence(match.invoicedPence), label: 'invoiced' },
    { figure: wordsForPence(apart), label: 'apart' },
    { figure: String(match.openCount), label: match.openCount === 1 ? 'open difference' : 'open differences' },
  ]
}
