import { DAY_PARTS } from '../../../kernel/day-part.ts'
import { TIERS } from '../../../market/terms.ts'
import { obstaclesOf } from './eligible.ts'
import { costOf, minutesOf, rankSteps } from './place-cost.ts'
import type { AssignmentProblem, AssignmentRules, CapacityPlace, CapacityPool, PackageToAssign, ProviderWithCapacity } from '../../terms/assignment-problem.ts'

/** Numbers of a package's demand: one for each day part, and the whole. */
export const PARTS = 6
const WHOLE = 5
/** Stands for "no limit"; more than all demand together can be. */
const NO_LIMIT = 2_000_000_000

/** A place with what it belongs to. */
export interface KnownPlace {
  readonly place: CapacityPlace
  readonly pool: CapacityPool
  readonly provider: ProviderWithCapacity
  readonly providerIndex: number
}

/**
 * The problem as arrays of whole numbers. Packages are in list order. An option is a package with a place that may be given it; the options of
 * package i are `optionFrom[i]` to `optionFrom[i + 1]`, in offer order. An option uses five resources from `base` on (day parts of its pool)
 * and two more with the package's whole minutes: its provider's limit and its share of the zone. Resource 0 has no limit.
 */
export interface Compiled {
  readonly packages: readonly PackageToAssign[]
  readonly places: readonly KnownPlace[]
  readonly providerCount: number
  /** `demand[i * 6 + part]`; part 5 is the whole. */
  readonly demand: Int32Array
  /** Cost of leaving each package waiting. */
  readonly waitCost: Float64Array
  readonly optionFrom: Int32Array
  readonly optionPackage: Int32Array
  readonly optionProvider: Int32Array
  readonly optionPlace: Int32Array
  readonly base: Int32Array
  readonly limit: Int32Array
  readonly share: Int32Array
  readonly cost: Float64Array
  readonly capacity: Int32Array
}

/** Turns packages and capacity into arrays. Order of the input does not matter: packages, places and providers are sorted first. */
export function compile(problem: AssignmentProblem, rules: AssignmentRules): Compiled {
  const packages = [...problem.packages].sort((a, b) => Temporal.PlainDate.compare(a.waitingSince, b.waitingSince) || b.priority - a.priority || order(a.id, b.id))
  const providers = [...problem.capacity.providers].sort((a, b) => order(a.id, b.id))
  const places = knownPlaces(problem, providers)
  const resources = resourcesOf(problem, places, providers, rules)
  const optionFrom = [0]
  const chosen: { readonly at: number; readonly place: number; readonly cost: number }[] = []
  const waitCost: number[] = []
  packages.forEach((waiting, at) => {
    const open = openPlaces(waiting, places, rules)
    const passesLead = rules.leadFirst && open.some((place) => places[place]?.place.tier === 'lead')
    for (const place of open) chosen.push({ at, place, cost: costOf(waiting, places[place]?.place ?? null, passesLead, rules).total })
    optionFrom.push(chosen.length)
    waitCost.push(costOf(waiting, null, passesLead, rules).total)
  })
  return {
    packages,
    places,
    providerCount: providers.length,
    demand: Int32Array.from(packages.flatMap((each) => [...DAY_PARTS.map((part) => each.minutes[part]), minutesOf(each.minutes)])),
    waitCost: Float64Array.from(waitCost),
    optionFrom: Int32Array.from(optionFrom),
    optionPackage: Int32Array.from(chosen, (each) => each.at),
    optionProvider: Int32Array.from(chosen, (each) => places[each.place]?.providerIndex ?? 0),
    optionPlace: Int32Array.from(chosen, (each) => each.place),
    base: Int32Array.from(chosen, (each) => resources.base[each.place] ?? 0),
    limit: Int32Array.from(chosen, (each) => resources.limit[each.place] ?? 0),
    share: Int32Array.from(chosen, (each) => resources.share[each.place] ?? 0),
    cost: Float64Array.from(chosen, (each) => each.cost),
    capacity: Int32Array.from(resources.capacity),
  }
}

