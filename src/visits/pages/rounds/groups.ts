import { countOf, withCommas } from '../../../kernel/words.ts'
import type { PlannedRoundVisit, RoundPlace, SeenRounds } from '../../actions/rounds.ts'

/** One place at a visit, in the round of whoever goes. */
export interface GroupedPlace {
  readonly visit: PlannedRoundVisit
  readonly place: RoundPlace
}

/** Places of one care worker's round, or some of those to which nobody goes yet, in order of time. */
export interface RoundGroup {
  readonly title: string
  readonly places: readonly GroupedPlace[]
}

/** What is looked for: part of a care worker's name or reference, or `nobody`; the area of a visit. Empty is everything. */
export interface RoundFilter {
  readonly worker: string
  readonly area: string
}

/** Places to which nobody goes yet stand in groups of this many, so that a page of groups stays a page. */
const UNFILLED_A_GROUP = 30

const PLACES_A_PAGE = 40

/** A day's places by round: first those that nobody goes to, then each care worker's by name. */
export function roundGroups({ visits, workers }: Pick<SeenRounds, 'visits' | 'workers'>, filter: RoundFilter): RoundGroup[] {
  const names = new Map(workers.map((worker) => [worker.reference, worker.name]))
  const wanted = filter.worker.trim().toLowerCase()
  const rounds = new Map<string | null, GroupedPlace[]>()
  for (const visit of visits) {
    if (filter.area !== '' && visit.area !== filter.area) continue
    for (const place of visit.places) {
      const { workerReference } = place
      const isWanted = wanted === '' || (workerReference === null ? wanted === 'nobody' : `${names.get(workerReference) ?? ''} ${workerReference}`.toLowerCase().includes(wanted))
      if (!isWanted) continue
      const round = rounds.get(workerReference)
      if (round === undefined) rounds.set(workerReference, [{ visit, place }])
      else round.push({ visit, place })
    }
  }
  const unfilled = rounds.get(null) ?? []
  const nobody = Array.from({ length: Math.ceil(unfilled.length / UNFILLED_A_GROUP) }, (_, nr) => {
    const places = unfilled.slice(nr * UNFILLED_A_GROUP, (nr + 1) * UNFILLED_A_GROUP)
    return { title: unfilled.length <= UNFILLED_A_GROUP ? `Nobody yet: ${countOf(places.length, 'place')}` : `Nobody yet: places ${withCommas(nr * UNFILLED_A_GROUP + 1)} to ${withCommas(nr * UNFILLED_A_GROUP + places.length)} of ${withCommas(unfilled.length)}`, places }
  })
  const filled = [...rounds].flatMap(([reference, places]) => (reference === null ? [] : [{ title: `${names.get(reference) ?? ''} (${reference}): ${countOf(places.length, 'visit')}`, places }]))
  return [...nobody, ...filled.sort((a, b) => (a.title < b.title ? -1 : 1))]
}

/** Groups by page: as many to a page as have forty places together, no group on two pages. One page at least. */
export function roundPages(groups: readonly RoundGroup[]): RoundGroup[][] {
  const pages: RoundGroup[][] = [[]]
  let room = PLACES_A_PAGE
  for (const group of groups) {
    if (group.places.length > room && room < PLACES_A_PAGE) {
      pages.push([])
      room = PLACES_A_PAGE
    }
    pages.at(-1)?.push(group)
    room -= group.places.length
  }
  return pages
}
