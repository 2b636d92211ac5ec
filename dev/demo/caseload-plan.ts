import type { NewReferral } from '../../src/care/terms.ts'
import { demoPattern, demoReferral, patternMinutes, patternsOf, type DemoHome } from './packages.ts'
import { seededRandom, type Random } from './random.ts'

export type PlanTier = 'lead' | 'secondary' | 'spot'

/** What becomes of a package in the invented history. */
export type Fate =
  /** Taken by this provider, the rest of its step and the steps before having said no or nothing. */
  | { readonly kind: 'placed'; readonly providerKey: string; readonly tier: PlanTier; readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }
  /** Still waiting today: everybody asked in vain, offers open now, or not asked yet. */
  | { readonly kind: 'waiting'; readonly state: 'exhausted' | 'offered' | 'fresh' }

export interface PlannedPackage {
  readonly reference: string
  readonly zone: string
  readonly referral: NewReferral
  readonly weeklyMinutes: number
  readonly fate: Fate
}

export interface PlanZone {
  readonly name: string
  readonly peoplePercent: number
  readonly waitingMinutes: number
  readonly homes: readonly DemoHome[]
  /** Providers that stand in the zone, by tier, as keys of the maker's own choosing. */
  readonly providers: Readonly<Record<PlanTier, readonly string[]>>
}

export interface CaseloadShape {
  readonly zones: readonly PlanZone[]
  /** Monday after the last week of history. */
  readonly until: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly weeks: number
  /** Care-worker minutes a week that are placed when the history ends. */
  readonly placedMinutes: number
  /** Share of the placed minutes each tier is to deliver. */
  readonly tierShares: Readonly<Record<PlanTier, number>>
  readonly newPerWeek: number
  readonly endedPerWeek: number
  readonly seed: number
}

/** Few people contribute: enough for the page of contributions to show, at little cost to the start. */
const ONE_IN_CONTRIBUTES = 40
const CONTRIBUTION_PENCE = 4_500

/** Everybody the invented council cares for or keeps waiting, in the order in which they were referred. */
export function planCaseload(shape: CaseloadShape): PlannedPackage[] {
  const random = seededRandom(shape.seed)
  const historyFrom = shape.until.subtract({ weeks: shape.weeks })
  const tiers = tierDealer(shape.tierShares)
  const packages: Omit<PlannedPackage, 'reference'>[] = []
  let standing = 0
  const place = (receivedOn: Temporal.PlainDate, endsOn: Temporal.PlainDate | null): void => {
    const zone = random.weighted(shape.zones.map((each) => [each, each.peoplePercent] as const))
    const pattern = demoPattern(random)
    const minutes = patternMinutes(pattern)
    const tier = tiers.deal(minutes, zone.providers)
    const made = demoReferral(random, packages.length, random.pick(zone.homes), pattern, receivedOn)
    const contributes = made.funder === 'council' && packages.length % ONE_IN_CONTRIBUTES === 0
    const referral = contributes ? { ...made, contributionPence: CONTRIBUTION_PENCE } : made
    const startsOn = receivedOn.add({ days: random.whole(2, 9) })
    packages.push({ zone: zone.name, referral, weeklyMinutes: minutes, fate: { kind: 'placed', providerKey: pickProvider(random, zone.providers[tier]), tier, startsOn, endsOn: endsOn === null ? null : later(endsOn, startsOn) } })
    if (endsOn === null) standing += minutes
  }
  const days = shape.weeks * 7
  for (let n = 0; n < shape.endedPerWeek * shape.weeks; n++) place(historyFrom.subtract({ days: random.whole(30, 500) }), historyFrom.add({ days: random.whole(3, days - 2) }))
  for (let n = 0; n < shape.newPerWeek * shape.weeks; n++) place(historyFrom.add({ days: random.whole(0, days - 12) }), null)
  while (standing < shape.placedMinutes) place(historyFrom.subtract({ days: random.whole(12, 900) }), null)
  for (const zone of shape.zones) for (const each of waitingIn(zone, shape, random, () => packages.length)) packages.push(each)
  return packages
    .sort((a, b) => (a.referral.receivedOn < b.referral.receivedOn ? -1 : a.referral.receivedOn > b.referral.receivedOn ? 1 : 0))
    .map((each, index) => ({ ...each, reference: `REF-${String(10001 + index)}` }))
}

function waitingIn(zone: PlanZone, shape: CaseloadShape, random: Random, count: () => number): Omit<PlannedPackage, 'reference'>[] {
  return patternsOf(zone.waitingMinutes, random).map((pattern, index) => {
    const state = index % 5 === 0 ? 'fresh' : index % 5 <= 2 ? 'exhausted' : 'offered'
    const waited = state === 'fresh' ? random.whole(0, 1) : state === 'offered' ? random.whole(1, 4) : random.whole(5, 48)
    const referral = demoReferral(random, count() + index + 5000, random.pick(zone.homes), pattern, shape.today.subtract({ days: waited }))
    return { zone: zone.name, referral, weeklyMinutes: patternMinutes(pattern), fate: { kind: 'waiting', state } }
  })
}

/** Deals tiers so that the minutes of each come out at their shares: the tier furthest behind its share is next. */
function tierDealer(shares: Readonly<Record<PlanTier, number>>): { deal(minutes: number, providers: PlanZone['providers']): PlanTier } {
  const dealt: Record<PlanTier, number> = { lead: 0, secondary: 0, spot: 0 }
  return {
    deal: (minutes, providers) => {
      const total = dealt.lead + dealt.secondary + dealt.spot + minutes
      const possible = (['lead', 'secondary', 'spot'] as const).filter((tier) => providers[tier].length > 0)
      const tier = possible.reduce((best, each) => (shares[each] * total - dealt[each] > shares[best] * total - dealt[best] ? each : best))
      dealt[tier] += minutes
      return tier
    },
  }
}

/** Earlier providers of the list are larger, so that sizes differ as they do in a real market. */
function pickProvider(random: Random, providers: readonly string[]): string {
  return random.weighted(providers.map((provider, place) => [provider, 1 / (1 + place * 0.35)] as const))
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}
