import { NEED_NAMES, type CarePackage, type Need, type ReferralSource, type ServiceLine } from '../../care/terms.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Rating, Tier } from '../../market/terms.ts'
import type { AssignmentProblem, CapacityPlace, CapacityPool, PackageToAssign, ProviderWithCapacity } from '../terms/assignment-problem.ts'
import { minutesOfPattern } from '../terms/capacity-minutes.ts'

/** A provider that the ordinary offer order would ask in a zone for a service line. */
export interface ZoneCandidate {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly rank: number | null
  readonly rating: Rating
  readonly languages: readonly string[]
  /** Zones whose declared hours it would use: this one, or of a provider of other zones those from which it may come. */
  readonly fromZoneIds: readonly string[]
  readonly isCrossZone: boolean
}

/** A zone and service line in which packages wait. */
export interface WaitingZone {
  readonly zoneId: string
  readonly zoneName: string
  readonly serviceLine: ServiceLine
  readonly languagesRequired: boolean
  readonly candidates: readonly ZoneCandidate[]
}

/** Declared hours that count today, with what is left of them. */
export interface CountedCapacity {
  readonly providerId: string
  readonly twoWorkers: boolean
  readonly needs: readonly Need[]
  readonly lines: readonly { readonly zoneId: string; readonly serviceLine: ServiceLine; readonly left: MinutesByDayPart }[]
}

export interface ProblemFacts {
  readonly today: Temporal.PlainDate
  readonly packages: readonly CarePackage[]
  /** Packages with interim cover. */
  readonly covered: ReadonlySet<string>
  /** Providers that gave a package back, by package. */
  readonly givenBack: ReadonlyMap<string, readonly { readonly providerId: string }[]>
  readonly zones: readonly WaitingZone[]
  readonly counted: ReadonlyMap<string, CountedCapacity>
  /** Minutes a week that providers hold in zones already. */
  readonly held: readonly { readonly zoneId: string; readonly providerId: string; readonly weeklyMinutes: number }[]
}

const OTHERS = 'others'

/** Identity of the hours that a provider declared for a zone and service line. */
function poolIdOf(providerId: string, zoneId: string, serviceLine: ServiceLine): string {
  return `${providerId} ${zoneId} ${serviceLine}`
}

/**
 * The question put to the assignment: packages by reference, in the order of waiting, and places for those whom the ordinary order would ask and
 * whose declared hours count. Travel is not counted, as no place of a provider or person is known well enough.
 */
export function assignmentProblem(facts: ProblemFacts): AssignmentProblem {
  const zoneOf = (each: CarePackage): WaitingZone | undefined => facts.zones.find((zone) => zone.zoneId === each.zoneId && zone.serviceLine === each.serviceLine)
  const packages = facts.packages.flatMap((each): PackageToAssign[] => {
    const zone = zoneOf(each)
    return zone === undefined ? [] : [packageToAssign(each, zone, facts)]
  })
  const providers = new Map<string, ProviderWithCapacity>([[OTHERS, { id: OTHERS, name: 'Others', rating: 'not-rated', twoWorkers: false, skills: [], languages: [], weeklyLimit: null }]])
  const pools = new Map<string, CapacityPool>([[OTHERS, { id: OTHERS, providerId: OTHERS, minutes: { morning: 0, lunch: 0, tea: 0, evening: 0, night: 0 } }]])
  const places: CapacityPlace[] = []
  const told = new Set<string>()
  for (const zone of facts.zones) {
    for (const candidate of zone.candidates) {
      const capacity = facts.counted.get(candidate.providerId)
      for (const line of capacity?.lines ?? []) {
        if (capacity === undefined || line.serviceLine !== zone.serviceLine || !candidate.fromZoneIds.includes(line.zoneId)) continue
        const poolId = poolIdOf(candidate.providerId, line.zoneId, line.serviceLine)
        providers.set(candidate.providerId, { id: candidate.providerId, name: candidate.providerName, rating: candidate.rating, twoWorkers: capacity.twoWorkers, skills: capacity.needs.map(skillWords), languages: candidate.languages.map(languageKey), weeklyLimit: null })
        pools.set(poolId, { id: poolId, providerId: candidate.providerId, minutes: line.left })
        const key = `${zone.zoneId} ${candidate.providerId}`
        places.push({ poolId, zone: zone.zoneName, serviceLines: [zone.serviceLine], tier: candidate.tier, rank: candidate.rank, isCrossZone: candidate.isCrossZone, travelMinutes: null, base: null, heldMinutes: told.has(key) ? 0 : heldBy(facts, zone.zoneId, candidate.providerId) })
        told.add(key)
      }
    }
  }
  for (const [zoneId, zone] of new Map(facts.zones.map((each) => [each.zoneId, each]))) {
    const heldMinutes = facts.held.reduce((sum, each) => sum + (each.zoneId === zoneId && !told.has(`${zoneId} ${each.providerId}`) ? each.weeklyMinutes : 0), 0)
    if (heldMinutes > 0) places.push({ poolId: OTHERS, zone: zone.zoneName, serviceLines: [], tier: 'last-resort', rank: null, isCrossZone: false, travelMinutes: null, base: null, heldMinutes })
  }
  return { packages: packages.toSorted(compareWaiting), capacity: { providers: [...providers.values()], pools: [...pools.values()], places } }
}

function packageToAssign(each: CarePackage, zone: WaitingZone, facts: ProblemFacts): PackageToAssign {
  return {
    id: each.reference, zone: zone.zoneName, serviceLine: each.serviceLine, skills: each.needs.map(skillWords),
    languages: zone.languagesRequired ? each.languages.map(languageKey).filter((language) => language !== 'English') : [],
    workers: each.mostWorkers > 1 ? 2 : 1, minutes: minutesOfPattern(each.pattern), visits: each.weeklyVisits, waitingSince: each.receivedOn, notWith: (facts.givenBack.get(each.id) ?? []).map((back) => back.providerId),
    priority: priorityOf({ source: each.source, isLate: Temporal.PlainDate.compare(each.startByOn, facts.today) < 0, isCovered: facts.covered.has(each.id) }), at: null,
  }
}

/** Three points each for leaving hospital or losing a provider, for a start-by day that has passed, and for having no interim cover. It only breaks near ties. */
function priorityOf(facts: { readonly source: ReferralSource; readonly isLate: boolean; readonly isCovered: boolean }): number {
  return 3 * (Number(facts.source === 'hospital-discharge' || facts.source === 'provider-hand-back') + Number(facts.isLate) + Number(!facts.isCovered))
}

function compareWaiting(a: PackageToAssign, b: PackageToAssign): number {
  return Temporal.PlainDate.compare(a.waitingSince, b.waitingSince) || b.priority - a.priority || (a.id < b.id ? -1 : 1)
}

function heldBy(facts: ProblemFacts, zoneId: string, providerId: string): number {
  return facts.held.reduce((sum, each) => sum + (each.zoneId === zoneId && each.providerId === providerId ? each.weeklyMinutes : 0), 0)
}

function skillWords(need: Need): string {
  return NEED_NAMES[need].toLowerCase()
}

/** Languages as registers and referrals write them, with a capital and no more. */
function languageKey(language: string): string {
  const key = language.trim().toLowerCase()
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`
}
