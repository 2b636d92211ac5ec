import type { VisitToPay } from '../../visits/terms.ts'
import type { PricedVisit, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import { priceByPeriod } from './price-by-period.ts'
import type { VisitInOrder } from './price-in-order.ts'
import { priceVisit } from './price-visit.ts'

/** A visit to pay with the terms it is priced by. */
export interface PriceableVisit {
  readonly visit: VisitToPay
  readonly placementId: string
  readonly on: Temporal.PlainDate
  readonly ruleSet: Pick<RuleSet, 'document'>
  readonly pencePerHour: number
}

/** What pricing looks at of a visit to pay. */
export function factsOf({ visit, pencePerHour }: Pick<PriceableVisit, 'visit' | 'pencePerHour'>): VisitFacts {
  const planned = visit.plannedMinutes === null ? null : { minutes: visit.plannedMinutes, workers: visit.plannedWorkers ?? 1 }
  return { planned, records: visit.records, retained: visit.retained, respite: visit.respite, holiday: visit.holiday, pencePerHour }
}

/**
 * Prices a provider's visits with the rules that look across them, period by period. It needs every visit of each period that it is given any of.
 * The order of a week is what was planned of it. Answers in the order given.
 */
export function pricesAcross(list: readonly PriceableVisit[], periodFromOn: Temporal.PlainDate): PricedVisit[] {
  const days = new Map<string, number>()
  const dayOf = ({ visit, on }: PriceableVisit): number => {
    const day = days.get(visit.visitOn) ?? DAY_ONE.until(on).days
    days.set(visit.visitOn, day)
    return day
  }
  const orders = new Map<string, number>()
  const weekOf = (each: PriceableVisit): string => `${each.placementId} ${String(Math.floor((dayOf(each) + 3) / 7))}`
  for (const each of list) orders.set(weekOf(each), (orders.get(weekOf(each)) ?? 0) + (each.visit.plannedMinutes ?? 0) * (each.visit.plannedWorkers ?? 1))
  const visits = list.map((each): VisitInOrder & { readonly provider: string; readonly document: RuleSet['document'] } => ({
    ...factsOf(each),
    records: each.visit.records,
    key: each.visit.plannedVisitId === null ? `r${each.visit.visitReference ?? ''}` : `p${String(each.visit.plannedVisitId).padStart(16, '0')}`,
    provider: each.visit.providerId,
    placementId: each.placementId,
    day: dayOf(each),
    startsAtMinute: each.visit.startMinute ?? 0,
    orderMinutes: orders.get(weekOf(each)) ?? 0,
    weekPence: null,
    document: each.ruleSet.document,
  }))
  const prices = priceByPeriod((visit) => visit.document, visits, DAY_ONE.until(periodFromOn).days)
  return list.map((each, at) => prices[at] ?? priceVisit(each.ruleSet.document, factsOf(each)))
}

const DAY_ONE = Temporal.PlainDate.from('1970-01-01')
