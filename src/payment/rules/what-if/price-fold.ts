import type { Pence } from '../../../kernel/amounts.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { TOTALLED_BY, type GroupTotal, type PriceTotals } from '../price-totals.ts'
import { countVisit } from '../price-visit.ts'
import { moneyRules } from '../visit-money.ts'
import type { FoldedCounts, FoldedVisits, PartsOfCounted } from './folded-visits.ts'
import { knownMoney, NOT_PRICED, type KindNumber } from './known-money.ts'

/** Rule sets that are priced and totalled together: the counts, which are many, are then read once for all of them. `addUp` is written out for as many. */
export const ABREAST = 8

/** What some rule sets, at most `ABREAST`, make of a fold. Numbers of rule sets stand beside one another: that of place `p` under rule set `n` at `p * ABREAST + n`. */
export interface FoldPrices {
  readonly ruleSets: number
  readonly partMinutes: Float64Array
  /** Of each different visit counted. */
  readonly minutes: Float64Array
  /** Of each signature. */
  readonly pence: Float64Array
}

/**
 * Prepares pricing of a fold under any number of rule sets, some at a time. Minutes are counted once for each part, by the first half of `priceVisit`, and added up
 * for each different visit; money is reckoned by its second half, once for the same minutes and what is paid alike, and remembered as long as rule sets ask the same
 * for money. So a signature pays what each of its visits would.
 */
export function foldPricer({ parts, counted, paid, signatures }: Pick<FoldedVisits, 'parts' | 'counted' | 'paid' | 'signatures'>): (ruleSets: readonly RuleSetDocument[]) => FoldPrices {
  let money = knownMoney('', paid)
  const kindOf = new Int32Array(counted.from.length - 1)
  const fixed = { minutes: new Float64Array(parts.length), pence: new Float64Array(parts.length) }
  return (ruleSets) => {
    const room = (size: number): Float64Array => new Float64Array(size * ABREAST)
    const all: FoldPrices = { ruleSets: ruleSets.length, partMinutes: room(parts.length), minutes: room(kindOf.length), pence: room(signatures.counted.length) }
    for (const [lane, rules] of ruleSets.entries()) {
      const asked = JSON.stringify(moneyRules(rules))
      if (money.asked !== asked || money.isFull()) money = knownMoney(asked, paid)
      for (const [at, part] of parts.entries()) {
        const tally = countVisit(rules, part)
        all.partMinutes[at * ABREAST + lane] = tally.payableMinutes
        fixed.minutes[at] = tally.fixedMinutes
        fixed.pence[at] = tally.fixedPence
      }
      addParts(counted, fixed, all, lane, kindOf, money.kindNumber)
      const { pay } = money
      lookUp(signatures, kindOf, money.forKinds(), paid.length, all.pence, lane, (place) => pay(rules, place))
    }
    return all
  }
}

/** Adds up the parts of each different visit, and numbers what comes of it. */
function addParts({ from, parts }: PartsOfCounted, fixed: { readonly minutes: Float64Array; readonly pence: Float64Array }, { partMinutes, minutes }: FoldPrices, lane: number, kindOf: Int32Array, kindNumber: KindNumber): void {
  for (let at = 0; at < kindOf.length; at += 1) {
    let [payable, fixedMinutes, fixedPence] = [0, 0, 0]
    const end = from[at + 1] ?? 0
    for (let place = from[at] ?? 0; place < end; place += 1) {
      const part = parts[place] ?? 0
      payable += partMinutes[part * ABREAST + lane] ?? 0
      fixedMinutes += fixed.minutes[part] ?? 0
      fixedPence += fixed.pence[part] ?? 0
    }
    minutes[at * ABREAST + lane] = payable
    kindOf[at] = kindNumber(payable, fixedMinutes, fixedPence)
  }
}

/** The price of each signature, reckoned by `pay` where it is not known yet: apart from the loop, which calls nothing. */
function lookUp({ counted, paid }: FoldedVisits['signatures'], kindOf: Int32Array, prices: Float64Array, width: number, pence: Float64Array, lane: number, pay: (place: number) => Pence): void {
  const unknown: number[] = []
  for (let at = 0; at < counted.length; at += 1) {
    const known = prices[(kindOf[counted[at] ?? 0] ?? 0) * width + (paid[at] ?? 0)] ?? NOT_PRICED
    pence[at * ABREAST + lane] = known
    if (known < 0) unknown.push(at)
  }
  for (const at of unknown) {
    const place = (kindOf[counted[at] ?? 0] ?? 0) * width + (paid[at] ?? 0)
    const known = prices[place] ?? NOT_PRICED
    pence[at * ABREAST + lane] = prices[place] = known < 0 ? pay(place) : known
  }
}

/** Adds up what is counted in each group, in the order of names, for each of the rule sets. */
export function foldTotals({ visits, cells, groups }: Pick<FoldedVisits, 'visits' | 'cells' | 'groups'>, { ruleSets, partMinutes, pence }: FoldPrices): PriceTotals[] {
  const inCells = cells.map((cell) => addUp(cell, pence))
  const all = Array.from({ length: ruleSets }, () => ({ provider: new Array<GroupTotal>(), zone: new Array<GroupTotal>(), serviceLine: new Array<GroupTotal>(), month: new Array<GroupTotal>() }))
  for (const by of TOTALLED_BY) {
    for (const group of groups[by]) {
      const minutes = addUp(group.parts, partMinutes)
      for (const [at, totals] of all.entries()) totals[by].push({ name: group.name, visits: group.visits, payableMinutes: minutes[at] ?? 0, pence: group.cells.reduce((sum, cell) => sum + (inCells[cell]?.[at] ?? 0), 0) })
    }
  }
  // Each visit is in one month.
  return all.map((by) => ({ visits, payableMinutes: by.month.reduce((sum, month) => sum + month.payableMinutes, 0), pence: by.month.reduce((sum, month) => sum + month.pence, 0), by }))
}

/**
 * Whole numbers, so that their order changes nothing. Sums begin at a half, which is taken off at the end: one that begins at 0 is taken for an integer, and the loop
 * is several times as slow. Halves are exact up to 2 to the power of 52, which is 45 million million pounds. Written out, not as a loop over rule sets, for the same reason.
 */
function addUp({ places, visits }: FoldedCounts, prices: Float64Array): readonly number[] {
  let [a, b, c, d, e, f, g, h] = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
  for (let at = 0; at < places.length; at += 1) {
    const from = (places[at] ?? 0) * ABREAST
    const count = visits[at] ?? 0
    a += count * (prices[from] ?? 0)
    b += count * (prices[from + 1] ?? 0)
    c += count * (prices[from + 2] ?? 0)
    d += count * (prices[from + 3] ?? 0)
    e += count * (prices[from + 4] ?? 0)
    f += count * (prices[from + 5] ?? 0)
    g += count * (prices[from + 6] ?? 0)
    h += count * (prices[from + 7] ?? 0)
  }
  return [a - 0.5, b - 0.5, c - 0.5, d - 0.5, e - 0.5, f - 0.5, g - 0.5, h - 0.5]
}
