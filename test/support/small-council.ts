import { demonstrationRuleSets } from '../../src/payment/rules/demonstration-rule-sets.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { mondayOf } from '../../src/kernel/date-range.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { Fate, PlannedPackage } from '../../dev/demo/caseload-plan.ts'
import type { CouncilPlan } from '../../dev/demo/council.ts'
import { makeCouncil, type MadeCouncil } from '../../dev/demo/make-council.ts'
import { demoAreas, demoBoundaries, demoHomes, demoOpenData, demoRegister } from '../../dev/demo/open-data.ts'
import { demoReferral, patternMinutes } from '../../dev/demo/packages.ts'
import { DEMO_ZONES } from '../../dev/demo/places.ts'
import type { DemoProvider } from '../../dev/demo/providers.ts'
import { seededRandom } from '../../dev/demo/random.ts'
import { idOf } from '../../dev/demo/set-up-market.ts'
import { OPENING } from './test-house.ts'

/** A provider of the small council, by the letter tests call it. */
export type ProviderLetter = 'a' | 'b' | 'c' | 'd'

/** The small council: who is who, so that tests can say "provider A's" and "provider B's". */
export interface SmallCouncil extends MadeCouncil {
  readonly frameworkId: string
  readonly zoneIds: Readonly<Record<'north' | 'south', string>>
  readonly providers: Readonly<Record<ProviderLetter, { readonly id: string; readonly name: string }>>
  /** Everybody in it as referred, in order, with the zone and what became of their package. */
  readonly caseload: readonly PlannedPackage[]
}

const LETTERS: readonly ProviderLetter[] = ['a', 'b', 'c', 'd']
const WEEKS = 4
const SEED = 31

const ZONES = DEMO_ZONES.slice(0, 2)
const NAMES: Readonly<Record<ProviderLetter, string>> = { a: 'Amberley Homecare Ltd', b: 'Bellweather Care Ltd', c: 'Corncrake Support Ltd', d: 'Dovecote Care Ltd' }
/** A leads the first zone and B the second, so that an open offer is one provider's alone. */
const STANDINGS: Readonly<Record<ProviderLetter, { zone: number; tier: 'lead' | 'secondary' }>> = {
  a: { zone: 0, tier: 'lead' },
  b: { zone: 1, tier: 'lead' },
  c: { zone: 0, tier: 'secondary' },
  d: { zone: 1, tier: 'secondary' },
}
/** Family names that nobody else in the test has, so that finding one in an answer means that person. */
export const FAMILY_NAMES = ['Quillfeather', 'Oddenbrook', 'Thackwray', 'Munslowe', 'Pettigrove', 'Wyndlesham', 'Zellaby', 'Fothersgill', 'Crakenthorpe', 'Higginbold', 'Uppingtree', 'Jarrowdene'] as const

const RULE = 'Demonstration: nearest five minutes'

/** What the small council is made from: 12 people, 2 zones, 4 providers, 4 weeks and one payment. The same for the same `now`. */
function smallCouncilPlan(now: Temporal.Instant): CouncilPlan {
  const random = seededRandom(SEED)
  const today = londonDate(now)
  const until = mondayOf(today)
  const providers = demoProvidersByLetter()
  const ruleSet = demonstrationRuleSets.find((each) => each.name === RULE)
  if (ruleSet === undefined) throw new Error(`there is no rule set ${RULE}`)
  return {
    areaFiles: demoOpenData(random),
    registerFiles: [{ on: until.subtract({ days: 200 }), file: demoRegister(providers, until.subtract({ days: 230 }), (provider) => provider.rating) }],
    framework: {
      name: 'Small framework',
      startsOn: until.subtract({ days: 600 }),
      endsOn: until.add({ days: 800 }),
      extensions: [12],
      terms: {
        model: 'tiered',
        steps: [
          { tiers: ['lead'], replyWorkingMinutes: 240 },
          { tiers: ['secondary'], replyWorkingMinutes: 240 },
        ],
        eligibility: { refusedRatings: ['inadequate'], languagesRequired: false },
      },
      zones: ZONES.map((zone) => ({
        name: zone.name,
        places: zone.places,
        areaCodes: demoAreas().filter((area) => area.zone === zone.name).map((area) => area.code),
        boundary: { type: 'MultiPolygon' as const, coordinates: demoBoundaries().filter(({ area }) => area.zone === zone.name).map(({ ring }) => [ring]) },
        pencePerHour: zone.pencePerHour,
      })),
      tierTargets: [{ tier: 'lead', lowPercent: 70, highPercent: 80 }],
      ruleSet,
    },
    providers: providers.map((provider, index) => ({
      cqcProviderId: provider.cqcProviderId,
      kind: provider.kind,
      languages: [],
      email: provider.email,
      // Poor habits, so that four weeks hold every kind of exception.
      habits: { missed: 0.04, unrecorded: 0.03, cancelled: 0.03, late: 0.12, singleHanded: 0.1, manual: 0.1, lengthRatio: 0.93 },
      layout: index === 2 ? ('access' as const) : ('tendwell' as const),
      standings: provider.standings,
    })),
    caseload: caseloadOf(until, today),
    until,
    weeks: WEEKS,
    now,
    seed: SEED,
  }
}

