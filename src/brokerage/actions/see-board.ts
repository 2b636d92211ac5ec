import { fundingOn, fundingsOf, listPackageSummaries, personLabels } from '../../care/public.ts'
import type { CarePackage, Funder, PackageSummary } from '../../care/terms.ts'
import { listFrameworks, listZones } from '../../market/public.ts'
import { londonDate, londonInstant } from '../../kernel/london.ts'
import { waitingCause, type WaitingCause } from '../../kernel/waiting-cause.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { sharedRead } from '../../platform/action/shared-read.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { nearnessOf, type Nearness } from '../rules/share-out.ts'
import { compareWaiting, waitDays } from '../rules/waiting.ts'
import { waitingPriority, type WaitingPriority } from '../rules/waiting-priority.ts'
import { waitingReason, type WaitingReason } from '../rules/waiting-reason.ts'
import { listNewestCallOffs, listPlaces } from '../store/call-off.read.ts'
import { listInterimCover } from '../store/interim-cover.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listUnapproved } from '../store/spending.read.ts'
import { listUnplacedWithQueries } from '../store/waiting.read.ts'
import { SEE_BOARD } from '../terms.ts'
import type { CoverRecord } from '../terms/interim-cover.ts'

/** A waiting package as the board shows it. Initials and reference are all it says of the person. */
export interface BoardRow {
  readonly carePackage: PackageSummary
  readonly initials: string
  readonly frameworkName: string
  readonly zoneName: string | null
  readonly days: number
  /** Most visits on one day. */
  readonly visitsADay: number
  readonly reason: WaitingReason
  /** The same as one code, for counting and choosing. */
  readonly cause: WaitingCause
  readonly nearness: Nearness
  /** Who pays today: as it was referred, or as it was changed since. */
  readonly funder: Funder
  readonly priority: WaitingPriority
  readonly cover: CoverRecord | null
  /** Questions about it that nobody has answered. */
  readonly openQueries: number
}

/** The awaiting-care list, longest wait first: every package that is wanted and has no provider. The same array until something that it shows changes. */
export async function seeBoard(house: House, actor: Actor): Promise<readonly BoardRow[]> {
  need(actor, SEE_BOARD)
  return sharedRead(house, actor, { name: 'awaiting-care board', noted: 'awaiting_care_board', holdsUntil: boardHoldsUntil(house) }, boardRows)
}

/** The board counts days and says what is open: it is another one from midnight on, and when an offer lapses. */
function boardHoldsUntil(house: House): (rows: readonly BoardRow[]) => Temporal.Instant {
  const midnight = londonInstant(londonDate(house.clock.now()).add({ days: 1 }), 0)
  return (rows) => rows.reduce((first, { reason: { holdsUntil } }) => (holdsUntil !== null && Temporal.Instant.compare(holdsUntil, first) < 0 ? holdsUntil : first), midnight)
}

/** What the list is made of. Every table read here has the trigger that notes what is written (migration 62); a test holds them together. */
export async function boardRows(work: Work): Promise<BoardRow[]> {
  const queries = await listUnplacedWithQueries(work.tx)
  const packages = (await listPackageSummaries(work, [...queries.keys()])).toSorted(compareWaiting)
  const ids = packages.map((each) => each.id)
  const labels = await personLabels(work, [...new Set(packages.map((each) => each.personId))])
  const covers = await listInterimCover(work.tx, ids)
  const reasons = await waitsOf(work, packages)
  const fundings = await fundingsOf(work, ids)
  const frameworks = new Map((await listFrameworks(work)).map((each) => [each.id, each.name]))
  const zones = await zoneNames(work, packages.map((each) => each.frameworkId))
  return packages.map((carePackage) => {
    const cover = covers.get(carePackage.id) ?? null
    const days = waitDays(carePackage.receivedOn, work.today)
    const funding = fundings.get(carePackage.id)
    const nearness = nearnessOf(carePackage, work.today)
    return {
      carePackage,
      initials: labels.get(carePackage.personId)?.initials ?? '',
      frameworkName: frameworks.get(carePackage.frameworkId) ?? '',
      zoneName: carePackage.zoneId === null ? null : (zones.get(carePackage.zoneId) ?? null),
      days,
      visitsADay: carePackage.mostVisitsADay,
      reason: reasons.get(carePackage.id)?.reason ?? waitingReason({ zoneId: carePackage.zoneId, search: null, leftOut: [] }, work.now),
      cause: reasons.get(carePackage.id)?.cause ?? waitingCause(carePackage.zoneId, null),
      nearness,
      funder: funding === undefined ? carePackage.funder : fundingOn(funding, work.today).funder,
      priority: waitingPriority({ urgency: carePackage.urgency, nearness, days, cover }),
      cover,
      openQueries: queries.get(carePackage.id) ?? 0,
    }
  })
}

/** Why each of these packages still waits, by package, in four queries however many there are. */
export async function waitingReasons(work: Work, packages: readonly Pick<CarePackage, 'id' | 'zoneId'>[]): Promise<Map<string, WaitingReason>> {
  return new Map([...(await waitsOf(work, packages))].map(([id, { reason }]) => [id, reason]))
}

async function waitsOf(work: Work, packages: readonly Pick<CarePackage, 'id' | 'zoneId'>[]): Promise<Map<string, { readonly reason: WaitingReason; readonly cause: WaitingCause }>> {
  const searches = await listNewestCallOffs(work.tx, packages.map((each) => each.id))
  const offers = Map.groupBy(await listOffers(work.tx, { callOffIds: [...searches.values()].map((each) => each.id) }), (offer) => offer.callOffId)
  const fruitless = [...searches.values()].filter((each) => each.closedReason === 'exhausted' && !offers.has(each.id)).map((each) => each.id)
  const places = Map.groupBy(await listPlaces(work.tx, fruitless), (place) => place.callOffId)
  const unapproved = await listUnapproved(work.tx, packages.map((each) => each.id))
  return new Map(
    packages.map((each) => {
      const search = searches.get(each.id)
      const leftOut = (search === undefined ? [] : (places.get(search.id) ?? [])).flatMap((place) => (place.skipped ?? place.reasons)[0]?.clause ?? [])
      const made = search === undefined ? [] : (offers.get(search.id) ?? [])
      const reason = waitingReason({ zoneId: each.zoneId, search: search === undefined ? null : { ...search, offers: made }, leftOut, approval: unapproved.get(each.id) }, work.now)
      const declines = made.flatMap((offer) => (offer.answer?.answer === 'declined' && offer.answer.reason !== null ? [offer.answer.reason] : []))
      const cause = waitingCause(each.zoneId, search === undefined ? null : { isOpen: search.closedAt === null, isWithdrawn: search.closedReason === 'withdrawn', asked: made.length, declines, leftOut })
      return [each.id, { reason, cause }]
    }),
  )
}

/** Names of the zones of frameworks, by zone. */
export async function zoneNames(work: Work, frameworkIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const frameworkId of new Set(frameworkIds)) for (const zone of await listZones(work, frameworkId)) names.set(zone.id, zone.name)
  return names
}
