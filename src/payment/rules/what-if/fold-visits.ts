import type { VisitFacts } from '../../terms/priced-visit.ts'
import { TOTALLED_BY, type PricePlace } from '../price-totals.ts'
import { onlyAsked, signature, type AskedFacts } from './asked-facts.ts'

/**
 * Visits folded into distinct signatures: a council's year has millions of visits and some thousands of different ones. A rule set prices
 * each signature once; the counts say how often it is paid, and where.
 */
export interface FoldedVisits {
  readonly signatures: readonly VisitFacts[]
  /** The signature of each visit, in the order of the visits. */
  readonly signatureOf: Int32Array
  /** Places that are counted apart. */
  readonly places: readonly PricePlace[]
  /** How many visits have a signature in a place: three columns of one table. */
  readonly counts: { readonly signature: Int32Array; readonly place: Int32Array; readonly visits: Int32Array }
}

/** Folds visits by what is asked of them. `placeOf` says where each is counted. */
export function foldVisits<V extends VisitFacts>(visits: readonly V[], asked: AskedFacts, placeOf: (visit: V) => PricePlace): FoldedVisits {
  const signatures: VisitFacts[] = []
  const signatureNumbers = new Map<string, number>()
  const places: PricePlace[] = []
  const placeNumbers = new Map<string, number>()
  const signatureOf = new Int32Array(visits.length)
  const counted = new Map<number, number>()
  for (const [at, visit] of visits.entries()) {
    const facts = onlyAsked(visit, asked)
    const own = numberOf(signatureNumbers, signature(facts), () => signatures.push(facts))
    const place = placeOf(visit)
    const there = numberOf(placeNumbers, TOTALLED_BY.map((by) => place[by] ?? '').join('\n'), () => places.push(place))
    signatureOf[at] = own
    // Places are few: a hundred thousand of them still leave room for more signatures than there are visits.
    const key = own * PLACES + there
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  const counts = { signature: new Int32Array(counted.size), place: new Int32Array(counted.size), visits: new Int32Array(counted.size) }
  let at = 0
  for (const [key, count] of counted) {
    counts.signature[at] = Math.floor(key / PLACES)
    counts.place[at] = key % PLACES
    counts.visits[at] = count
    at += 1
  }
  return { signatures, signatureOf, places, counts }
}

const PLACES = 1_000_000

function numberOf(numbers: Map<string, number>, key: string, add: () => number): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = add() - 1
  numbers.set(key, number)
  return number
}