/**
 * Makes the small council in an empty house by the product's own actions, in a few seconds. The house's clock is left alone:
 * give `now` when it shows another time than a test house does as it opens.
 */
export async function makeSmallCouncil(house: House, now: Temporal.Instant | string = OPENING): Promise<SmallCouncil> {
  const plan = smallCouncilPlan(Temporal.Instant.from(now))
  const made = await makeCouncil(house, plan, () => undefined)
  const [first, second] = ZONES.map((zone) => idOf(made.market.zoneIds, zone.name))
  const provider = (letter: ProviderLetter): { id: string; name: string } => ({ id: idOf(made.market.providerIds, cqcIdOf(letter)), name: NAMES[letter] })
  return {
    ...made,
    frameworkId: made.market.frameworkId,
    zoneIds: { north: first ?? '', south: second ?? '' },
    providers: { a: provider('a'), b: provider('b'), c: provider('c'), d: provider('d') },
    caseload: plan.caseload,
  }
}

function demoProvidersByLetter(): DemoProvider[] {
  return LETTERS.map((letter, index) => ({
    index,
    cqcProviderId: cqcIdOf(letter),
    cqcLocationId: `1-98100${String(10001 + index)}`,
    name: NAMES[letter],
    kind: 'local' as const,
    rating: 'Good',
    languages: [],
    email: `office@${letter}.example.org`,
    standings: [{ zone: ZONES[STANDINGS[letter].zone]?.name ?? '', tier: STANDINGS[letter].tier, rank: LETTERS.filter((each) => STANDINGS[each].zone === STANDINGS[letter].zone).indexOf(letter) + 1 }],
  }))
}

function cqcIdOf(letter: ProviderLetter): string {
  return `1-98000${String(10001 + LETTERS.indexOf(letter))}`
}

/** Eight packages held, one that ended, and one waiting in each way: nobody asked, everybody asked in vain, offers open in both zones. */
function caseloadOf(until: Temporal.PlainDate, today: Temporal.PlainDate): PlannedPackage[] {
  const from = until.subtract({ weeks: WEEKS })
  const held = (letter: ProviderLetter, endsOn: Temporal.PlainDate | null = null): [number, Fate] => {
    const { zone, tier } = STANDINGS[letter]
    return [zone, { kind: 'placed', providerKey: cqcIdOf(letter), tier, startsOn: from.subtract({ days: 20 }), endsOn }]
  }
  const waiting = (zone: number, state: 'exhausted' | 'offered' | 'fresh'): [number, Fate] => [zone, { kind: 'waiting', state }]
  const fates = [held('a'), held('b'), held('a'), held('b'), held('c'), held('d'), held('a', from.add({ days: 17 })), held('b'), waiting(0, 'exhausted'), waiting(0, 'offered'), waiting(1, 'offered'), waiting(1, 'fresh')]
  return fates.map(([zoneIndex, fate], index) => {
    const zone = ZONES[zoneIndex]
    const random = seededRandom(SEED + index)
    const home = demoHomes(zone?.name ?? '')[index * 3]
    const familyName = FAMILY_NAMES[index]
    if (zone === undefined || home === undefined || familyName === undefined) throw new Error('the small council has no such home')
    const receivedOn = fate.kind === 'placed' ? from.subtract({ days: 28 }) : today.subtract({ days: fate.state === 'exhausted' ? 10 : fate.state === 'offered' ? 3 : 1 })
    const pattern = patternFor(index)
    const referral = demoReferral(random, index, home, pattern, receivedOn)
    return {
      reference: `REF-${String(90001 + index)}`,
      zone: zone.name,
      referral: { ...referral, languages: [], genderPreference: null, person: { ...referral.person, familyName, address: `${String(900 + index)} ${familyName} Lane` } },
      weeklyMinutes: patternMinutes(pattern),
      fate,
    }
  })
}

/** Mornings and evenings, small enough to be quick; every fourth person has two care workers. */
function patternFor(index: number): PlannedPackage['referral']['pattern'] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((dayOfWeek) => [
    { dayOfWeek, earliestMinute: 450, latestMinute: 480, minutes: 45, workers: index % 4 === 0 ? (2 as const) : (1 as const), timeCritical: index % 3 === 0 },
    { dayOfWeek, earliestMinute: 1110, latestMinute: 1140, minutes: 30, workers: 1 as const, timeCritical: false },
  ])
}
