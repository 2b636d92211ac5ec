import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { points } from '../../rules/bids.ts'

/** A bid as it compared, with its bidder's name. */
export interface ComparedBid {
  readonly providerId: string
  readonly providerName: string
  readonly place: number | null
  readonly pencePerHour: number
  readonly startsOn: Temporal.PlainDate
  readonly priceScore: number
  readonly qualityScore: number
  readonly totalScore: number
  readonly words: string
}

/** How the bids of a mini-competition compared; undefined for a search that had none. For the council alone: it names every bidder. */
export function bidTable(bids: readonly ComparedBid[], key: string, url: string): TableView | undefined {
  if (bids.length === 0) return undefined
  return dataTable<ComparedBid>({
    key,
    caption: 'Bids as they compared',
    noun: ['bid', 'bids'],
    url,
    rows: bids,
    rowHeading: 'provider',
    emptyWords: '',
    columns: [
      { key: 'place', heading: 'Place', value: ({ place }) => (place === null ? 'None' : String(place)), sort: ({ place }) => place ?? 999, csv: ({ place }) => place ?? '' },
      { key: 'provider', heading: 'Provider', value: ({ providerId, providerName, words }) => ({ text: providerName, href: `/providers/${providerId}`, hint: words }), sort: ({ providerName }) => providerName },
      { key: 'price', heading: 'Price an hour', numeric: true, value: ({ pencePerHour, startsOn }) => ({ text: wordsForPence(pencePerHour), hint: `from ${wordsForDate(startsOn)}` }), sort: ({ pencePerHour }) => pencePerHour, csv: ({ pencePerHour }) => (pencePerHour / 100).toFixed(2) },
      { key: 'price-score', heading: 'Price score', numeric: true, value: (bid) => scoreOf(bid, bid.priceScore), sort: ({ priceScore }) => priceScore },
      { key: 'quality-score', heading: 'Quality score', numeric: true, value: (bid) => scoreOf(bid, bid.qualityScore), sort: ({ qualityScore }) => qualityScore },
      { key: 'total', heading: 'Together', numeric: true, value: (bid) => scoreOf(bid, bid.totalScore), sort: ({ totalScore }) => totalScore },
    ],
  })
}

function scoreOf({ place }: ComparedBid, hundredths: number): string {
  return place === null ? '' : points(hundredths)
}
