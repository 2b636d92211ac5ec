import { setContributionTerms } from '../../src/payment/actions/contribution-terms.ts'
import { reckonContributions } from '../../src/payment/actions/reckon-contributions.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { earliest, houseAt, momentOn } from './house-at.ts'

const finance = systemActor('Demonstration finance')
const WEEKS_IN_PERIOD = 4

/** Reckons what people contribute for the latest period that was paid. Which losses count is the demonstration's own choice. */
export async function reckonLatest(house: House, plan: CouncilPlan, frameworkId: string, payRunId: string): Promise<void> {
  const at = houseAt(house, earliest(momentOn(plan.until, 14), plan.now), plan.now)
  await setContributionTerms(at, finance, { frameworkId, fromOn: plan.until.subtract({ weeks: WEEKS_IN_PERIOD }), document: { counts: ['missed', 'no-record', 'hospital'], shortFromMinutes: 15 } })
  await reckonContributions(at, finance, { payRunId })
}
