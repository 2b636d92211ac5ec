import type { PatternVisit, ServiceLine } from '../../care/terms.ts'
import { getFramework, listRates, rateFor } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import type { DayCategory } from '../../market/terms/rate-times.ts'
import type { FrameworkTerms, Rate, Tier } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { weekCost, weekCostAtPrice, type WeekCost } from '../rules/week-cost.ts'
import type { Placement } from '../terms.ts'

/** A week to be estimated, and the day whose rates count. */
export interface WeekToEstimate {
  readonly frameworkId: string
  readonly zoneId: string | null
  readonly serviceLine: ServiceLine
  readonly pattern: readonly PatternVisit[]
  readonly on: Temporal.PlainDate
}

/** Tiers that may be asked before a provider is found. The provider of last resort is asked after a failure alone. */
const ASKED: readonly Tier[] = ['lead', 'secondary', 'spot']

/** What weeks cost by market's one rate rule; the rates of each framework are read once. A mini-competition counts at the highest price that may be bid. */
export function weekEstimator(work: Work): (week: WeekToEstimate) => Promise<WeekCost> {
  const rates = new Map<string, readonly Rate[]>()
  const frameworks = new Map<string, FrameworkTerms>()
  return async (week) => {
    const terms = frameworks.get(week.frameworkId) ?? (await getFramework(work, week.frameworkId)).terms
    frameworks.set(week.frameworkId, terms)
    const model = modelOf(terms, week.serviceLine)
    if (model.model === 'open') return { pence: weekCostAtPrice(week.pattern, model.highestPencePerHour), reasons: [{ clause: 'estimate', words: 'Estimated at the highest price an hour that may be bid.' }] }
    return weekCost(week.pattern, ASKED, rateAt(await ratesOf(work, rates, week.frameworkId), week))
  }
}

/** What a placement's week costs with a pattern on a day: at its agreed price, else at the rates of its tier. Null when there is no rate. */
export function placementEstimator(work: Work): (placement: Placement, pattern: readonly PatternVisit[], on: Temporal.PlainDate) => Promise<number | null> {
  const rates = new Map<string, readonly Rate[]>()
  return async (placement, pattern, on) => {
    if (placement.agreedPencePerHour !== null) return weekCostAtPrice(pattern, placement.agreedPencePerHour)
    return weekCost(pattern, [placement.tier], rateAt(await ratesOf(work, rates, placement.frameworkId), { ...placement, on })).pence
  }
}

async function ratesOf(work: Work, read: Map<string, readonly Rate[]>, frameworkId: string): Promise<readonly Rate[]> {
  const rates = read.get(frameworkId) ?? (await listRates(work, frameworkId))
  read.set(frameworkId, rates)
  return rates
}

function rateAt(rates: readonly Rate[], { zoneId, serviceLine, on }: Pick<WeekToEstimate, 'zoneId' | 'serviceLine' | 'on'>): (tier: Tier, visit: Pick<PatternVisit, 'dayOfWeek' | 'earliestMinute'>) => number | undefined {
  return (tier, visit) => {
    const decided = rateFor(rates, { zoneId, serviceLine, tier, on, dayCategory: categoryOf(visit.dayOfWeek), startMinute: visit.earliestMinute })
    return decided.ok ? decided.value.pencePerHour : undefined
  }
}

function categoryOf(dayOfWeek: number): DayCategory {
  return dayOfWeek === 7 ? 'sunday' : dayOfWeek === 6 ? 'saturday' : 'weekday'
}
