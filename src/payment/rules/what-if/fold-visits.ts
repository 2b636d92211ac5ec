import type { VisitFacts } from '../../terms/priced-visit.ts'
import { TOTALLED_BY, type PricePlace, type TotalledBy } from '../price-totals.ts'
import { countedBy, paidBy, signature, type AskedFacts } from './asked-facts.ts'
import { countsOf, foldedGroup, inOrderOfNames, type FoldedGroup, type FoldedVisits } from './folded-visits.ts'

/** Folds visits by what is asked of them. `placeOf` says where each is counted. `signatureOf` is the signature of each visit, in their order. */
export function foldVisits<V extends VisitFacts>(visits: readonly V[], asked: AskedFacts, placeOf: (visit: V) => PricePlace): FoldedVisits & { readonly signatureOf: Int32Array } {
  const counted: VisitFacts[] = []
  const paid: VisitFacts[] = []
  const [countedNumbers, paidNumbers, pairs, places] = [new Map<string, number>(), new Map<string, number>(), new Map<number, number>(), new Map<string, FoldedPlace>()]
  const signatureOf = new Int32Array(visits.length)
  for (const [at, visit] of visits.entries()) {
    const minutes = numberOf(countedNumbers, countedBy(visit, asked), counted)
    const money = numberOf(paidNumbers, paidBy(visit, asked), paid)
    const pair = minutes * PAIRED + money
    const own = pairs.get(pair) ?? pairs.size
    pairs.set(pair, own)
    signatureOf[at] = own
    const place = placeOf(visit)
    const key = TOTALLED_BY.map((by) => (place[by] === null ? '' : `=${place[by]}`)).join('\n')
    const there = places.get(key) ?? { place, counts: new Map<number, number>() }
    places.set(key, there)
    there.counts.set(own, (there.counts.get(own) ?? 0) + 1)
  }
  const signatures = { counted: Int32Array.from(pairs.keys(), (pair) => Math.floor(pair / PAIRED)), paid: Int32Array.from(pairs.keys(), (pair) => pair % PAIRED) }
  const groups = (by: TotalledBy): FoldedGroup[] => inOrderOfNames([...groupedBy(by, places.values())].map(([name, counts]) => foldedGroup(name, countsOf(counts), signatures.counted)))
  return { visits: visits.length, counted, paid, signatures, signatureOf, groups: { provider: groups('provider'), zone: groups('zone'), serviceLine: groups('serviceLine'), month: groups('month') } }
}

interface FoldedPlace {
  readonly place: PricePlace
  readonly counts: Map<number, number>
}

function groupedBy(by: TotalledBy, places: Iterable<FoldedPlace>): Map<string | null, Map<number, number>> {
  const found = new Map<string | null, Map<number, number>>()
  for (const { place, counts } of places) {
    const group = found.get(place[by]) ?? new Map<number, number>()
    found.set(place[by], group)
    for (const [signature, visits] of counts) group.set(signature, (group.get(signature) ?? 0) + visits)
  }
  return found
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
