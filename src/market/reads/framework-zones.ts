import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { overallRating, type OverallRating } from '../rules/overall-rating.ts'
import { rateFor } from '../rules/rate-for.ts'
import { compareStandings, CORE_LINE, statusOn, suspensionOn } from '../rules/standings-on.ts'
import { findFrameworkLife, listCrossZone, type KeptSwitch } from '../store/framework-life.read.ts'
import { findFramework, listFrameworks, listRates, listTierTargets } from '../store/framework.read.ts'
import { listReplacementsInForce } from '../store/replacement.read.ts'
import { listOverallRatings } from '../store/rating.read.ts'
import { listStandings, listSuspensions, type NamedStanding } from '../store/standing.read.ts'
import { findZone, listPlaces, listZonePopulations, listZones, listZoneShapes, type ZonePlace, type ZonePopulation } from '../store/zone.read.ts'
import { SEE_MARKET, type Framework, type Rate, type Shape, type Suspension, type TierTarget, type Zone } from '../terms.ts'
import type { FrameworkLife } from '../terms/framework-life.ts'
import type { Replacement } from '../terms/replacement.ts'

/** A zone as it is today. */
export interface ZoneToday {
  readonly zone: Zone
  readonly places: readonly ZonePlace[]
  readonly population: ZonePopulation | undefined
  readonly shapes: readonly Shape[]
  /** Hourly rate for core home care: for any tier, else the lead's; null when none has begun. */
  readonly pencePerHour: Pence | null
  /** In force today, by tier, rank and name. */
  readonly standings: readonly NamedStanding[]
}

/** A framework with its zones as they are today. */
export interface FrameworkToday {
  readonly framework: Framework
  readonly zones: readonly ZoneToday[]
  readonly rates: readonly Rate[]
  readonly tierTargets: readonly TierTarget[]
  readonly life: FrameworkLife
  /** Every switch for cross-zone work, the latest first. */
  readonly crossZone: readonly KeptSwitch[]
  /** What takes its place, and what it takes the place of, from any day. */
  readonly replacedBy: Replacement | null
  readonly replaces: readonly { readonly id: string; readonly name: string; readonly fromOn: Temporal.PlainDate }[]
  readonly today: Temporal.PlainDate
}

/** A provider that stands in a zone, with what decides whether it can be asked. */
export interface ZoneProvider {
  readonly standing: NamedStanding
  readonly rating: OverallRating
  readonly suspension: Suspension | undefined
}

/** Every framework, the one that begins last first. Needs `market.see`. */
export async function listFrameworksToday(house: House, actor: Actor): Promise<{ frameworks: Framework[]; today: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    return { frameworks: await listFrameworks(work.tx), today: work.today }
  })
}

/** One framework with its zones, rates and targets. Needs `market.see`; throws `NotFound`. */
export async function getFrameworkToday(house: House, actor: Actor, frameworkId: string): Promise<FrameworkToday> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    return loadFramework(work, frameworkId)
  })
}

/** One zone with the providers that stand in it, in the order of their tier and rank. Needs `market.see`; throws `NotFound`. */
export async function getZoneToday(house: House, actor: Actor, zoneId: string): Promise<{ framework: FrameworkToday; zone: ZoneToday; providers: ZoneProvider[] }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    const found = await findZone(work.tx, zoneId)
    if (found === undefined) throw new NotFound('The zone')
    const framework = await loadFramework(work, found.frameworkId)
    const zone = framework.zones.find((each) => each.zone.id === zoneId)
    if (zone === undefined) throw new NotFound('The zone')
    const providerIds = [...new Set(zone.standings.map((standing) => standing.providerId))]
    const ratings = await listOverallRatings(work.tx, providerIds)
    const suspensions = Map.groupBy(await listSuspensions(work.tx, providerIds), (suspension) => suspension.providerId)
    const providers = zone.standings.map((standing) => ({
      standing,
      rating: overallRating(ratings.get(standing.providerId) ?? [], work.today),
      suspension: suspensionOn(suspensions.get(standing.providerId) ?? [], work.today),
    }))
    return { framework, zone, providers }
  })
}

async function loadFramework(work: Work, frameworkId: string): Promise<FrameworkToday> {
  const framework = await findFramework(work.tx, frameworkId)
  const life = await findFrameworkLife(work.tx, frameworkId)
  if (framework === undefined || life === undefined) throw new NotFound('The framework')
  const zones = await listZones(work.tx, frameworkId)
  const replacements = await listReplacementsInForce(work.tx)
  const rates = await listRates(work.tx, frameworkId)
  const places = Map.groupBy(await listPlaces(work.tx, zones.map((zone) => zone.id)), (place) => place.zoneId)
  const populations = await listZonePopulations(work.tx, frameworkId)
  const shapes = await listZoneShapes(work.tx, frameworkId)
  const standings = Map.groupBy(await listStandings(work.tx, { frameworkId }), (standing) => standing.zoneId)
  return {
    framework,
    rates,
    tierTargets: await listTierTargets(work.tx, frameworkId),
    life,
    crossZone: await listCrossZone(work.tx, frameworkId),
    replacedBy: replacements.find((each) => each.frameworkId === frameworkId) ?? null,
    replaces: replacements.filter((each) => each.byFrameworkId === frameworkId).map((each) => ({ id: each.frameworkId, name: each.frameworkName, fromOn: each.fromOn })),
    today: work.today,
    zones: zones.map((zone) => ({
      zone,
      places: places.get(zone.id) ?? [],
      population: populations.get(zone.id),
      shapes: shapes.get(zone.id) ?? [],
      pencePerHour: coreRate(rates, zone.id, work.today),
      standings: (standings.get(zone.id) ?? []).filter((standing) => statusOn(standing, work.today) === 'in-force').sort((a, b) => compareStandings(a, b) || a.providerName.localeCompare(b.providerName, 'en-GB')),
    })),
  }
}

function coreRate(rates: readonly Rate[], zoneId: string, on: Temporal.PlainDate): Pence | null {
  const anyTier = rateFor(rates, { zoneId, serviceLine: CORE_LINE, tier: null, on })
  if (anyTier.ok) return anyTier.value.pencePerHour
  const lead = rateFor(rates, { zoneId, serviceLine: CORE_LINE, tier: 'lead', on })
  return lead.ok ? lead.value.pencePerHour : null
}
