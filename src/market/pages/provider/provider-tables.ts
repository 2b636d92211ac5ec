import { serviceLineName } from '../../../kernel/service-line.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { ProviderRecord } from '../../reads/provider-record.ts'
import { comparePublication, isOverall } from '../../rules/overall-rating.ts'
import { statusOn } from '../../rules/standings-on.ts'
import type { NamedStanding } from '../../store/standing.read.ts'
import { RATING_DOMAIN_NAMES, RATING_NAMES, TIER_NAMES, type Location, type PublishedRating, type Suspension } from '../../terms.ts'
import { ratingTag } from '../rating-tag.ts'

const STATUS_WORDS = { 'not-begun': 'To come', 'in-force': 'In force', ended: 'Ended' } as const
const STATUS_COLOURS = { 'not-begun': 'blue', 'in-force': 'green', ended: 'grey' } as const

/** A published rating beside the one it took the place of. */
interface RatingStep {
  readonly rating: PublishedRating
  readonly before: PublishedRating | undefined
  readonly location: string
}

/** Every rating ever read, newest first, each with what it changed. */
export function ratingTable(record: ProviderRecord, url: string): TableView {
  const names = new Map(record.locations.map((location) => [location.id, location.name]))
  const severalLocations = new Set(record.ratings.map((rating) => rating.locationId)).size > 1
  return dataTable<RatingStep>({
    key: 'ratings',
    caption: 'CQC rating history',
    noun: ['rating', 'ratings'],
    url,
    pageSize: 30,
    rows: ratingSteps(record.ratings, names),
    emptyWords: 'The CQC has published no rating of this provider in the files read in so far.',
    columns: [
      { key: 'published', heading: 'Published', value: ({ rating }) => ({ text: wordsForDate(rating.publishedOn), ...(rating.inherited ? { hint: 'Inherited from an earlier registration' } : {}) }), sort: ({ rating }) => rating.publishedOn.toString() },
      ...(severalLocations ? [{ key: 'location', heading: 'Location', value: ({ location }: RatingStep) => location, sort: ({ location }: RatingStep) => location }] : []),
      { key: 'question', heading: 'What was rated', value: ({ rating }) => questionWords(rating), sort: ({ rating }) => questionWords(rating) },
      { key: 'rating', heading: 'Rating', value: ({ rating }) => ratingTag(rating.rating) },
      { key: 'change', heading: 'Before', value: ({ rating, before }) => (before === undefined ? 'First known' : before.rating === rating.rating ? 'The same' : RATING_NAMES[before.rating]) },
    ],
  })
}

/** The provider's places in zones, those in force first. */
export function standingTable(record: ProviderRecord, url: string, mayKeep: boolean): TableView {
  const order = { 'in-force': 0, 'not-begun': 1, ended: 2 } as const
  return dataTable<NamedStanding>({
    key: 'standings',
    caption: 'Standings by zone',
    noun: ['standing', 'standings'],
    url,
    rows: [...record.standings].sort((a, b) => order[statusOn(a, record.today)] - order[statusOn(b, record.today)]),
    emptyWords: 'This provider stands in no zone, so it is offered no packages. A standing is granted when a framework is let.',
    columns: [
      { key: 'zone', heading: 'Zone', value: (each) => ({ text: each.zoneName, href: `/zones/${each.zoneId}`, hint: each.frameworkName }), sort: (each) => each.zoneName },
      { key: 'line', heading: 'Service line', value: (each) => serviceLineName(each.serviceLine), sort: (each) => each.serviceLine },
      { key: 'tier', heading: 'Tier', value: (each) => TIER_NAMES[each.tier] },
      { key: 'rank', heading: 'Rank', numeric: true, value: (each) => (each.rank === null ? '' : String(each.rank)) },
      { key: 'from', heading: 'First day', value: (each) => wordsForDate(each.fromOn), sort: (each) => each.fromOn.toString() },
      { key: 'to', heading: 'Last day', value: (each) => ({ text: each.toOn === null ? '' : wordsForDate(each.toOn), ...(each.reason === null ? {} : { hint: each.reason }) }) },
      { key: 'status', heading: 'Status', value: (each) => ({ text: '', tag: { text: STATUS_WORDS[statusOn(each, record.today)], colour: STATUS_COLOURS[statusOn(each, record.today)] } }) },
      ...(mayKeep ? [{ key: 'end', heading: 'Change', value: (each: NamedStanding) => (each.toOn === null ? { text: 'End', href: `/standings/${each.id}/end`, hint: '' } : '') }] : []),
    ],
  })
}

