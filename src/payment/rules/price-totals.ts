import type { Minutes, Pence } from '../../kernel/amounts.ts'

/** By what prices are totalled. */
export const TOTALLED_BY = ['provider', 'zone', 'serviceLine', 'month'] as const
export type TotalledBy = (typeof TOTALLED_BY)[number]

/** Where a priced visit is counted. Null is its own group. */
export type PricePlace = Readonly<Record<TotalledBy, string | null>>

/** A sum of priced visits. */
export interface PriceTotal {
  readonly visits: number
  readonly payableMinutes: Minutes
  readonly pence: Pence
}

/** The totals of a group, by its name. */
export interface GroupTotal extends PriceTotal {
  readonly name: string | null
}

/** All together, and by each grouping in the order of names. */
export interface PriceTotals extends PriceTotal {
  readonly by: Readonly<Record<TotalledBy, readonly GroupTotal[]>>
}

/** Where a visit of a date is counted: its month as `2026-03`. */
export function pricePlace(visit: { readonly provider: string; readonly zone: string | null; readonly serviceLine: string | null; readonly visitOn: Temporal.PlainDate }): PricePlace {
  return { provider: visit.provider, zone: visit.zone, serviceLine: visit.serviceLine, month: visit.visitOn.toString().slice(0, 7) }
}

/** Adds up what is counted in each place: all together, and by each grouping in the order of names. Whole numbers, so the order changes nothing. */
export function priceTotals(lines: Iterable<PriceTotal & { readonly place: PricePlace }>): PriceTotals {
  const all = { visits: 0, payableMinutes: 0, pence: 0 }
  const groups = Object.fromEntries(TOTALLED_BY.map((by) => [by, new Map<string | null, typeof all>()])) as Record<TotalledBy, Map<string | null, typeof all>>
  for (const line of lines) {
    add(all, line)
    for (const by of TOTALLED_BY) {
      const name = line.place[by]
      let group = groups[by].get(name)
      if (group === undefined) {
        group = { visits: 0, payableMinutes: 0, pence: 0 }
        groups[by].set(name, group)
      }
      add(group, line)
    }
  }
  const sorted = (by: TotalledBy): GroupTotal[] => [...groups[by]].map(([name, total]) => ({ name, ...total })).toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  return { ...all, by: { provider: sorted('provider'), zone: sorted('zone'), serviceLine: sorted('serviceLine'), month: sorted('month') } }
}

function add(to: { visits: number; payableMinutes: number; pence: number }, more: PriceTotal): void {
  to.visits += more.visits
  to.payableMinutes += more.payableMinutes
  to.pence += more.pence
}
