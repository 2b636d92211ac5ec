import type { Pence } from '../../../kernel/amounts.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { priceVisit } from '../price-visit.ts'
import { priceTotals, type PricePlace, type PriceTotal, type PriceTotals } from '../price-totals.ts'
import { numberKeys } from './number-keys.ts'
import { factsOfKey, firstKey, secondKey, type ColumnWords, type VisitColumns } from './visit-columns.ts'

/** Sums of each place and month, in the order of places and in each of months. Sums of several parts are added number by number. */
export interface ColumnSums {
  readonly visits: Float64Array
  readonly minutes: Float64Array
  readonly pence: Float64Array
}

/** No visits in any place and month. */
export function noSums({ places, months }: ColumnWords): ColumnSums {
  const size = places.length * months.length
  return { visits: new Float64Array(size), minutes: new Float64Array(size), pence: new Float64Array(size) }
}

/**
 * Prices columns under one rule set, block by block, and adds what they pay to sums. Each different visit at each rate is priced once, by `priceVisit`,
 * and remembered: any number of visits needs the room of one block and of what is different.
 */
export function columnPricer(rules: RuleSetDocument, words: ColumnWords): { readonly add: (columns: VisitColumns, to: ColumnSums) => void; readonly signatures: () => number } {
  const counted = numberKeys()
  const months = words.months.length
  let room = 1024
  let signatures = 0
  // Pence of what is counted at a rate, -1 where it was not asked yet; minutes do not depend on the rate.
  let known = words.rates.map(() => new Float64Array(room).fill(-1))
  let minutesOf = new Float64Array(room)

  const makeRoom = (): void => {
    known = known.map((each) => grown(each))
    minutesOf = grown(minutesOf)
    room *= 2
  }
  const price = (first: number, second: number, rate: Pence, number: number): Pence => {
    const { payableMinutes, pence } = priceVisit(rules, factsOfKey(first, second, rate))
    minutesOf[number] = payableMinutes
    signatures += 1
    return pence
  }
  const add = ({ length, place, month, rate, planned, workers, outcome, minutes, notice, secondOutcome, secondMinutes }: VisitColumns, to: ColumnSums): void => {
    for (let at = 0; at < length; at += 1) {
      const first = firstKey(planned[at] ?? 0, minutes[at] ?? 0, outcome[at] ?? 0, workers[at] ?? 0)
      const second = secondKey(notice[at] ?? 0, secondOutcome[at] ?? 0, secondMinutes[at] ?? 0)
      const number = counted.numberOf(first, second)
      if (number >= room) makeRoom()
      const own = rate[at] ?? 0
      const atRate = known[own]
      if (atRate === undefined) continue
      let pence = atRate[number] ?? -1
      if (pence < 0) atRate[number] = pence = price(first, second, words.rates[own] ?? 0, number)
      const sum = (place[at] ?? 0) * months + (month[at] ?? 0)
      to.visits[sum] = (to.visits[sum] ?? 0) + 1
      to.minutes[sum] = (to.minutes[sum] ?? 0) + (minutesOf[number] ?? 0)
      to.pence[sum] = (to.pence[sum] ?? 0) + pence
    }
  }
  return { add, signatures: () => signatures }
}

function grown(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(numbers.length * 2).fill(-1)
  more.set(numbers)
  return more
}

/** Sums as totals by provider, zone, service line and month. */
export function columnTotals(words: ColumnWords, sums: ColumnSums): PriceTotals {
  return priceTotals(linesOf(words, sums))
}

function* linesOf({ places, months }: ColumnWords, { visits, minutes, pence }: ColumnSums): Generator<PriceTotal & { readonly place: PricePlace }> {
  let at = 0
  for (const place of places) {
    for (const month of months) {
      if ((visits[at] ?? 0) > 0) yield { visits: visits[at] ?? 0, payableMinutes: minutes[at] ?? 0, pence: pence[at] ?? 0, place: { ...place, month } }
      at += 1
    }
  }
}
