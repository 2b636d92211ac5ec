import type { VisitFacts } from '../../terms/priced-visit.ts'
import { TOTALLED_BY, type TotalledBy } from '../price-totals.ts'

/**
 * Visits folded into distinct signatures: a council's year has millions of visits and some thousands of different ones. A signature is what its
 * minutes are counted by, and what its money is reckoned by. A rule set counts each of the first once and pays each signature once.
 */
export interface FoldedVisits {
  readonly visits: number
  /** What minutes are counted by: each once. */
  readonly counted: readonly VisitFacts[]
  /** What money is reckoned by: each once. */
  readonly paid: readonly VisitFacts[]
  /** The two of each signature: places in `counted` and in `paid`. */
  readonly signatures: { readonly counted: Int32Array; readonly paid: Int32Array }
  readonly groups: Readonly<Record<TotalledBy, readonly FoldedGroup[]>>
}

/** What is counted in a group. Groups stand in the order of names. */
export interface FoldedGroup {
  readonly name: string | null
  readonly visits: number
  /** By signature, for money; by what minutes are counted by, for minutes: there are fewer of those. */
  readonly paid: FoldedCounts
  readonly counted: FoldedCounts
}

/** How many visits there are of which: places in rising order. Counts are multiplied with prices as numbers, not as integers of 32 bits. */
export interface FoldedCounts {
  readonly places: Int32Array
  readonly visits: Float64Array
}

/** A group of which it is known how many visits each signature has: signatures in rising order, and what each of all signatures is counted by. */
export function foldedGroup(name: string | null, paid: FoldedCounts, countedOf: Int32Array): FoldedGroup {
  const byCounted = new Map<number, number>()
  let all = 0
  for (const [at, signature] of paid.places.entries()) {
    const visits = paid.visits[at] ?? 0
    const counted = countedOf[signature] ?? 0
    all += visits
    byCounted.set(counted, (byCounted.get(counted) ?? 0) + visits)
  }
  return { name, visits: all, paid, counted: countsOf(byCounted) }
}

/** Counts in rising order of what is counted. */
export function countsOf(found: ReadonlyMap<number, number>): FoldedCounts {
  const places = Int32Array.from(found.keys()).sort()
  return { places, visits: Float64Array.from(places, (place) => found.get(place) ?? 0) }
}

/** Groups as they stand in totals: in the order of names. */
export function inOrderOfNames<T extends { readonly name: string | null }>(groups: readonly T[]): T[] {
  return groups.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
}

/** How many numbers stand in all groups together: what totalling one rule set multiplies. */
export function groupEntries({ groups }: Pick<FoldedVisits, 'groups'>): number {
  return TOTALLED_BY.reduce((sum, by) => sum + groups[by].reduce((own, { paid, counted }) => own + paid.places.length + counted.places.length, 0), 0)
}
