import type { VisitFacts } from '../../terms/priced-visit.ts'
import type { PricePlace } from '../price-totals.ts'
import { countedBy, paidBy, signature, type AskedFacts } from './asked-facts.ts'
import { foldedGroups, inParts, type FoldedCell, type FoldedCounts, type FoldedVisits } from './folded-visits.ts'

/** Folds visits by what is asked of them. `placeOf` says where each is counted. `signatureOf` is the signature of each visit, in their order. */
export function foldVisits<V extends VisitFacts>(visits: readonly V[], asked: AskedFacts, placeOf: (visit: V) => PricePlace): FoldedVisits & { readonly signatureOf: Int32Array } {
  const counted: VisitFacts[] = []
  const paid: VisitFacts[] = []
  const [countedNumbers, paidNumbers, pairs, cells] = [new Map<string, number>(), new Map<string, number>(), new Map<number, number>(), new Map<string, CountedCell>()]
  const signatureOf = new Int32Array(visits.length)
  for (const [at, visit] of visits.entries()) {
    const minutes = numberOf(countedNumbers, countedBy(visit, asked), counted)
    const money = numberOf(paidNumbers, paidBy(visit, asked), paid)
    const pair = minutes * PAIRED + money
    const own = pairs.get(pair) ?? pairs.size
    pairs.set(pair, own)
    signatureOf[at] = own
    const { month, ...place } = placeOf(visit)
    countIn(cells, place, own)
    countIn(cells, { month }, own)
  }
  const signatures = { counted: Int32Array.from(pairs.keys(), (pair) => Math.floor(pair / PAIRED)), paid: Int32Array.from(pairs.keys(), (pair) => pair % PAIRED) }
  const inside = { ...inParts(counted), signatures }
  const folded = Array.from(cells.values(), ({ of, counts }): FoldedCell => ({ of, counts: countsOf(counts) }))
  return { visits: visits.length, ...inside, paid, signatureOf, ...foldedGroups(folded, inside) }
}

interface CountedCell {
  readonly of: Partial<PricePlace>
  readonly counts: Map<number, number>
}

function countIn(cells: Map<string, CountedCell>, of: Partial<PricePlace>, signature: number): void {
  const key = JSON.stringify(of)
  const cell = cells.get(key) ?? { of, counts: new Map<number, number>() }
  cells.set(key, cell)
  cell.counts.set(signature, (cell.counts.get(signature) ?? 0) + 1)
}

/** Counts in rising order of signatures. */
function countsOf(found: ReadonlyMap<number, number>): FoldedCounts {
  const places = Int32Array.from(found.keys()).sort()
  return { places, visits: Float64Array.from(places, (place) => found.get(place) ?? 0) }
}

/** More than there are visits in any list: two numbers below it make one that is exact. */
const PAIRED = 2 ** 26

function numberOf(numbers: Map<string, number>, facts: VisitFacts, list: VisitFacts[]): number {
  const key = signature(facts)
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = list.push(facts) - 1
  numbers.set(key, number)
  return number
}
