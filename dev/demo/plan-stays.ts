import type { PatternVisit } from '../../src/care/terms.ts'
import type { CouncilPlan } from './council.ts'
import { demoHomes } from './open-data.ts'
import { demoReferral, patternMinutes } from './packages.ts'
import { seededRandom } from './random.ts'
import type { PlannedStay } from './planned-stay.ts'

const FIRST_NUMBER = 9001
const MORNING = 480
const TEA = 990

/** Where, in which week of eight, and the minutes in the morning and at tea that are needed afterwards; `waits` has no place yet. */
const STAYS: readonly (readonly [zone: string, week: number, after: readonly [morning: number, tea: number] | 'waits'])[] = [
  ['Northampton 1', 0, [0, 0]],
  ['Northampton 1', 0, [45, 0]],
  ['Daventry 1', 0, [0, 0]],
  ['Northampton 1', 1, [0, 0]],
  ['Daventry 1', 1, [45, 30]],
  ['Daventry 1', 1, [30, 0]],
  ['Northampton 1', 4, [0, 0]],
  ['Daventry 1', 6, [0, 0]],
  ['Northampton 1', 7, 'waits'],
]

/** People who go through reablement: some came out of it in the last weeks, some are there now, and one waits for a place. */
export function planStays({ until, weeks, providers, seed }: CouncilPlan): PlannedStay[] {
  const random = seededRandom(seed)
  const leadOf = (zone: string): string => providers.find((each) => each.standings.some((standing) => standing.zone === zone && standing.tier === 'lead'))?.cqcProviderId ?? ''
  return STAYS.filter(([, week]) => week < weeks).map(([zone, week, after], index) => {
    const monday = until.subtract({ weeks: weeks - week })
    const pattern = daily([45, 30])
    const home = random.pick(demoHomes(zone))
    const referral = { ...demoReferral(random, FIRST_NUMBER + index, home, pattern, monday), source: index % 2 === 0 ? ('hospital-discharge' as const) : ('community' as const) }
    const planned = { reference: `REF-${String(FIRST_NUMBER + index)}`, zone, referral, weeklyMinutes: patternMinutes(pattern), fate: { kind: 'placed' as const, providerKey: leadOf(zone), tier: 'lead' as const, startsOn: monday, endsOn: null } }
    return { planned, week, hasPlace: after !== 'waits', after: after === 'waits' ? [] : daily(after) }
  })
}

/** A visit every morning and one at tea, of so many minutes; none for nought. */
function daily([morning, tea]: readonly [number, number]): PatternVisit[] {
  return [[MORNING, morning] as const, [TEA, tea] as const].flatMap(([earliestMinute, minutes]) =>
    minutes === 0 ? [] : [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek): PatternVisit => ({ dayOfWeek, earliestMinute, latestMinute: earliestMinute + 60, minutes, workers: 1, timeCritical: false })),
  )
}
