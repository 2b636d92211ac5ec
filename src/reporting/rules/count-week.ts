import { isAfter } from '../../kernel/date-range.ts'
import { londonInstant } from '../../kernel/london.ts'
import type { ReportWeek, ReportZone, WaitingCase } from '../terms.ts'
import type { LateFacts, MovedCell, WaitingCell, WaitRecord, WeekCount } from '../terms/awaiting-series.ts'
import { isListed, leftListOn } from './awaiting-care.ts'
import { causeAt } from './cause-at.ts'
import { funderOn } from './funder-on.ts'
import { knownCase } from './known-case.ts'

/** Goes into every week that is told. Raise it when the count changes. */
export const COUNT_VERSION = '2'

/**
 * Counts one week of the awaiting-care list from what happened, as known before an instant.
 *
 * - Waiting: on the list at the close of the week's last day, by funder, zone and cause; the cause is that at the week's close.
 * - The funder is who paid on the day: on the week's last day for what waits, on the day it came or went for what moved. A change of payer while
 *   a package waits takes it from one funder to another and is no move.
 * - Moved: received, placed and withdrawn on days of the week. What came and went on one day is in both. What left with a
 *   day before it came counts as gone on the day it came. A package that is split is withdrawn, and its parts come in.
 * - Waiting at the close = waiting a week before + received − placed − withdrawn, all as known before one instant.
 */
export function countWeek(waits: readonly KnownWait[], zones: readonly ReportZone[], week: ReportWeek, before: Temporal.Instant): WeekCount {
  const close = londonInstant(week.endOn.add({ days: 1 }), 0)
  const [startOn, endOn] = [week.startOn.toString(), week.endOn.toString()]
  const waiting = new Map<string, WaitingCell>()
  const moved = new Map<string, MovedCell>()
  for (const { record, known, listedOn, goneOn } of waits) {
    // ISO dates compare as text; most packages of a history have nothing to do with one week.
    if (listedOn > endOn || (goneOn !== null && goneOn < startOn)) continue
    if (listedOn >= startOn) addMove(moved, known, listedOn, 'received')
    if (goneOn !== null && goneOn <= endOn) addMove(moved, known, goneOn, isPlacement(known) ? 'placed' : 'withdrawn')
    if (isListed(known, week.endOn)) addWaiting(waiting, known, causeAt(record, earlier(close, before)), week)
  }
  const met = new Set([...waiting.values(), ...moved.values()].map((cell) => cell.zoneId))
  return {
    waiting: inOrder(waiting),
    moved: inOrder(moved),
    zoneNames: zones.filter((zone) => met.has(zone.zoneId)).map(({ zoneId, name }) => ({ zoneId, name })).toSorted((a, b) => (a.zoneId < b.zoneId ? -1 : 1)),
  }
}

/** A package's wait as it was known before an instant, ready to be asked about many weeks. Days are ISO text. */
export interface KnownWait {
  readonly record: WaitRecord
  readonly known: WaitingCase
  readonly listedOn: string
  /** Never before it came. */
  readonly goneOn: string | null
}

/** The waits that were known before an instant. */
export function knownWaits(records: readonly WaitRecord[], before: Temporal.Instant): KnownWait[] {
  return records.flatMap((record) => {
    const known = knownCase(record, before)
    return known === null ? [] : [{ record, known, listedOn: known.listedOn.toString(), goneOn: goneDay(known)?.toString() ?? null }]
  })
}

/** What was recorded at or after the telling of a week and changes whether a package came, went or waited in it. `waits` are as known now. */
export function lateFacts(waits: readonly KnownWait[], week: ReportWeek, toldAt: Temporal.Instant): LateFacts {
  const [startOn, endOn] = [week.startOn.toString(), week.endOn.toString()]
  let referrals = 0
  let withdrawals = 0
  for (const { record, known, listedOn, goneOn } of waits) {
    if (listedOn > endOn) continue
    const isLate = Temporal.Instant.compare(record.recordedAt, toldAt) >= 0
    if (isLate) referrals += goneOn === null || goneOn >= startOn ? 1 : 0
    else if (record.withdrawnAt !== null && known.withdrawnOn !== null && goneOn !== null && goneOn <= endOn && Temporal.Instant.compare(record.withdrawnAt, toldAt) >= 0) withdrawals += 1
  }
  return { referrals, withdrawals }
}

function addWaiting(cells: Map<string, WaitingCell>, known: WaitingCase, cause: WaitingCell['cause'], week: ReportWeek): void {
  const { zoneId } = known
  const funder = funderOn(known, week.endOn)
  const days = known.receivedOn.until(week.endOn, { largestUnit: 'days' }).days
  const key = `${funder} ${zoneId ?? ''} ${cause}`
  const cell = cells.get(key) ?? { funder, zoneId, cause, packages: 0, minutes: 0, waitDays: 0, longestDays: 0 }
  cells.set(key, { ...cell, packages: cell.packages + 1, minutes: cell.minutes + known.weeklyMinutes, waitDays: cell.waitDays + days, longestDays: Math.max(cell.longestDays, days) })
}

function addMove(cells: Map<string, MovedCell>, known: WaitingCase, on: string, kind: 'received' | 'placed' | 'withdrawn'): void {
  const { zoneId } = known
  const funder = known.payerChanges.length === 0 ? known.funder : funderOn(known, Temporal.PlainDate.from(on))
  const key = `${funder} ${zoneId ?? ''}`
  const cell = cells.get(key) ?? { funder, zoneId, received: 0, placed: 0, withdrawn: 0 }
  cells.set(key, { ...cell, [kind]: cell[kind] + 1 })
}

function goneDay(known: WaitingCase): Temporal.PlainDate | null {
  const left = leftListOn(known)
  return left !== null && isAfter(known.listedOn, left) ? known.listedOn : left
}

/** Of a placement and a withdrawal the earlier ended the wait; of two on one day the placement. */
function isPlacement({ placedOn, withdrawnOn }: WaitingCase): boolean {
  return placedOn !== null && (withdrawnOn === null || !isAfter(placedOn, withdrawnOn))
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}

function inOrder<Cell>(cells: ReadonlyMap<string, Cell>): Cell[] {
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
