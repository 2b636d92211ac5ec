import type { VisitFacts } from '../../terms/priced-visit.ts'
import { TOTALLED_BY, type PricePlace, type TotalledBy } from '../price-totals.ts'
import { signature } from './asked-facts.ts'
import { countedParts } from './counted-parts.ts'

/**
 * Visits folded into distinct signatures: a council's year has millions of visits and some thousands of different ones. A signature is what its
 * minutes are counted by, and what its money is reckoned by. A rule set counts the parts of the first once and pays each signature once.
 */
export interface FoldedVisits {
  readonly visits: number
  /** What minutes are counted by, in parts that add up: each part once. */
  readonly parts: readonly VisitFacts[]
  /** The parts of each different visit: those of number `n` stand in `parts` from `from[n]` up to `from[n + 1]`. */
  readonly counted: PartsOfCounted
  /** What money is reckoned by: each once. */
  readonly paid: readonly VisitFacts[]
  /** The two of each signature: places in `counted` and in `paid`. */
  readonly signatures: { readonly counted: Int32Array; readonly paid: Int32Array }
  /** How many visits of each signature there are in each place and in each month: groups are made of them. */
  readonly cells: readonly FoldedCounts[]
  readonly groups: Readonly<Record<TotalledBy, readonly FoldedGroup[]>>
}

export interface PartsOfCounted {
  readonly from: Int32Array
  readonly parts: Int32Array
}

/** What is counted in a group. Groups stand in the order of names. */
interface FoldedGroup {
  readonly name: string | null
  readonly visits: number
  /** The cells that it is made of, for money; visits by part, for minutes: there are few different parts. */
  readonly cells: readonly number[]
  readonly parts: FoldedCounts
}

/** Visits of one place (a provider's zone and service line together, whose month is left open) or of one month, by signature. */
export interface FoldedCell {
  readonly of: Partial<PricePlace>
  readonly counts: FoldedCounts
}

/** How many there are of which: places in rising order. Counts are multiplied with prices as numbers, not as integers of 32 bits. */
export interface FoldedCounts {
  readonly places: Int32Array
  readonly visits: Float64Array
}

/** The parts of different visits, each part once. */
export function inParts(visits: Iterable<VisitFacts>): { readonly parts: readonly VisitFacts[]; readonly counted: PartsOfCounted } {
  const parts: VisitFacts[] = []
  const numbers = new Map<string, number>()
  const [from, of] = [[0], new Array<number>()]
  for (const visit of visits) {
    for (const part of countedParts(visit)) {
      const key = signature(part)
      const number = numbers.get(key) ?? parts.push(part) - 1
      numbers.set(key, number)
      of.push(number)
    }
    from.push(of.length)
  }
  return { parts, counted: { from: Int32Array.from(from), parts: Int32Array.from(of) } }
}

/** The groups that cells make, in the order of names. */
export function foldedGroups(cells: readonly FoldedCell[], inside: Pick<FoldedVisits, 'counted' | 'parts' | 'signatures'>): Pick<FoldedVisits, 'cells' | 'groups'> {
  const groupsBy = (by: TotalledBy): FoldedGroup[] => {
    const found = Map.groupBy([...cells.keys()].filter((cell) => cells[cell]?.of[by] !== undefined), (cell) => cells[cell]?.of[by] ?? null)
    return [...found].map(([name, own]) => ({ name, cells: own, ...inGroup(own.flatMap((cell) => cells[cell]?.counts ?? []), inside) })).toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  }
  const [provider, zone, serviceLine, month] = TOTALLED_BY
  return { cells: cells.map(({ counts }) => counts), groups: { provider: groupsBy(provider), zone: groupsBy(zone), serviceLine: groupsBy(serviceLine), month: groupsBy(month) } }
}

function inGroup(cells: readonly FoldedCounts[], { counted, parts, signatures }: Pick<FoldedVisits, 'counted' | 'parts' | 'signatures'>): Pick<FoldedGroup, 'visits' | 'parts'> {
  const byPart = new Float64Array(parts.length)
  let all = 0
  for (const { places, visits } of cells) {
    for (let at = 0; at < places.length; at += 1) {
      const count = visits[at] ?? 0
      const own = signatures.counted[places[at] ?? 0] ?? 0
      all += count
      for (let place = counted.from[own] ?? 0; place < (counted.from[own + 1] ?? 0); place += 1) {
        const part = counted.parts[place] ?? 0
        byPart[part] = (byPart[part] ?? 0) + count
      }
    }
  }
  const places = Int32Array.from([...byPart.keys()].filter((part) => (byPart[part] ?? 0) > 0))
  return { visits: all, parts: { places, visits: Float64Array.from(places, (part) => byPart[part] ?? 0) } }
}

/** How many numbers stand in all cells and groups together: what totalling one rule set multiplies. */
export function groupEntries({ cells, groups }: Pick<FoldedVisits, 'cells' | 'groups'>): number {
  const inParts = TOTALLED_BY.flatMap((by) => groups[by].map(({ parts }) => parts))
  return [...cells, ...inParts].reduce((sum, { places }) => sum + places.length, 0)
}
