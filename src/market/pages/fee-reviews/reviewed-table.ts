import { wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { Zone } from '../../terms.ts'
import type { ReviewedRate } from '../../terms/fee-review.ts'
import { rateScopeWords } from '../reviewed-rate-words.ts'

/** Rates before and after a fee review. `key` tells tables of one page apart. */
export function reviewedTable(rates: readonly ReviewedRate[], zones: readonly Zone[], url: string, key = 'rates', caption = 'Rates before and after'): TableView {
  return dataTable<ReviewedRate>({
    key,
    caption,
    noun: ['rate', 'rates'],
    url,
    rows: rates,
    emptyWords: 'No rate changes.',
    columns: [
      { key: 'scope', heading: 'Rate for', value: ({ rate }) => rateScopeWords(rate, zones), sort: ({ rate }) => rateScopeWords(rate, zones) },
      { key: 'before', heading: 'Before', numeric: true, value: ({ rate }) => wordsForPence(rate.pencePerHour), sort: ({ rate }) => rate.pencePerHour, csv: ({ rate }) => (rate.pencePerHour / 100).toFixed(2) },
      { key: 'after', heading: 'After', numeric: true, value: ({ pencePerHour }) => wordsForPence(pencePerHour), sort: ({ pencePerHour }) => pencePerHour, csv: ({ pencePerHour }) => (pencePerHour / 100).toFixed(2) },
      { key: 'change', heading: 'Change', numeric: true, value: ({ rate, pencePerHour }) => `${(((pencePerHour - rate.pencePerHour) * 100) / rate.pencePerHour).toFixed(2)}%` },
    ],
  })
}
