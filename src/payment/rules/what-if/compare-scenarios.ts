import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import type { GroupTotal, TotalledBy } from '../price-totals.ts'
import type { ScenarioResult } from './what-if.ts'

/** What a group is paid under two rule sets. */
export interface GroupChange {
  readonly name: string | null
  readonly visits: number
  readonly beforePence: Pence
  readonly afterPence: Pence
  readonly penceMore: Pence
  readonly minutesMore: Minutes
}

/** A rule set held against another: what it pays more or less, to whom, and which visits differ most. */
export interface Comparison {
  readonly beforePence: Pence
  readonly afterPence: Pence
  readonly penceMore: Pence
  readonly minutesMore: Minutes
  /** The groups of each grouping, the greatest gain first. */
  readonly by: Readonly<Record<TotalledBy, readonly GroupChange[]>>
  readonly visitsPaidMore: number
  readonly visitsPaidLess: number
  readonly visitsPaidTheSame: number
  /** Places in the list of the visits whose price differs most, the greatest difference first, then in the order of the list. */
  readonly mostDifferent: readonly number[]
}

/** Holds what one rule set pays for `visits` visits against another. `most` visits that differ most are named. */
export function compareScenarios(before: ScenarioResult, after: ScenarioResult, visits: number, most: number): Comparison {
  let [paidMore, paidLess] = [0, 0]
  let least = 0
  let differing: { readonly place: number; readonly away: number }[] = []
  for (let place = 0; place < visits; place += 1) {
    const difference = after.priceOf(place).pence - before.priceOf(place).pence
    if (difference === 0) continue
    if (difference > 0) paidMore += 1
    else paidLess += 1
    if (Math.abs(difference) <= least) continue
    differing.push({ place, away: Math.abs(difference) })
    // Kept short as it grows: sorting all would need room for every visit.
    if (differing.length >= most * 4) {
      differing = greatest(differing, most)
      least = differing.at(-1)?.away ?? 0
    }
  }
  const changes = (by: TotalledBy): GroupChange[] => groupChanges(before.totals.by[by], after.totals.by[by])
  return {
    beforePence: before.totals.pence,
    afterPence: after.totals.pence,
    penceMore: after.totals.pence - before.totals.pence,
    minutesMore: after.totals.payableMinutes - before.totals.payableMinutes,
    by: { provider: changes('provider'), zone: changes('zone'), serviceLine: changes('serviceLine'), month: changes('month') },
    visitsPaidMore: paidMore,
    visitsPaidLess: paidLess,
    visitsPaidTheSame: visits - paidMore - paidLess,
    mostDifferent: greatest(differing, most).map((each) => each.place),
  }
}

function greatest<T extends { readonly place: number; readonly away: number }>(list: readonly T[], most: number): T[] {
  return list.toSorted((a, b) => b.away - a.away || a.place - b.place).slice(0, most)
}

function groupChanges(before: readonly GroupTotal[], after: readonly GroupTotal[]): GroupChange[] {
  const known = new Map(before.map((group) => [group.name, group]))
  return after
    .map((group) => {
      const was = known.get(group.name)
      return { name: group.name, visits: group.visits, beforePence: was?.pence ?? 0, afterPence: group.pence, penceMore: group.pence - (was?.pence ?? 0), minutesMore: group.payableMinutes - (was?.payableMinutes ?? 0) }
    })
    .toSorted((a, b) => b.penceMore - a.penceMore || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
}
