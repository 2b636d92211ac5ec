import type { Arrangement } from './arrangement.ts'
import type { PlannedPackage } from './caseload-plan.ts'
import type { OtherFramework, PlannedZone } from './council.ts'
import { CITY } from './leicester-city.ts'
import { ISLAND } from './isle-of-wight.ts'
import { demoAreas, demoBoundaries, demoHomes, type DemoGround } from './open-data.ts'
import { demoPattern, demoReferral, patternMinutes } from './packages.ts'
import type { DemoProvider } from './providers.ts'
import { seededRandom } from './random.ts'
import { habitsOf } from './records.ts'
import { ruleSetNamed } from './rule-set-named.ts'

const ARRANGEMENTS: readonly Arrangement[] = [ISLAND, CITY]
const CARE_BEGAN_LATEST = 5

/** Grounds and providers of the further frameworks, for the council's files. */
export function filesOfOthers(): { readonly grounds: readonly DemoGround[]; readonly providers: readonly DemoProvider[] } {
  return {
    grounds: ARRANGEMENTS.map((each) => each.ground),
    providers: ARRANGEMENTS.flatMap((each) => each.providers.map((provider, index): DemoProvider => ({ index, cqcProviderId: cqcIdOf(each, index), cqcLocationId: `1-99${String(each.series)}9${String(10001 + index)}`, name: provider.name, kind: null, rating: provider.rating, languages: [], email: '', standings: [] }))),
  }
}

/** The other two reports' arrangements as further frameworks of the council, their people referred in the last days and cared for from `until` on. */
export function otherFrameworks(until: Temporal.PlainDate): OtherFramework[] {
  return ARRANGEMENTS.map((each) => ({
    framework: {
      name: each.name,
      startsOn: each.startsOn,
      endsOn: each.endsOn,
      extensions: each.extensions,
      terms: { ...each.model, eligibility: { refusedRatings: ['inadequate'], languagesRequired: false } },
      zones: zonesOf(each),
      tierTargets: [],
      ruleSet: ruleSetNamed('Demonstration: nearest five minutes'),
    },
    providers: each.providers.map((provider, index) => ({ cqcProviderId: cqcIdOf(each, index), kind: null, languages: [], email: '', habits: habitsOf(provider.rating, seededRandom(each.series)), layout: 'tendwell' as const, standings: provider.standings })),
    caseload: peopleOf(each, until),
    withdrawals: each.providers.flatMap(({ left }, index) => (left === undefined ? [] : [{ cqcProviderId: cqcIdOf(each, index), leftOn: until.subtract({ months: left.monthsAgo }), reason: left.reason }])),
    ...(each.passedOnPercent === undefined ? {} : { passedOnPercent: each.passedOnPercent }),
  }))
}

function cqcIdOf({ series }: Arrangement, index: number): string {
  return `1-99${String(series)}0${String(10001 + index)}`
}

function zonesOf({ ground, pencePerHour }: Arrangement): PlannedZone[] {
  return ground.zones.map((zone) => ({
    name: zone.name,
    places: zone.places,
    areaCodes: demoAreas(ground).filter((area) => area.zone === zone.name).map((area) => area.code),
    boundary: { type: 'MultiPolygon', coordinates: demoBoundaries(ground).filter(({ area }) => area.zone === zone.name).map(({ ring }) => [ring]) },
    pencePerHour,
  }))
}

function peopleOf(arrangement: Arrangement, until: Temporal.PlainDate): PlannedPackage[] {
  const random = seededRandom(arrangement.series)
  return arrangement.people.map(({ zone, funder, serviceLine, provider }, index) => {
    const home = random.pick(demoHomes(zone, arrangement.ground))
    const pattern = demoPattern(random)
    const referral = demoReferral(random, arrangement.series * 1000 + index, home, pattern, until.subtract({ days: CARE_BEGAN_LATEST }))
    return {
      reference: `REF-${String(arrangement.series * 10_000 + 1 + index)}`,
      zone,
      referral: { ...referral, funder, serviceLine, languages: [], genderPreference: null, startByOn: until.toString() },
      weeklyMinutes: patternMinutes(pattern),
      fate: { kind: 'placed', providerKey: cqcIdOf(arrangement, provider), tier: 'lead', startsOn: until, endsOn: null },
    }
  })
}
