import { endReablement, sendToReablement, startReablement } from '../../src/brokerage/actions/run-reablement.ts'
import { declareReablement } from '../../src/brokerage/actions/set-reablement.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { houseAt, momentOn } from './house-at.ts'
import { inLanes } from './lanes.ts'
import { receiveReferrals, searchFor } from './place-packages.ts'
import { seededRandom } from './random.ts'
import { idOf, type StandingMarket } from './set-up-market.ts'

const team = systemActor('Demonstration reablement team')
const LANES = 5
/** People whom a zone's team cares for at once. */
const PLACES = 4
const PLACES_LATER = 1
const WEEKLY_MINUTES = 420
const STAY_WEEKS = 6

/** The stays running now, by the reference of the referral. */
export type RunningStays = Map<string, string>

/** Refers, sends, starts and ends the stays of one week; care that is needed afterwards is searched for. */
export async function moveStays(house: House, plan: CouncilPlan, market: StandingMarket, week: number, running: RunningStays): Promise<void> {
  const stays = plan.stays ?? []
  const monday = plan.until.subtract({ weeks: plan.weeks - week })
  const at = (hour: number): House => houseAt(house, momentOn(monday, hour), plan.now)
  if (week === 0) await inLanes(LANES, [...new Set(stays.map((each) => each.planned.zone))], (zone) => declareReablement(at(9), team, { zoneId: idOf(market.zoneIds, zone), fromOn: monday, unit: 'places', size: PLACES, note: null }))
  await inLanes(LANES, stays.filter((each) => each.week === week - STAY_WEEKS), async ({ planned, after }) => {
    const reablementId = idOf(running, planned.reference)
    const { packageId } = await endReablement(at(10), team, { reablementId, exitOn: monday, ending: 'completed', care: after.length === 0 ? 'none' : after, note: null })
    if (packageId !== null) await searchFor(house, plan, market, undefined, planned, packageId, momentOn(monday, 11), seededRandom(plan.seed))
  })
  const coming = stays.filter((each) => each.week === week)
  if (coming.length === 0) return
  const packageIds = await receiveReferrals(house, plan, market, coming.map((each) => each.planned), momentOn(monday, 12))
  // Whoever waits for a place waits because the team has fewer from now on.
  for (const { planned } of coming.filter((each) => !each.hasPlace)) await declareReablement(at(12), team, { zoneId: idOf(market.zoneIds, planned.zone), fromOn: monday, unit: 'places', size: PLACES_LATER, note: 'Two care workers of the team have left' })
  await inLanes(LANES, coming, async ({ planned, hasPlace }) => {
    const { reablementId } = await sendToReablement(at(13), team, { packageId: idOf(packageIds, planned.reference), reason: 'Managed alone until lately and wants to again' })
    running.set(planned.reference, reablementId)
    const startsOn = monday.add({ days: 1 })
    if (hasPlace) await startReablement(at(14), team, { reablementId, startsOn, plannedEndOn: startsOn.add({ weeks: STAY_WEEKS }).subtract({ days: 2 }), weeklyMinutes: WEEKLY_MINUTES, team: 'County reablement team' })
  })
}