/** The provider's registered locations, home care first. */
export function locationTable(record: ProviderRecord, url: string): TableView {
  return dataTable<Location>({
    key: 'locations',
    caption: 'Registered locations',
    noun: ['location', 'locations'],
    url,
    rows: record.locations,
    emptyWords: 'No location is registered with the CQC in the files read in so far.',
    columns: [
      { key: 'name', heading: 'Location', value: (each) => ({ text: each.name, hint: each.cqcLocationId, ...(each.url === null ? {} : { href: each.url }) }) },
      { key: 'care', heading: 'Home care', value: (each) => (each.homeCare ? 'Yes' : 'No') },
      { key: 'address', heading: 'Address', value: (each) => [each.address, each.town, each.postcode].filter((part) => part !== null).join(', ') },
      { key: 'authority', heading: 'Local authority', value: (each) => each.localAuthority ?? '' },
      { key: 'specialisms', heading: 'Specialisms', value: (each) => each.specialisms.join(', ') },
    ],
  })
}

/** Times in which the provider was given no new packages. */
export function suspensionTable(record: ProviderRecord, url: string): TableView {
  return dataTable<Suspension>({
    key: 'suspensions',
    caption: 'Suspensions',
    noun: ['suspension', 'suspensions'],
    url,
    rows: record.suspensions,
    emptyWords: 'This provider has never been suspended.',
    columns: [
      { key: 'from', heading: 'First day', value: (each) => wordsForDate(each.fromOn) },
      { key: 'review', heading: 'Review', value: (each) => wordsForDate(each.reviewOn) },
      { key: 'to', heading: 'Last day', value: (each) => (each.toOn === null ? '' : wordsForDate(each.toOn)) },
      { key: 'reason', heading: 'Reason', value: (each) => each.reason },
      { key: 'status', heading: 'Status', value: (each) => ({ text: '', tag: { text: STATUS_WORDS[statusOn(each, record.today)], colour: statusOn(each, record.today) === 'in-force' ? 'red' : STATUS_COLOURS[statusOn(each, record.today)] } }) },
    ],
  })
}

/** Changes of the overall rating as a list, newest first. */
export function ratingTimeline(record: ProviderRecord): { title: string; text: string }[] {
  const names = new Map(record.locations.map((location) => [location.id, location.name]))
  return ratingSteps(record.ratings, names)
    .filter(({ rating }) => isOverall(rating))
    .map(({ rating, before, location }) => ({
      title: before === undefined || before.rating === rating.rating ? `${RATING_NAMES[rating.rating]} overall` : `${RATING_NAMES[before.rating]} to ${RATING_NAMES[rating.rating].toLowerCase()} overall`,
      text: `${wordsForDate(rating.publishedOn)}: ${location}${rating.inherited ? ', inherited from an earlier registration' : ''}`,
    }))
}

function ratingSteps(ratings: readonly PublishedRating[], names: ReadonlyMap<string, string>): RatingStep[] {
  const latest = new Map<string, PublishedRating>()
  const steps: RatingStep[] = []
  for (const rating of [...ratings].sort(comparePublication)) {
    const key = `${rating.locationId}\n${rating.serviceGroup}\n${rating.domain}`
    steps.push({ rating, before: latest.get(key), location: names.get(rating.locationId) ?? '' })
    latest.set(key, rating)
  }
  const isWhole = ({ rating }: RatingStep): number => (isOverall(rating) ? 0 : rating.domain === 'overall' ? 1 : 2)
  return steps.sort((a, b) => Temporal.PlainDate.compare(b.rating.publishedOn, a.rating.publishedOn) || isWhole(a) - isWhole(b) || b.rating.id - a.rating.id)
}

function questionWords(rating: PublishedRating): string {
  const domain = RATING_DOMAIN_NAMES[rating.domain]
  return rating.serviceGroup === 'Overall' ? domain : `${rating.serviceGroup}: ${domain.toLowerCase()}`
}
