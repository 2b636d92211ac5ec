import { withdrawFromFramework } from '../../src/market/actions/withdraw-from-framework.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { houseAt, momentOn } from './house-at.ts'
import { inLanes } from './lanes.ts'
import { passHoursOn } from './pass-hours-on.ts'
import { receiveReferrals, searchFor } from './place-packages.ts'
import { seededRandom } from './random.ts'
import { idOf, setUpFramework, type StandingMarket } from './set-up-market.ts'
import { willingnessOf } from './willingness.ts'

const commissioner = systemActor('Demonstration commissioner')
const LANES = 5

/** Adds the council's further frameworks, and has their people referred on the Wednesday before `until`, offered to providers and placed. */
export async function bringOthers(house: House, plan: CouncilPlan, market: StandingMarket): Promise<void> {
  for (const other of plan.others ?? []) {
    const own: CouncilPlan = { ...plan, ...other }
    const added = await setUpFramework(houseAt(house, momentOn(other.framework.startsOn.subtract({ days: 14 }), 9), plan.now), own, market.providerIds)
    for (const { cqcProviderId, leftOn, reason } of other.withdrawals) {
      await withdrawFromFramework(houseAt(house, momentOn(leftOn.subtract({ days: 28 }), 10), plan.now), commissioner, { frameworkId: added.frameworkId, providerId: idOf(market.providerIds, cqcProviderId), leftOn, reason })
    }
    const wednesday = momentOn(plan.until.subtract({ days: 5 }), 10)
    const packageIds = await receiveReferrals(house, own, added, other.caseload, wednesday)
    const willingness = willingnessOf(own, added)
    await inLanes(LANES, other.caseload, async (planned, index) => {
      await searchFor(house, own, added, willingness, planned, idOf(packageIds, planned.reference), wednesday.add({ minutes: 1 + index }), seededRandom(plan.seed + index))
    })
    await passHoursOn(house, own, added)
  }
}
