import { listPlacements } from '../../brokerage/public.ts'
import { listPackages } from '../../care/public.ts'
import type { Decision } from '../../kernel/decision.ts'
import { getFramework, listRates, listZones, proposeFeeReview, providerNames, rateFor } from '../../market/public.ts'
import { KEEP_MARKET, type Framework, type Rate, type Zone } from '../../market/terms.ts'
import type { FeeReviewInputs, ReviewedRate } from '../../market/terms/fee-review.ts'
import type { DayCategory } from '../../market/terms/rate-times.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { reviewCost, type RateBefore, type ReviewCost, type WeeklyMinutes } from '../rules/fee-review-cost.ts'

/** A fee review looked at before it is adopted. */
export interface ReviewLook {
  readonly framework: Framework
  readonly zones: readonly Zone[]
  readonly names: ReadonlyMap<string, string>
  readonly today: Temporal.PlainDate
  /** Undefined until figures were put in. */
  readonly proposal: Decision<{ readonly changed: readonly ReviewedRate[]; readonly leftOut: readonly { readonly rate: Rate; readonly reason: string }[] }> | undefined
  /** For each zone and provider with care today. */
  readonly costs: readonly ReviewCost[]
  /** Minutes a week at prices agreed for a placement alone, which no review changes. */
  readonly agreedMinutes: number
  readonly unpricedMinutes: number
}

/** What a fee review would do to rates, and to the cost of the weeks planned today by zone and provider. Needs `market.keep`; throws `NotFound`. Names no person. */
export async function lookAtFeeReview(house: House, actor: Actor, frameworkId: string, inputs: FeeReviewInputs | undefined): Promise<ReviewLook> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const framework = await getFramework(work, frameworkId)
    const common = { framework, zones: await listZones(work, frameworkId), names: await providerNames(work), today: work.today }
    const proposal = inputs === undefined ? undefined : await proposeFeeReview(work, frameworkId, inputs)
    if (inputs === undefined || proposal?.ok !== true) return { ...common, proposal, costs: [], agreedMinutes: 0, unpricedMinutes: 0 }
    const { weeks, agreedMinutes } = await weeksOf(work, frameworkId)
    const cost = reviewCost(weeks, rateBefore(await listRates(work, frameworkId), inputs.fromOn.subtract({ days: 1 })), proposal.value.changed)
    return { ...common, proposal, ...cost, agreedMinutes }
  })
}

async function weeksOf(work: Work, frameworkId: string): Promise<{ weeks: WeeklyMinutes[]; agreedMinutes: number }> {
  const placements = await listPlacements(work, { frameworkId, fromOn: work.today, toOn: work.today })
  const packages = new Map((await listPackages(work, [...new Set(placements.map((placement) => placement.packageId))])).map((each) => [each.id, each]))
  const weeks: WeeklyMinutes[] = []
  let agreedMinutes = 0
  for (const { packageId, zoneId, providerId, serviceLine, tier, agreedPencePerHour } of placements) {
    for (const visit of packages.get(packageId)?.pattern ?? []) {
      const minutes = visit.minutes * visit.workers
      if (agreedPencePerHour !== null) agreedMinutes += minutes
      else weeks.push({ zoneId, providerId, serviceLine, tier, dayCategory: dayOf(visit.dayOfWeek), startMinute: visit.earliestMinute, minutes })
    }
  }
  return { weeks, agreedMinutes }
}

function dayOf(dayOfWeek: number): DayCategory {
  return dayOfWeek === 7 ? 'sunday' : dayOfWeek === 6 ? 'saturday' : 'weekday'
}

/** Asks `rateFor` once for each zone, line, tier, day and start. */
function rateBefore(rates: readonly Rate[], on: Temporal.PlainDate): RateBefore {
  const known = new Map<string, Rate | undefined>()
  return ({ zoneId, serviceLine, tier, dayCategory, startMinute }) => {
    const key = `${zoneId} ${serviceLine} ${tier} ${dayCategory} ${String(startMinute)}`
    if (!known.has(key)) {
      const found = rateFor(rates, { zoneId, serviceLine, tier, dayCategory, startMinute, on })
      known.set(key, found.ok ? found.value : undefined)
    }
    return known.get(key)
  }
}
