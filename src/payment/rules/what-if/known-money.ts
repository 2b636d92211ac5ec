import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import { payCounted } from '../price-visit.ts'
import type { MoneyRules } from '../visit-money.ts'
import type { FoldedVisits } from './folded-visits.ts'

/** The number of minutes as money sees them: how many there are, how many of those have a fixed price, and that price. */
export type KindNumber = (minutes: Minutes, fixedMinutes: Minutes, fixedPence: Pence) => number

/** What rule sets that ask the same for money pay: for each kind of minutes and each thing paid by, once reckoned. */
interface KnownMoney {
  /** The text of what is asked for money. */
  readonly asked: string
  readonly kindNumber: KindNumber
  /** Room for every kind that has a number: pence at kind × things paid by + thing; `NOT_PRICED` where not reckoned yet. */
  readonly forKinds: () => Float64Array
  readonly pay: (rules: MoneyRules, place: number) => Pence
  /** True when it has grown so much that it is better begun anew. */
  readonly isFull: () => boolean
}

/** Prices are never below zero. */
export const NOT_PRICED = -1

/** Eight megabytes. */
const MOST_PRICES = 1 << 20

/** Knows nothing yet. */
export function knownMoney(asked: string, paid: FoldedVisits['paid']): KnownMoney {
  const kinds: { readonly payableMinutes: Minutes; readonly fixedMinutes: Minutes; readonly fixedPence: Pence }[] = []
  const [plain, fixed] = [new Map<Minutes, number>(), new Map<string, number>()]
  let prices = new Float64Array(64 * paid.length).fill(NOT_PRICED)

  const kindNumber: KindNumber = (payableMinutes, fixedMinutes, fixedPence) => {
    const isPlain = fixedMinutes === 0 && fixedPence === 0
    const text = isPlain ? '' : `${String(payableMinutes)},${String(fixedMinutes)},${String(fixedPence)}`
    const known = isPlain ? plain.get(payableMinutes) : fixed.get(text)
    if (known !== undefined) return known
    const number = kinds.push({ payableMinutes, fixedMinutes, fixedPence }) - 1
    if (isPlain) plain.set(payableMinutes, number)
    else fixed.set(text, number)
    return number
  }
  const forKinds = (): Float64Array => {
    while (prices.length < kinds.length * paid.length) {
      const more = new Float64Array(prices.length * 2).fill(NOT_PRICED)
      more.set(prices)
      prices = more
    }
    return prices
  }
  const pay = (rules: MoneyRules, place: number): Pence => {
    const [kind, facts] = [kinds[Math.floor(place / paid.length)], paid[place % paid.length]]
    return kind === undefined || facts === undefined ? 0 : payCounted(rules, facts, { ...kind, trace: [] })
  }
  return { asked, kindNumber, forKinds, pay, isFull: () => kinds.length * paid.length > MOST_PRICES }
}
