import { wordsForPence } from '../../kernel/words.ts'
import type { Column } from '../../platform/components/data-table.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'

/** An amount and what the NHS bears of it; the council bears the rest. */
export interface Shared {
  readonly pence: number
  readonly nhsPence: number
}

/** Two columns: what the council and what the NHS bear of a row's amount. */
export function shareColumns<Row>(of: (row: Row) => Shared): Column<Row>[] {
  const council = (row: Row): number => of(row).pence - of(row).nhsPence
  const nhs = (row: Row): number => of(row).nhsPence
  return [
    { key: 'council', heading: 'Council', numeric: true, value: (row) => wordsForPence(council(row)), sort: council, csv: (row) => poundsFigure(council(row)) },
    { key: 'nhs', heading: 'NHS', numeric: true, value: (row) => wordsForPence(nhs(row)), sort: nhs, csv: (row) => poundsFigure(nhs(row)) },
  ]
}

/** One large figure: what the NHS bears, and under it what the council does. */
export function shareTile({ pence, nhsPence }: Shared) {
  return { figure: wordsForPence(nhsPence), label: 'borne by the NHS', hint: `The council bears ${wordsForPence(pence - nhsPence)}`, tone: 'quiet' }
}
