import { WAITING_CAUSE_NAMES, WAITING_CAUSES } from '../../kernel/waiting-cause.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { ReportZone } from '../terms.ts'
import { REPORT_FUNDER_LABELS, REPORT_FUNDERS, type SeriesSplit, type WaitingCell, type WeekCount } from '../terms/awaiting-series.ts'
import { NO_ZONE } from './hours-awaiting.ts'

/** One group of a split: a funder, a zone or a cause. */
export interface SeriesGroup {
  readonly key: string
  readonly name: string
}

/** What waited in a group at the close of a week. */
export interface Waited {
  readonly packages: number
  readonly minutes: Minutes
  readonly waitDays: number
  readonly longestDays: number
}

/** The groups of a split in their order; causes that no week has, and "not in a zone" when nothing lies there, are left out. */
export function seriesGroups(by: SeriesSplit, counts: readonly WeekCount[], zones: readonly ReportZone[]): SeriesGroup[] {
  const met = new Set(counts.flatMap((count) => count.waiting.map((cell) => keyOf(by, cell))))
  if (by === 'funder') return REPORT_FUNDERS.map((key) => ({ key, name: REPORT_FUNDER_LABELS[key] }))
  if (by === 'cause') return WAITING_CAUSES.filter((key) => met.has(key)).map((key) => ({ key, name: WAITING_CAUSE_NAMES[key] }))
  const known = zones.map((zone) => ({ key: zone.zoneId, name: zone.name }))
  // A zone that a told week named and that is gone since keeps its name.
  const gone = counts.flatMap((count) => count.zoneNames).filter((each) => !known.some((zone) => zone.key === each.zoneId))
  return [...known, ...new Map(gone.map((each) => [each.zoneId, { key: each.zoneId, name: each.name }])).values(), ...(met.has('') ? [{ key: '', name: NO_ZONE }] : [])]
}

/** What waited in one group, or in all when none is given. */
export function waitedIn(count: WeekCount, by: SeriesSplit, key?: string): Waited {
  return count.waiting
    .filter((cell) => key === undefined || keyOf(by, cell) === key)
    .reduce((all, cell) => ({ packages: all.packages + cell.packages, minutes: all.minutes + cell.minutes, waitDays: all.waitDays + cell.waitDays, longestDays: Math.max(all.longestDays, cell.longestDays) }), { packages: 0, minutes: 0, waitDays: 0, longestDays: 0 })
}

/** What came in and went in a week, all groups together. */
export function movedIn(count: WeekCount): { readonly received: number; readonly placed: number; readonly withdrawn: number } {
  return count.moved.reduce((all, cell) => ({ received: all.received + cell.received, placed: all.placed + cell.placed, withdrawn: all.withdrawn + cell.withdrawn }), { received: 0, placed: 0, withdrawn: 0 })
}

function keyOf(by: SeriesSplit, cell: WaitingCell): string {
  return by === 'funder' ? cell.funder : by === 'cause' ? cell.cause : (cell.zoneId ?? '')
}
