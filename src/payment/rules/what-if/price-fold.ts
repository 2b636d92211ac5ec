import type { Minutes } from '../../../kernel/amounts.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import type { GroupTotal, PriceTotals, TotalledBy } from '../price-totals.ts'
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

/** Adds up what is counted in each group, in the order of names. */
export function foldTotals({ visits, groups }: Pick<FoldedVisits, 'visits' | 'groups'>, prices: FoldPrices): PriceTotals {
  const totals = (by: TotalledBy): GroupTotal[] => groups[by].map(({ name, visits: own, paid, counted }) => ({ name, visits: own, payableMinutes: addUp(counted, prices.minutes), pence: addUp(paid, prices.pence) }))
  const by = { provider: totals('provider'), zone: totals('zone'), serviceLine: totals('serviceLine'), month: totals('month') }
  // Each visit is in one month.
  return { visits, payableMinutes: by.month.reduce((sum, month) => sum + month.payableMinutes, 0), pence: by.month.reduce((sum, month) => sum + month.pence, 0), by }
}

/** Whole numbers, so that their order changes nothing. The sum stands in an array of its own: as a variable that begins at 0 it is taken for an integer, and the loop is several times as slow. */
function addUp({ places, visits }: FoldedCounts, prices: Float64Array): number {
  const sum = new Float64Array(1)
  for (let at = 0; at < places.length; at += 1) sum[0] = (sum[0] ?? 0) + (visits[at] ?? 0) * (prices[places[at] ?? 0] ?? 0)
  return sum[0] ?? 0
}
