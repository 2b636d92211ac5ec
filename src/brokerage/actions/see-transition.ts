import { listPackageSummaries, personLabels, postcodesOf } from '../../care/public.ts'
import type { PackageSummary, ServiceLine } from '../../care/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { getFramework, listFrameworkStandings, listZones, providerNames, replacementsOf, zonesForPlaces } from '../../market/public.ts'
import type { Zone } from '../../market/terms.ts'
import { SEE_TRANSITIONS, type KeptReplacement, type Replacement } from '../../market/terms/replacement.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { placementLives } from '../public.ts'
import { transitionOf } from '../rules/transition.ts'
import { listFrameworkMoves } from '../store/framework-move.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import type { Placement } from '../terms.ts'
import type { Stand } from '../terms/transition.ts'
import { newZone, weeksSince } from './decide-moves.ts'

/** Where one package stands between two frameworks, and why. Of the person: reference and initials. */
export interface PackageStand {
  readonly packageId: string
  readonly packageReference: string
  /** Null for a package that waits for a provider. */
  readonly placementId: string | null
  readonly personId: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly serviceLine: ServiceLine
  readonly providerName: string | null
  /** Its zone in the replaced framework. */
  readonly zoneId: string | null
  readonly zoneName: string
  readonly weeklyMinutes: Minutes
  readonly stand: Stand
  /** The day on which it will move, where one is set; the day on which it moved. */
  readonly on: Temporal.PlainDate | null
  readonly reason: Reason
}

/** A framework that is replaced, with where each of its packages stands. */
export interface SeenTransition {
  readonly framework: { readonly id: string; readonly name: string }
  /** Null when nothing replaces it. */
  readonly replacement: KeptReplacement | null
  /** Every one there ever was, the latest first. */
  readonly replacements: readonly KeptReplacement[]
  readonly packages: readonly PackageStand[]
  /** Names of zones of the new framework in which no provider stands on its first day, or today if that has passed: nobody could be asked there. */
  readonly emptyZones: readonly string[]
  readonly today: Temporal.PlainDate
}

const NO_ZONE = 'No zone'

/** Where each live or waiting package of a framework stands, and those that moved out of it, by zone and reference. Throws `NotFound`. */
export async function seeTransition(house: House, actor: Actor, frameworkId: string): Promise<SeenTransition> {
  return read(house, actor, async (work) => {
    need(actor, SEE_TRANSITIONS)
    const { id, name } = await getFramework(work, frameworkId)
    const replacements = await replacementsOf(work, id)
    const replacement = replacements.find((each) => each.withdrawn === null) ?? null
    const zones = await listZones(work, id)
    const moved = await movedPackages(work, replacements, zones)
    const left = replacement === null ? [] : await packagesLeft(work, replacement, zones)
    const packages = [...left, ...moved].toSorted((a, b) => placeOf(zones, a) - placeOf(zones, b) || (a.packageReference < b.packageReference ? -1 : 1))
    return { framework: { id, name }, replacement, replacements, packages, emptyZones: replacement === null ? [] : await zonesWithoutProviders(work, replacement), today: work.today }
  })
}

async function zonesWithoutProviders(work: Work, { byFrameworkId, fromOn }: Replacement): Promise<string[]> {
  const on = Temporal.PlainDate.compare(fromOn, work.today) > 0 ? fromOn : work.today
  const standing = new Set((await listFrameworkStandings(work, byFrameworkId, on)).map((each) => each.zoneId))
  return (await listZones(work, byFrameworkId)).filter((zone) => !standing.has(zone.id) && (zone.startsOn === null || Temporal.PlainDate.compare(zone.startsOn, on) <= 0)).map((zone) => zone.name)
}

function placeOf(zones: readonly Zone[], { zoneId }: PackageStand): number {
  const place = zones.findIndex((zone) => zone.id === zoneId)
  return place < 0 ? zones.length : place
}

