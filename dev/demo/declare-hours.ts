import { declareCapacity } from '../../src/brokerage/actions/declare-capacity.ts'
import { newCapacity } from '../../src/brokerage/terms/capacity.ts'
import { NEEDS } from '../../src/care/terms.ts'
import { londonDate } from '../../src/kernel/london.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { houseAt } from './house-at.ts'
import { inLanes } from './lanes.ts'
import { coordinatorOf } from './place-packages.ts'
import { seededRandom } from './random.ts'
import { idOf, type StandingMarket } from './set-up-market.ts'

const LANES = 4
const OLDEST_DAYS = 12
const STALE_DAYS = 19

/** Lets each provider declare its free hours once: most of them in the last days, every ninth too long ago to count, every eleventh never. Invented. */
export async function declareHours(house: House, plan: CouncilPlan, market: StandingMarket): Promise<void> {
  // A source of its own, so that the rest of the council stays as it was.
  const random = seededRandom(plan.seed + 3)
  const hours = (most: number): number => 60 * Math.floor(random.next() * (most + 1))
  const running = plan.framework.startsOn.until(londonDate(plan.now)).days
  const declared = plan.providers.flatMap((provider, index) => {
    const days = Math.min(running, index % 9 === 8 ? STALE_DAYS : 1 + Math.floor(random.next() * OLDEST_DAYS))
    const zones = [...new Set(provider.standings.map((standing) => standing.zone))]
    const lines = zones.map((zone) => ({ zoneId: idOf(market.zoneIds, zone), serviceLine: 'core' as const, minutes: { morning: hours(20), lunch: hours(12), tea: hours(12), evening: hours(13) } }))
    const needs = NEEDS.filter((need) => need === 'personal-care' || random.next() < 0.93)
    const capacity = newCapacity.parse({ twoWorkers: random.next() < 0.6, needs, lines })
    return index % 11 === 10 ? [] : [{ providerId: idOf(market.providerIds, provider.cqcProviderId), at: plan.now.subtract({ hours: 24 * days }), capacity }]
  })
  await inLanes(LANES, declared, async ({ providerId, at, capacity }) => {
    await declareCapacity(houseAt(house, at, plan.now), coordinatorOf(providerId), capacity)
  })
}
