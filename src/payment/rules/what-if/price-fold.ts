import type { Minutes } from '../../../kernel/amounts.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { TOTALLED_BY, type GroupTotal, type PriceTotals } from '../price-totals.ts'
import { countVisit, payCounted } from '../price-visit.ts'
import type { Tally } from '../tally.ts'
import type { FoldedCounts, FoldedVisits } from './folded-visits.ts'

/** What a rule set makes of a fold: the minutes of each thing counted, and the pence of each signature. */
export interface FoldPrices {
  readonly minutes: Float64Array
  readonly pence: Float64Array
}

/**
 * Prices every signature under one rule set: minutes once for all visits that are counted alike, money once for all that have the same minutes and
 * are paid alike. Both by the two halves of `priceVisit`, so that a signature pays what each of its visits would.
 */
export function priceFold(rules: RuleSetDocument, { counted, paid, signatures }: Pick<FoldedVisits, 'counted' | 'paid' | 'signatures'>): FoldPrices {
  const { kindOf, kinds } = countKinds(rules, counted)
  const known = new Float64Array(kinds.length * paid.length).fill(-1)
  const pence = new Float64Array(signatures.counted.length)
  for (let at = 0; at < pence.length; at += 1) {
    const kind = kindOf[signatures.counted[at] ?? 0] ?? 0
    const money = signatures.paid[at] ?? 0
    const place = kind * paid.length + money
    let own = known[place] ?? -1
    if (own < 0) known[place] = own = pay(rules, paid[money], kinds[kind])
    pence[at] = own
  }
  return { minutes: Float64Array.from(kindOf, (kind) => kinds[kind]?.payableMinutes ?? 0), pence }
}

function pay(rules: RuleSetDocument, facts: FoldedVisits['paid'][number] | undefined, tally: Tally | undefined): number {
  return facts === undefined || tally === undefined ? 0 : payCounted(rules, facts, { ...tally, trace: [] })
}

/** The different minutes that come of counting: money asks how many there are and which of them have a fixed price, not how they came about. */
function countKinds(rules: RuleSetDocument, counted: FoldedVisits['counted']): { readonly kindOf: Int32Array; readonly kinds: readonly Tally[] } {
  const kindOf = new Int32Array(counted.length)
  const kinds: Tally[] = []
  const [plain, fixed] = [new Map<Minutes, number>(), new Map<string, number>()]
  for (let at = 0; at < counted.length; at += 1) {
    const facts = counted[at]
    if (facts === undefined) continue
    const tally = countVisit(rules, facts)
    kindOf[at] = tally.fixedMinutes === 0 && tally.fixedPence === 0 ? numberOf(plain, tally.payableMinutes, tally, kinds) : numberOf(fixed, `${String(tally.payableMinutes)},${String(tally.fixedMinutes)},${String(tally.fixedPence)}`, tally, kinds)
  }
  return { kindOf, kinds }
}

function numberOf<K>(numbers: Map<K, number>, key: K, tally: Tally, kinds: Tally[]): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = kinds.push(tally) - 1
  numbers.set(key, number)
  return number
}

/** Rule sets that are totalled together: the counts, which are many, are then read once for all of them. */
export const ABREAST = 4

/** Adds up what is counted in each group, in the order of names, for each of at most `ABREAST` rule sets. */
export function foldTotals({ visits, groups }: Pick<FoldedVisits, 'visits' | 'groups'>, ruleSets: readonly FoldPrices[]): PriceTotals[] {
  const [minutes, pence] = [abreast(ruleSets.map((prices) => prices.minutes)), abreast(ruleSets.map((prices) => prices.pence))]
  const all = ruleSets.map(() => ({ provider: new Array<GroupTotal>(), zone: new Array<GroupTotal>(), serviceLine: new Array<GroupTotal>(), month: new Array<GroupTotal>() }))
  for (const by of TOTALLED_BY) {
    for (const group of groups[by]) {
      const [counted, paid] = [addUp(group.counted, minutes), addUp(group.paid, pence)]
      for (const [at, totals] of all.entries()) totals[by].push({ name: group.name, visits: group.visits, payableMinutes: counted[at] ?? 0, pence: paid[at] ?? 0 })
    }
  }
  // Each visit is in one month.
  return all.map((by) => ({ visits, payableMinutes: by.month.reduce((sum, month) => sum + month.payableMinutes, 0), pence: by.month.reduce((sum, month) => sum + month.pence, 0), by }))
}

/** Prices of rule sets one beside another: those of the first place, then those of the second. */
function abreast(lists: readonly Float64Array[]): Float64Array {
  const size = lists[0]?.length ?? 0
  const prices = new Float64Array(size * ABREAST)
  for (const [lane, list] of lists.entries()) for (let at = 0; at < size; at += 1) prices[at * ABREAST + lane] = list[at] ?? 0
  return prices
}

/**
 * Whole numbers, so that their order changes nothing. Sums begin at a half, which is taken off at the end: one that begins at 0 is taken for an integer, and the loop
 * is several times as slow. Halves are exact up to 2 to the power of 52, which is 45 million million pounds. Written out, not as a loop over rule sets, for the same reason.
 */
function addUp({ places, visits }: FoldedCounts, prices: Float64Array): readonly [number, number, number, number] {
  let [a, b, c, d] = [0.5, 0.5, 0.5, 0.5]
  for (let at = 0; at < places.length; at += 1) {
    const from = (places[at] ?? 0) * 4
    const count = visits[at] ?? 0
    a += count * (prices[from] ?? 0)
    b += count * (prices[from + 1] ?? 0)
    c += count * (prices[from + 2] ?? 0)
    d += count * (prices[from + 3] ?? 0)
  }
  return [a - 0.5, b - 0.5, c - 0.5, d - 0.5]
}