/** Whole minutes of a package. */
export function wholeMinutes(compiled: Compiled, at: number): number {
  return compiled.demand[at * PARTS + WHOLE] ?? 0
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function knownPlaces(problem: AssignmentProblem, providers: readonly ProviderWithCapacity[]): KnownPlace[] {
  const pools = new Map(problem.capacity.pools.map((pool) => [pool.id, pool]))
  const indexes = new Map(providers.map((provider, index) => [provider.id, index]))
  const known = problem.capacity.places.flatMap((place) => {
    const pool = pools.get(place.poolId)
    const providerIndex = indexes.get(pool?.providerId ?? '')
    const provider = providers[providerIndex ?? -1]
    return pool === undefined || provider === undefined || providerIndex === undefined ? [] : [{ place, pool, provider, providerIndex }]
  })
  // The offer order: own zones before cross-zone work, then tier, rank, name, identity.
  return known.sort(
    (a, b) =>
      Number(a.place.isCrossZone) - Number(b.place.isCrossZone) || TIERS.indexOf(a.place.tier) - TIERS.indexOf(b.place.tier) || rankSteps(a.place) - rankSteps(b.place) ||
      order(a.provider.name, b.provider.name) || order(a.provider.id, b.provider.id) || order(a.pool.id, b.pool.id) || order(a.place.zone, b.place.zone) || order(a.place.serviceLines.join(), b.place.serviceLines.join()),
  )
}

/** Places of the package's zone that may be given it, in offer order. */
function openPlaces(waiting: PackageToAssign, places: readonly KnownPlace[], rules: AssignmentRules): number[] {
  return places.flatMap(({ place, provider }, index) => (place.zone === waiting.zone && obstaclesOf(waiting, place, provider, rules).length === 0 ? [index] : []))
}

interface Resources {
  readonly capacity: readonly number[]
  readonly base: readonly number[]
  readonly limit: readonly number[]
  readonly share: readonly number[]
}

function resourcesOf(problem: AssignmentProblem, places: readonly KnownPlace[], providers: readonly ProviderWithCapacity[], rules: AssignmentRules): Resources {
  const capacity = [NO_LIMIT]
  const added = new Map<string, number>()
  const resource = (key: string, sizes: readonly number[]): number => {
    const before = added.get(key)
    if (before !== undefined) return before
    if (sizes[0] === NO_LIMIT) return 0
    added.set(key, capacity.length)
    return capacity.push(...sizes) - sizes.length
  }
  const ceiling = shareCeiling(problem, places, rules)
  return {
    capacity,
    base: places.map(({ pool }) => resource(`pool ${pool.id}`, DAY_PARTS.map((part) => pool.minutes[part]))),
    limit: places.map(({ provider, providerIndex }) => resource(`limit ${String(providerIndex)}`, [Math.min(provider.weeklyLimit ?? NO_LIMIT, rules.mostShareOf === 'all' ? ceiling(providerIndex, null) : NO_LIMIT)])),
    share: places.map(({ place, providerIndex }) => resource(`share ${String(providers.length)} ${String(providerIndex)} ${place.zone}`, [rules.mostShareOf === 'zone' ? ceiling(providerIndex, place.zone) : NO_LIMIT])),
  }
}

/** New minutes that a provider may still be given before its share is full: share of (held by all + on the list), less what it holds. */
function shareCeiling(problem: AssignmentProblem, places: readonly KnownPlace[], rules: AssignmentRules): (providerIndex: number, zone: string | null) => number {
  const percent = rules.mostSharePercent
  if (percent === null) return () => NO_LIMIT
  const within = (zone: string | null, name: string): boolean => zone === null || zone === name
  return (providerIndex, zone) => {
    const listed = problem.packages.reduce((sum, each) => sum + (within(zone, each.zone) ? minutesOf(each.minutes) : 0), 0)
    const inZone = places.filter(({ place }) => within(zone, place.zone))
    const held = inZone.reduce((sum, { place }) => sum + place.heldMinutes, 0)
    const own = inZone.reduce((sum, each) => sum + (each.providerIndex === providerIndex ? each.place.heldMinutes : 0), 0)
    return Math.max(0, Math.floor(((held + listed) * percent) / 100) - own)
  }
}
