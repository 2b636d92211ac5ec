import type { PricedVisit } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { mondayOf } from './day-number.ts'
import { priceInOrder, type VisitInOrder } from './price-in-order.ts'

/** A payment period is four weeks, Monday to Sunday. */
const PERIOD_DAYS = 28

/**
 * Prices visits of many providers and any length of time: `priceInOrder` for each provider and period of four weeks, counted from the Monday of the
 * earliest visit or, both ways, from the day `fromDay`. A visit without rules is left out: its place in the answer stays empty. Answers in the order given.
 */
export function priceByPeriod<V extends VisitInOrder & { readonly provider: string }>(rulesOf: (visit: V) => RuleSetDocument | undefined, visits: readonly V[], fromDay?: number): (PricedVisit | undefined)[] {
  const from = fromDay ?? firstMonday(visits)
  const groups = new Map<string, number[]>()
  for (const [place, visit] of visits.entries()) {
    if (rulesOf(visit) === undefined) continue
    const key = `${String(Math.floor((visit.day - from) / PERIOD_DAYS))} ${visit.provider}`
    const places = groups.get(key)
    if (places === undefined) groups.set(key, [place])
    else places.push(place)
  }
  const prices = new Array<PricedVisit | undefined>(visits.length)
  for (const places of groups.values()) {
    const own = places.flatMap((place) => visits[place] ?? [])
    const first = own[0] === undefined ? undefined : rulesOf(own[0])
    if (first === undefined) continue
    for (const [at, priced] of priceInOrder((visit) => rulesOf(visit) ?? first, own).entries()) prices[places[at] ?? -1] = priced
  }
  return prices
}

function firstMonday(visits: readonly { readonly day: number }[]): number {
  let first = Number.POSITIVE_INFINITY
  for (const { day } of visits) first = Math.min(first, day)
  return Number.isFinite(first) ? mondayOf(first) : 0
}
