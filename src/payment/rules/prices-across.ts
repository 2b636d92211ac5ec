import type { PricedVisit } from '../terms/priced-visit.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import { dayNumber } from './day-number.ts'
import { priceByPeriod } from './price-by-period.ts'
import { priceVisit } from './price-visit.ts'
import { factsOf, visitsInOrder, type RatedVisit } from './visits-in-order.ts'

/** A visit to pay with the terms it is priced by. */
export interface PriceableVisit extends RatedVisit {
  readonly on: Temporal.PlainDate
  readonly ruleSet: Pick<RuleSet, 'document'>
}

/**
 * Prices a provider's visits with the rules that look across them, period by period. It needs every visit of each period that it is given any of.
 * Answers in the order given.
 */
export function pricesAcross(list: readonly PriceableVisit[], periodFromOn: Temporal.PlainDate): PricedVisit[] {
  const ordered = visitsInOrder(list, list.map(({ visit }) => visit))
  const visits = list.flatMap(({ ruleSet }, at) => (ordered[at] === undefined ? [] : [{ ...ordered[at], document: ruleSet.document }]))
  const prices = priceByPeriod((visit) => visit.document, visits, dayNumber(periodFromOn))
  return list.map((each, at) => prices[at] ?? priceVisit(each.ruleSet.document, factsOf(each)))
}
