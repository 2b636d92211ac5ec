import { mondayOf } from '../../src/kernel/date-range.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { planCaseload, type PlanZone } from '../demo/caseload-plan.ts'
import type { CouncilPlan } from '../demo/council.ts'
import { ruleSetNamed } from '../demo/rule-set-named.ts'
import type { DemoHome } from '../demo/packages.ts'
import { seededRandom, type Random } from '../demo/random.ts'
import { habitsOf } from '../demo/records.ts'
import type { RealArea, RealProvider } from './real-area.ts'

const SEED = 65
const WEEKS = 4
const PLACED_MINUTES = 7_500 * 60
const WAITING_MINUTES = 420 * 60
const HOMES_A_ZONE = 400

/** Best first: the order in which a framework that ranks by quality asks. */
const RATING_ORDER = ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'] as const

/**
 * A council on real ground: zones are the area's districts, providers are those registered for home care there with the
 * ratings they have, people are invented and live where the real population aged 65 and over does. Ranks follow the
 * rating; a provider stands in the district of its office. The rates are this story's own.
 */
export function realPlan(area: RealArea, name: string, now: Temporal.Instant): CouncilPlan {
  const random = seededRandom(SEED)
  const today = londonDate(now)
  const until = mondayOf(today)
  const zones = area.districts.map((district) => ({ district, providers: rankedIn(area, new Set(district.areaCodes), random) })).filter((zone) => zone.providers.length > 0)
  const population = zones.reduce((sum, zone) => sum + zone.district.population65, 0)
  const planZones = zones.map(({ district, providers }): PlanZone => ({
    name: district.name,
    peoplePercent: (district.population65 * 100) / population,
    waitingMinutes: Math.round((WAITING_MINUTES * district.population65) / population / 15) * 15,
    homes: homesIn(area, district.areaCodes, district.name, random),
    providers: { lead: providers.filter((provider) => provider.rating !== 'Inadequate').map((provider) => provider.cqcProviderId), secondary: [], spot: [] },
  }))
  return {
    areaFiles: area.areaFiles,
    registerFiles: [{ file: area.register, on: today }],
    framework: {
      name: `${name} story framework`,
      startsOn: until.subtract({ days: 1000 }),
      endsOn: until.add({ days: 460 }),
      extensions: [12],
      terms: { model: 'ranked', batchSize: 3, replyWorkingMinutes: 240, eligibility: { refusedRatings: ['inadequate'], languagesRequired: false } },
      zones: zones.map(({ district }) => ({ name: district.name, places: [], areaCodes: district.areaCodes, boundary: undefined, pencePerHour: 2100 })),
      tierTargets: [],
      ruleSet: ruleSetNamed('Demonstration: by the minute'),
    },
    providers: zones.flatMap(({ district, providers }) =>
      providers.map((provider, place) => ({
        cqcProviderId: provider.cqcProviderId,
        kind: null,
        languages: [],
        email: 'office@provider.example.org',
        habits: habitsOf(provider.rating, random),
        layout: place % 4 === 3 ? ('access' as const) : ('tendwell' as const),
        standings: [{ zone: district.name, tier: 'lead' as const, rank: place + 1 }],
      })),
    ),
    caseload: planCaseload({ zones: planZones, until, today, weeks: WEEKS, placedMinutes: PLACED_MINUTES, tierShares: { lead: 1, secondary: 0, spot: 0 }, newPerWeek: 8, endedPerWeek: 5, seed: SEED }),
    until,
    weeks: WEEKS,
    now,
    seed: SEED,
  }
}

function rankedIn(area: RealArea, codes: ReadonlySet<string>, random: Random): RealProvider[] {
  const here = area.providers.filter((provider) => codes.has(area.areaOfPostcode.get(provider.postcode) ?? ''))
  const order = (provider: RealProvider): number => {
    const place = (RATING_ORDER as readonly string[]).indexOf(provider.rating)
    return place < 0 ? RATING_ORDER.length : place
  }
  return random.shuffled(here).sort((a, b) => order(a) - order(b))
}

/** Postcodes drawn by the population aged 65 and over of their small area. */
function homesIn(area: RealArea, codes: readonly string[], district: string, random: Random): DemoHome[] {
  const weights = codes.filter((code) => area.postcodesByArea.has(code)).map((code) => [code, area.population65.get(code) ?? 0] as const)
  return Array.from({ length: HOMES_A_ZONE }, () => ({ postcode: random.pick(area.postcodesByArea.get(random.weighted(weights)) ?? []), place: district }))
}
