import { wordsForDate, withCommas } from '../../../kernel/words.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import type { RegisterEntry } from '../../reads/provider-register.ts'
import { filterRegister, type RegisterFilter } from '../../rules/register-filter.ts'
import { PROVIDER_KIND_NAMES, RATING_NAMES, RATINGS, TIER_NAMES, type Rating } from '../../terms.ts'
import { ratingTag } from '../rating-tag.ts'

/** Columns of the list of providers. */
export const providerColumns: readonly Column<RegisterEntry>[] = [
  {
    key: 'name',
    heading: 'Provider',
    value: ({ provider }) => ({ text: provider.name, href: `/providers/${provider.id}`, ...(provider.brand === null ? {} : { hint: `Brand: ${provider.brand}` }) }),
    sort: ({ provider }) => provider.name,
  },
  { key: 'rating', heading: 'CQC rating', value: ({ rating }) => ratingTag(rating.rating), sort: ({ rating }) => RATINGS.indexOf(rating.rating) },
  {
    key: 'published',
    heading: 'Published',
    value: ({ rating }) => (rating.published === null ? '' : wordsForDate(rating.published.publishedOn)),
    sort: ({ rating }) => rating.published?.publishedOn.toString() ?? '',
  },
  { key: 'kind', heading: 'Kind', value: ({ provider }) => (provider.kind === null ? '' : PROVIDER_KIND_NAMES[provider.kind]), sort: ({ provider }) => provider.kind ?? '~' },
  { key: 'zones', heading: 'Stands in', value: standingWords, sort: ({ standings }) => new Set(standings.map((each) => each.zoneId)).size },
  { key: 'status', heading: 'Status', value: (entry) => statusCell(entry), sort: (entry) => statusCell(entry).tag?.text ?? '' },
]

/** Counts by rating, in the categories of the ratings tables: each links to its providers, the filters on being kept. */
export function ratingTiles(entries: readonly RegisterEntry[], filter: RegisterFilter, hrefOf: (rating: Rating | undefined) => string): object[] {
  const others = filterRegister(entries, { ...filter, rating: undefined })
  const tiles = RATINGS.map((rating) => {
    const count = others.filter((entry) => entry.rating.rating === rating).length
    return { figure: withCommas(count), label: RATING_NAMES[rating], href: hrefOf(rating), ...(rating === 'inadequate' && count > 0 ? { tone: 'attention' } : count === 0 ? { tone: 'quiet' } : {}) }
  })
  return [...tiles, { figure: withCommas(others.length), label: 'Total', href: hrefOf(undefined) }]
}

function standingWords({ standings }: RegisterEntry): { text: string; hint?: string } {
  const byZone = new Map(standings.map((standing) => [standing.zoneName, standing]))
  const names = [...byZone.keys()]
  const tiers = [...new Set(standings.map((standing) => TIER_NAMES[standing.tier]))]
  if (names.length === 0) return { text: '' }
  return { text: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more` : names.join(', '), hint: tiers.join(', ') }
}

function statusCell(entry: RegisterEntry): { text: string; tag?: { text: string; colour: 'red' | 'grey' }; hint?: string } {
  if (entry.hasLeft) return { text: '', tag: { text: 'Left', colour: 'grey' } }
  if (entry.suspension === undefined) return { text: '' }
  return { text: '', tag: { text: 'Suspended', colour: 'red' }, hint: `Review ${wordsForDate(entry.suspension.reviewOn)}` }
}