/** Packages of the framework with care today or to come, and those that wait for a provider. One that is followed by another package is that package’s. */
async function packagesLeft(work: Work, replacement: Replacement, zones: readonly Zone[]): Promise<PackageStand[]> {
  const { frameworkId } = replacement
  const placements = await listPlacementRows(work.tx, { frameworkId, fromOn: work.today })
  const lives = await placementLives(work, placements.map((each) => each.id))
  const live = placements.filter((each) => lives.get(each.id)?.followOn == null)
  const summaries = await listPackageSummaries(work, [...live.map((each) => each.packageId), ...(await listUnplacedPackageIds(work.tx))])
  const ofThis = summaries.filter((each) => each.frameworkId === frameworkId)
  const byPackage = new Map(live.map((each) => [each.packageId, each]))
  // Few weeks ever change for good: the patterns of those alone are read.
  const weekOf = await weeksSince(work, live.filter((each) => lives.get(each.id)?.changes.some((change) => change.toOn === null) === true))
  const postcodes = await postcodesOf(work, [...new Set(ofThis.map((each) => each.personId))])
  const newZones = await zonesForPlaces(work, replacement.byFrameworkId, ofThis.map((each) => ({ postcode: postcodes.get(each.personId) ?? '', serviceLine: each.serviceLine })))
  const describe = await describer(work, ofThis, live, zones)
  return ofThis.map((each, index) => {
    const placement = byPackage.get(each.id)
    const week = placement === undefined ? null : (weekOf(placement, replacement.fromOn) ?? { beforeMinutes: each.weeklyMinutes, afterMinutes: each.weeklyMinutes })
    const isHandedBack = placement !== undefined && lives.get(placement.id)?.handBack != null
    const { stand, on, reason } = transitionOf({ ...replacement, on: work.today, zone: newZone(newZones[index], work.today), serviceLine: each.serviceLine, event: isHandedBack ? 'hand-back' : null, week, endsOn: placement?.endsOn ?? null })
    return { ...describe(each, each.zoneId), weeklyMinutes: week?.afterMinutes ?? each.weeklyMinutes, stand: stand === 'stays' ? 'stays' : 'to-move', on, reason }
  })
}

async function movedPackages(work: Work, replacements: readonly KeptReplacement[], zones: readonly Zone[]): Promise<PackageStand[]> {
  const moves = await listFrameworkMoves(work.tx, replacements.map((each) => each.id))
  if (moves.length === 0) return []
  const packages = await listPackageSummaries(work, moves.map((each) => each.packageId))
  const placements = (await Promise.all([...new Set(packages.map((each) => each.frameworkId))].map((frameworkId) => listPlacementRows(work.tx, { frameworkId })))).flat()
  const describe = await describer(work, packages, placements, zones)
  const byId = new Map(packages.map((each) => [each.id, each]))
  return moves.flatMap((move) => {
    const summary = byId.get(move.packageId)
    return summary === undefined ? [] : [{ ...describe(summary, move.fromZoneId), weeklyMinutes: summary.weeklyMinutes, stand: 'moved' as const, on: move.movedOn, reason: move.reason }]
  })
}

/** Prepares what every row says of a package. */
async function describer(work: Work, packages: readonly PackageSummary[], placements: readonly Placement[], zones: readonly Zone[]): Promise<(of: PackageSummary, zoneId: string | null) => Omit<PackageStand, 'weeklyMinutes' | 'stand' | 'on' | 'reason'>> {
  const people = await personLabels(work, [...new Set(packages.map((each) => each.personId))])
  const held = new Map(placements.map((each) => [each.packageId, each]))
  const names = await providerNames(work, [...new Set(placements.map((each) => each.providerId))])
  const zoneNames = new Map(zones.map((zone) => [zone.id, zone.name]))
  return (of, zoneId) => {
    const placement = held.get(of.id)
    return {
      packageId: of.id,
      packageReference: of.reference,
      placementId: placement?.id ?? null,
      personId: of.personId,
      person: people.get(of.personId) ?? { reference: '', initials: '' },
      serviceLine: of.serviceLine,
      providerName: placement === undefined ? null : (names.get(placement.providerId) ?? ''),
      zoneId,
      zoneName: zoneNames.get(zoneId ?? '') ?? NO_ZONE,
    }
  }
}
