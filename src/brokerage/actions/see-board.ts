import { listPackageSummaries, personLabels } from '../../care/public.ts'
import type { CarePackage, PackageSummary } from '../../care/terms.ts'
import { listZones } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { sharedRead } from '../../platform/action/shared-read.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { compareWaiting, waitDays } from '../rules/waiting.ts'
import { waitingReason, type WaitingReason } from '../rules/waiting-reason.ts'
import { listNewestCallOffs, listPlaces } from '../store/call-off.read.ts'
import { listInterimCover, type CoverRecord } from '../store/interim-cover.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listUnapproved } from '../store/spending.read.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import { SEE_BOARD } from '../terms.ts'

/** A waiting package as the board shows it. Initials and reference are all it says of the person. */
export interface BoardRow {
  readonly carePackage: PackageSummary
  readonly initials: string
  readonly zoneName: string | null
  readonly days: number
  /** Most visits on one day. */
  readonly visitsADay: number
  readonly reason: WaitingReason
  readonly cover: CoverRecord | null
  /** Referred by the actor. */
  readonly isMine: boolean
}

/** The awaiting-care list, longest wait first: every package that is wanted and has no provider. */
export async function seeBoard(house: House, actor: Actor): Promise<BoardRow[]> {
  need(actor, SEE_BOARD)
  const rows = await sharedRead(house, actor, 'awaiting-care board', boardRows)
  return rows.map((row) => ({ ...row, isMine: row.carePackage.receivedBy === actor.name }))
}

/** The board without whose referrals they are: the same for everybody who may see it. */
async function boardRows(work: Work): Promise<Omit<BoardRow, 'isMine'>[]> {
  const packages = (await listPackageSummaries(work, await listUnplacedPackageIds(work.tx))).toSorted(compareWaiting)
  const ids = packages.map((each) => each.id)
  const labels = await personLabels(work, [...new Set(packages.map((each) => each.personId))])
  const covers = await listInterimCover(work.tx, ids)
  const reasons = await waitingReasons(work, packages)
  const zones = await zoneNames(work, packages.map((each) => each.frameworkId))
  return packages.map((carePackage) => ({
    carePackage,
    initials: labels.get(carePackage.personId)?.initials ?? '',
    zoneName: carePackage.zoneId === null ? null : (zones.get(carePackage.zoneId) ?? null),
    days: waitDays(carePackage.receivedOn, work.today),
    visitsADay: carePackage.mostVisitsADay,
    reason: reasons.get(carePackage.id) ?? waitingReason({ zoneId: carePackage.zoneId, search: null, leftOut: [] }, work.now),
    cover: covers.get(carePackage.id) ?? null,
  }))
}

/** Why each of these packages still waits, by package, in four queries however many there are. */
export async function waitingReasons(work: Work, packages: readonly Pick<CarePackage, 'id' | 'zoneId'>[]): Promise<Map<string, WaitingReason>> {
  const searches = await listNewestCallOffs(work.tx, packages.map((each) => each.id))
  const offers = Map.groupBy(await listOffers(work.tx, { callOffIds: [...searches.values()].map((each) => each.id) }), (offer) => offer.callOffId)
  const fruitless = [...searches.values()].filter((each) => each.closedReason === 'exhausted' && !offers.has(each.id)).map((each) => each.id)
  const places = Map.groupBy(await listPlaces(work.tx, fruitless), (place) => place.callOffId)
  const unapproved = await listUnapproved(work.tx, packages.map((each) => each.id))
  return new Map(
    packages.map((each) => {
      const search = searches.get(each.id)
      const leftOut = (search === undefined ? [] : (places.get(search.id) ?? [])).flatMap((place) => (place.skipped ?? place.reasons)[0]?.clause ?? [])
      return [each.id, waitingReason({ zoneId: each.zoneId, search: search === undefined ? null : { ...search, offers: offers.get(search.id) ?? [] }, leftOut, approval: unapproved.get(each.id) }, work.now)]
    }),
  )
}

/** Names of the zones of frameworks, by zone. */
export async function zoneNames(work: Work, frameworkIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const frameworkId of new Set(frameworkIds)) for (const zone of await listZones(work, frameworkId)) names.set(zone.id, zone.name)
  return names
}
