import { londonDate } from '../../src/kernel/london.ts'
import { mondayOf } from '../../src/kernel/date-range.ts'
import { planCaseload, type PlanTier } from './caseload-plan.ts'
import type { CouncilPlan } from './council.ts'
import { demoAreas, demoBoundaries, demoHomes, demoOpenData, demoRegister, type DemoGround } from './open-data.ts'
import { DEMO_ZONES } from './places.ts'
import { demoProviders, type DemoProvider } from './providers.ts'
import { seededRandom } from './random.ts'
import { habitsOf } from './records.ts'
import { ruleSetNamed } from './rule-set-named.ts'

const SEED = 2022
const WEEKS_OF_HISTORY = 8
/** One provider in eight tells how its care workers travelled; none of them has the layout that cannot. */
const TELLS_TRAVEL = 8

/** Hours a week placed, as reported: 17,750. */
const PLACED_MINUTES = 17_750 * 60

/** Shares of the hours by tier, as reported for September 2022: the drift from the targets of 70 to 80 and 20 to 30 per cent. */
const TIER_SHARES = { lead: 0.2, secondary: 0.67, spot: 0.13 } as const

/** Ground and providers of further frameworks, which the files of the council hold too. */
interface Beside {
  readonly grounds: readonly DemoGround[]
  readonly providers: readonly DemoProvider[]
}

/**
 * The demonstration council: invented people and providers, shaped by West Northamptonshire's report of December 2022.
 * The same every time for the same day and as many weeks of history.
 */
export function demonstrationPlan(now: Temporal.Instant, weeks = WEEKS_OF_HISTORY, beside: Beside = { grounds: [], providers: [] }): CouncilPlan {
  const random = seededRandom(SEED)
  const today = londonDate(now)
  const until = mondayOf(today)
  const providers = demoProviders(random)
  const earlier = seededRandom(SEED + 1)
  // One provider in eight had another rating a year before, so that the history has something to say.
  const ratingBefore = new Map(providers.map((provider) => [provider.cqcProviderId, earlier.chance(0.125) ? (provider.rating === 'Good' ? 'Requires improvement' : 'Good') : provider.rating]))
  return {
    areaFiles: demoOpenData(random, beside.grounds),
    registerFiles: [
      { on: until.subtract({ days: 900 }), file: demoRegister([...providers, ...beside.providers], until.subtract({ days: 930 }), (provider) => ratingBefore.get(provider.cqcProviderId) ?? provider.rating) },
      { on: until.subtract({ days: 40 }), file: demoRegister([...providers, ...beside.providers], until.subtract({ days: 61 }), (provider) => provider.rating) },
    ],
    framework: {
      name: 'Home care framework',
      startsOn: until.subtract({ days: 1100 }),
      endsOn: until.subtract({ days: 1100 }).add({ years: 4 }).subtract({ days: 1 }),
      // Four years with a further twelve months, light touch under the Regulations of 2015, as the report it is shaped by says (§§3.1, 8.3).
      extensions: [12],
      terms: {
        model: 'tiered',
        steps: [
          { tiers: ['lead'], replyWorkingMinutes: 240 },
          { tiers: ['secondary'], replyWorkingMinutes: 240 },
          { tiers: ['spot'], replyWorkingMinutes: 480 },
        ],
        eligibility: { refusedRatings: ['inadequate'], languagesRequired: false },
      },
      zones: DEMO_ZONES.map((zone) => ({
        name: zone.name,
        places: zone.places,
        areaCodes: demoAreas().filter((area) => area.zone === zone.name).map((area) => area.code),
        boundary: { type: 'MultiPolygon' as const, coordinates: demoBoundaries().filter(({ area }) => area.zone === zone.name).map(({ ring }) => [ring]) },
        pencePerHour: zone.pencePerHour,
      })),
      tierTargets: [
        { tier: 'lead', lowPercent: 70, highPercent: 80 },
        { tier: 'secondary', lowPercent: 20, highPercent: 30 },
      ],
      ruleSet: ruleSetNamed('Demonstration: nearest five minutes'),
    },
    providers: providers.map((provider) => ({
      cqcProviderId: provider.cqcProviderId,
      kind: provider.kind,
      languages: provider.languages,
      email: provider.email,
      habits: habitsOf(provider.rating, random),
      layout: provider.index % 6 === 5 ? ('access' as const) : ('tendwell' as const),
      ...(provider.index % TELLS_TRAVEL === 0 ? { tellsTravel: true as const } : {}),
      standings: provider.standings,
    })),
    caseload: planCaseload({
      zones: DEMO_ZONES.map((zone) => ({ name: zone.name, peoplePercent: zone.peoplePercent, waitingMinutes: zone.waitingMinutes, homes: demoHomes(zone.name), providers: providersByTier(providers, zone.name) })),
      until,
      today,
      weeks,
      placedMinutes: PLACED_MINUTES,
      tierShares: TIER_SHARES,
      newPerWeek: 11,
      endedPerWeek: 9,
      seed: SEED,
    }),
    takenAlongBefore: today.subtract({ weeks: 12 }),
    until,
    weeks,
    now,
    seed: SEED,
  }
}

function providersByTier(providers: readonly DemoProvider[], zone: string): Record<PlanTier, string[]> {
  const standingIn = (tier: PlanTier): string[] => providers.filter((provider) => provider.standings.some((standing) => standing.zone === zone && standing.tier === tier)).map((provider) => provider.cqcProviderId)
  return { lead: standingIn('lead'), secondary: standingIn('secondary'), spot: standingIn('spot') }
}
