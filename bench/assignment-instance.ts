import type { ServiceLine } from '../src/care/terms.ts'
import type { DayPart, MinutesByDayPart } from '../src/kernel/day-part.ts'
import { chanceOf, type Chance } from '../src/brokerage/rules/assignment/chance.ts'
import type { AssignmentProblem, CapacityPlace, CapacityPool, PackageToAssign, ProviderWithCapacity } from '../src/brokerage/terms/assignment-problem.ts'
import type { Tier } from '../src/market/terms.ts'

/** What an instance is drawn from. Every number that shapes it is here or in the tables below. */
export interface InstanceShape {
  readonly packages: number
  readonly providers: number
  readonly zones: number
  /** Least demand over capacity, to which up to 0.2 is added by chance. */
  readonly leastDemand?: number
}
export const COUNTY: InstanceShape = { packages: 500, providers: 100, zones: 8 }

/** Calls of a day by package, with how often they occur out of 100: most people have a morning call, and mornings are tight. */
const DAYS: readonly (readonly [percent: number, parts: readonly DayPart[]])[] = [
  [22, ['morning']], [6, ['lunch']], [4, ['evening']], [24, ['morning', 'evening']], [6, ['morning', 'lunch']], [3, ['morning', 'tea']], [13, ['morning', 'lunch', 'evening']],
  [4, ['morning', 'tea', 'evening']], [18, ['morning', 'lunch', 'tea', 'evening']],
]
/** Of 1,000 minutes that a provider has free; the calls above ask for half of them in the morning. */
const FREE: Readonly<Record<DayPart, number>> = { morning: 430, lunch: 180, tea: 105, evening: 260, night: 25 }
const LINES: readonly (readonly [percent: number, line: ServiceLine])[] = [[76, 'core'], [10, 'dementia'], [5, 'discharge-response'], [4, 'learning-disability'], [3, 'night'], [2, 'chc']]
const SKILLS = ['peg-feeding', 'catheter-care', 'parkinsons', 'stoma-care'] as const
const LANGUAGES = ['Polish', 'Gujarati', 'Punjabi', 'Romanian'] as const
const WAITING_FROM = Temporal.PlainDate.from('2026-01-05')

/**
 * An invented list and the capacity declared for it: zones on a grid 12 km apart, providers from 10 to some 150 hours a week with one to three
 * zones of their own, two leads a zone, neighbours' zones as cross-zone work. All demand together is 1.1 to 1.3 times all capacity, unless the shape says otherwise.
 */
export function assignmentInstance(seed: number, shape: InstanceShape = COUNTY): AssignmentProblem {
  const chance = chanceOf(seed * 7919 + 17)
  const packages = Array.from({ length: shape.packages }, (_, at) => onePackage(chance, at, shape))
  const demand = packages.reduce((sum, each) => sum + total(each.minutes), 0)
  const sizes = Array.from({ length: shape.providers }, () => Math.exp(normal(chance) * 0.7))
  const scale = demand / ((shape.leastDemand ?? 1.1) + 0.2 * chance.share()) / sizes.reduce((sum, size) => sum + size, 0)
  const leadsOf = new Map<number, number>()
  const providers: ProviderWithCapacity[] = []
  const pools: CapacityPool[] = []
  const places: CapacityPlace[] = []
  sizes.forEach((size, at) => { addProvider({ chance, shape, leadsOf, providers, pools, places }, at, size * scale) })
  return { packages, capacity: { providers, pools, places } }
}

function onePackage(chance: Chance, at: number, shape: InstanceShape): PackageToAssign {
  const serviceLine = weighted(chance, LINES)
  const workers = chance.share() < 0.14 ? 2 : 1
  const parts: readonly DayPart[] = serviceLine === 'night' ? ['night'] : weighted(chance, DAYS)
  const days = chance.share() < 0.8 ? 7 : chance.share() < 0.6 ? 5 : 3
  const minutes: Record<DayPart, number> = { morning: 0, lunch: 0, tea: 0, evening: 0, night: 0 }
  for (const part of parts) minutes[part] = days * workers * (part === 'night' ? 60 : part === 'morning' ? pick(chance, [30, 30, 45, 45, 60]) : pick(chance, [15, 30, 30, 30, 45]))
  const zone = Math.min(chance.below(shape.zones), chance.below(shape.zones + 3))
  return {
    id: `P${String(at + 1).padStart(4, '0')}`, zone: zoneName(zone), serviceLine, workers, minutes, visits: days * parts.length,
    skills: chance.share() < 0.12 ? [pick(chance, SKILLS)] : [], languages: chance.share() < 0.05 ? [pick(chance, LANGUAGES)] : [],
    waitingSince: WAITING_FROM.add({ days: Math.floor(90 * Math.sqrt(chance.share())) }), priority: weighted(chance, [[60, 0], [25, 1], [10, 2], [5, 3]] as const), at: null,
  }
}

