import { DEMO_RATINGS, DEMO_ZONES } from './places.ts'
import { demoProviderName, LANGUAGES } from './names.ts'
import type { Random } from './random.ts'

/** An invented provider with where it stands. */
export interface DemoProvider {
  readonly index: number
  readonly cqcProviderId: string
  readonly cqcLocationId: string
  readonly name: string
  readonly kind: 'local' | 'regional' | 'national' | null
  readonly rating: string
  readonly languages: readonly string[]
  readonly email: string
  /** Zones by name with its tier there. A spot provider is off the framework and asked in every zone. */
  readonly standings: readonly { readonly zone: string; readonly tier: 'lead' | 'secondary' | 'spot'; readonly rank: number | null }[]
}

const LEADS_IN_A_ZONE = 2
const FRAMEWORK_TYPED = { local: 27, regional: 2, national: 5 } as const
const SPOT_PROVIDERS = 11

/**
 * 44 providers on the framework and 11 off it, whose number in each zone by kind is that of the report.
 * The ten that the report counts in Daventry 2 without a kind stay without one.
 */
export function demoProviders(random: Random): DemoProvider[] {
  const memberships = new Map<number, string[]>()
  const kinds: (DemoProvider['kind'])[] = []
  for (const kind of ['local', 'regional', 'national'] as const) {
    const own = Array.from({ length: FRAMEWORK_TYPED[kind] }, () => kinds.push(kind) - 1)
    spread(own, kind, memberships)
  }
  for (const zone of DEMO_ZONES) for (let n = 0; n < zone.providers.untyped; n++) memberships.set(kinds.push(null) - 1, [zone.name])
  const framework = kinds.length
  for (let n = 0; n < SPOT_PROVIDERS; n++) kinds.push(random.chance(0.8) ? 'local' : 'regional')

  const ratings = random.shuffled(DEMO_RATINGS.flatMap(([rating, count]) => Array.from({ length: count }, () => rating)))
  const ranks = zoneRanks(memberships, random)
  return kinds.map((kind, index) => ({
    index,
    cqcProviderId: `1-99000${String(10001 + index)}`,
    cqcLocationId: `1-99100${String(10001 + index)}`,
    name: demoProviderName(index),
    kind,
    rating: ratings[index] ?? 'Good',
    languages: random.chance(0.4) ? [random.pick(LANGUAGES)] : [],
    email: `office@provider-${String(index + 1)}.example.org`,
    standings:
      index >= framework
        ? DEMO_ZONES.map((zone) => ({ zone: zone.name, tier: 'spot' as const, rank: null }))
        : (memberships.get(index) ?? []).map((zone) => {
            const rank = ranks.get(`${zone} ${String(index)}`) ?? 1
            return { zone, tier: rank <= LEADS_IN_A_ZONE ? ('lead' as const) : ('secondary' as const), rank }
          }),
  }))
}

/** Deals the places of one kind round its providers, zone after zone, so that each works in neighbouring zones. */
function spread(own: readonly number[], kind: 'local' | 'regional' | 'national', memberships: Map<number, string[]>): void {
  let next = 0
  for (const zone of DEMO_ZONES) {
    for (let n = 0; n < zone.providers[kind]; n++) {
      const index = own[next % own.length]
      if (index !== undefined) memberships.set(index, [...(memberships.get(index) ?? []), zone.name])
      next += 1
    }
  }
}

function zoneRanks(memberships: ReadonlyMap<number, readonly string[]>, random: Random): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const zone of DEMO_ZONES) {
    const here = [...memberships].filter(([, zones]) => zones.includes(zone.name)).map(([index]) => index)
    random.shuffled(here).forEach((index, place) => ranks.set(`${zone.name} ${String(index)}`, place + 1))
  }
  return ranks
}
