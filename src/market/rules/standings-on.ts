import { includesDate, type DateRange } from '../../kernel/date-range.ts'
import type { Standing, Suspension, Tier } from '../terms.ts'

/** The service line that stands in for every line without standings of its own. */
export const CORE_LINE = 'core'

/**
 * Answers which standings of a zone hold for a service line on a date. When none of the zone's standings in force is
 * for that line, those for core home care hold in its place. A provider appears once: its latest begun standing.
 */
export function standingsOn<S extends Pick<Standing, 'providerId' | 'serviceLine' | 'fromOn' | 'toOn'>>(standings: readonly S[], serviceLine: string, on: Temporal.PlainDate): S[] {
  const inForce = standings.filter((standing) => includesDate(standing, on))
  const own = inForce.filter((standing) => standing.serviceLine === serviceLine)
  const holding = own.length > 0 ? own : inForce.filter((standing) => standing.serviceLine === CORE_LINE)
  const byProvider = new Map<string, S>()
  for (const standing of holding) {
    const held = byProvider.get(standing.providerId)
    if (held === undefined || Temporal.PlainDate.compare(standing.fromOn, held.fromOn) > 0) byProvider.set(standing.providerId, standing)
  }
  return [...byProvider.values()]
}

const TIER_ORDER: Readonly<Record<Tier, number>> = { lead: 0, secondary: 1, spot: 2, 'last-resort': 3 }

/** Orders standings as people read them: by tier, then by rank with the unranked last. Names break ties elsewhere. */
export function compareStandings(a: Pick<Standing, 'tier' | 'rank'>, b: Pick<Standing, 'tier' | 'rank'>): number {
  return TIER_ORDER[a.tier] - TIER_ORDER[b.tier] || (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER)
}

/** Answers what a range of dates is on a date: not begun, in force, or ended. Nothing stores it. */
export function statusOn(range: DateRange, on: Temporal.PlainDate): 'not-begun' | 'in-force' | 'ended' {
  if (Temporal.PlainDate.compare(on, range.fromOn) < 0) return 'not-begun'
  return includesDate(range, on) ? 'in-force' : 'ended'
}

/** The suspension in force on a date; of several, the one that began last. */
export function suspensionOn<S extends Pick<Suspension, 'fromOn' | 'toOn'>>(suspensions: readonly S[], on: Temporal.PlainDate): S | undefined {
  return suspensions
    .filter((suspension) => includesDate(suspension, on))
    .toSorted((a, b) => Temporal.PlainDate.compare(b.fromOn, a.fromOn))[0]
}