interface Making {
  readonly chance: Chance
  readonly shape: InstanceShape
  readonly leadsOf: Map<number, number>
  readonly providers: ProviderWithCapacity[]
  readonly pools: CapacityPool[]
  readonly places: CapacityPlace[]
}

function addProvider({ chance, shape, leadsOf, providers, pools, places }: Making, at: number, weekly: number): void {
  const id = `V${String(at + 1).padStart(3, '0')}`
  const home = at % shape.zones
  const own = [...new Set([home, ...Array.from({ length: chance.below(3) }, () => neighbour(chance, home, shape.zones))])]
  const goesAcross = chance.share() < 0.35
  const across = goesAcross ? [neighbour(chance, home, shape.zones)].filter((zone) => !own.includes(zone)) : []
  const separate = own.length > 1 && chance.share() < 0.3
  providers.push({
    id, name: `Provider ${String(at + 1)}`, twoWorkers: chance.share() < 0.7, weeklyLimit: separate ? quarters(weekly) : null,
    rating: weighted(chance, [[5, 'outstanding'], [72, 'good'], [14, 'requires-improvement'], [9, 'not-rated']] as const),
    skills: SKILLS.filter(() => chance.share() < 0.4), languages: LANGUAGES.filter(() => chance.share() < 0.2),
  })
  const serviceLines = LINES.map(([, line]) => line).filter((line) => line === 'core' || chance.share() < 0.55)
  const poolCount = separate ? own.length : 1
  const wobble: Readonly<Record<DayPart, number>> = { morning: 0.8 + 0.4 * chance.share(), lunch: 0.7 + 0.6 * chance.share(), tea: 0.6 + 0.8 * chance.share(), evening: 0.7 + 0.6 * chance.share(), night: chance.share() < 0.3 ? 3 : 0 }
  for (let each = 0; each < poolCount; each += 1) {
    // Separate pools promise a fifth more than the provider can do at once: its weekly limit holds them together.
    const size = (weekly / poolCount) * (separate ? 1.2 : 1)
    pools.push({ id: `${id}-${String(each + 1)}`, providerId: id, minutes: byPart((part) => quarters((size * FREE[part] * wobble[part]) / 1000)) })
  }
  own.forEach((zone, order) => {
    const tier = tierIn(chance, leadsOf, zone)
    places.push({ poolId: `${id}-${String(separate ? order + 1 : 1)}`, zone: zoneName(zone), serviceLines, tier, rank: tier === 'spot' ? null : 1 + chance.below(5), isCrossZone: false, travelMinutes: 4 + chance.below(7) + distance(home, zone), base: null, heldMinutes: quarters(weekly * 5 * chance.share()) })
  })
  for (const zone of across) places.push({ poolId: `${id}-1`, zone: zoneName(zone), serviceLines, tier: 'spot', rank: null, isCrossZone: true, travelMinutes: 6 + chance.below(7) + distance(home, zone), base: null, heldMinutes: 0 })
}

function tierIn(chance: Chance, leadsOf: Map<number, number>, zone: number): Tier {
  const leads = leadsOf.get(zone) ?? 0
  if (leads >= 2) return chance.share() < 0.35 ? 'secondary' : 'spot'
  leadsOf.set(zone, leads + 1)
  return 'lead'
}

/** Zones lie in rows of three, 12 km apart; three minutes a kilometre would be 36, but rounds start between: half of that. */
function distance(one: number, other: number): number {
  return Math.round(18 * Math.hypot((one % 3) - (other % 3), Math.floor(one / 3) - Math.floor(other / 3)))
}

function neighbour(chance: Chance, zone: number, zones: number): number {
  const near = Array.from({ length: zones }, (_, other) => other).filter((other) => other !== zone && distance(zone, other) <= 26)
  return near.length === 0 ? zone : pick(chance, near)
}

const zoneName = (zone: number): string => `Zone ${String(zone + 1)}`
const quarters = (minutes: number): number => Math.round(minutes / 15) * 15
const total = (minutes: MinutesByDayPart): number => minutes.morning + minutes.lunch + minutes.tea + minutes.evening + minutes.night

function byPart(of: (part: DayPart) => number): MinutesByDayPart {
  return { morning: of('morning'), lunch: of('lunch'), tea: of('tea'), evening: of('evening'), night: of('night') }
}

function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[chance.below(from.length)] as T
}

function weighted<T>(chance: Chance, from: readonly (readonly [percent: number, value: T])[]): T {
  let at = chance.share() * from.reduce((sum, [percent]) => sum + percent, 0)
  for (const [percent, value] of from) {
    at -= percent
    if (at < 0) return value
  }
  return (from[0] as readonly [number, T])[1]
}

/** A normal deviate. Source: Box and Muller, 1958. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance.share())) * Math.cos(2 * Math.PI * chance.share())
}
