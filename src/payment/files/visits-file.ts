import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { readWholeTable, type TableRow } from '../../platform/files/read-table.ts'
import { dayNumber } from '../rules/day-number.ts'
import type { RecordInOrder, VisitInOrder } from '../rules/price-in-order.ts'
import { pricedVisitsLayout, type PricedVisitRow } from './priced-visits-layout.ts'

/** A visit of a file, as it is priced and as it is told. */
export interface FileVisit extends Omit<VisitInOrder, 'pencePerHour'> {
  readonly visit: string
  readonly provider: string
  readonly visitOn: Temporal.PlainDate
  readonly zone: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
  readonly startMinute: number | null
  /** The line of the file on which it begins. */
  readonly row: number
}

/**
 * Visits read from a file, in its order, or everything that is wrong with it. Rows of one provider with the same reference are one visit:
 * its first row says when it was, what was planned and where; each row is a care worker's record, unless its outcome is empty.
 */
export function readVisitsFile(bytes: Uint8Array): { readonly ok: true; readonly visits: readonly FileVisit[]; readonly notes: readonly string[] } | FileRefusal {
  const table = readWholeTable(bytes, pricedVisitsLayout)
  if (!table.ok) return table
  const refusals: Refusal[] = [...table.refusals]
  const days = new Map<Temporal.PlainDate, number>()
  const dayOf = (on: Temporal.PlainDate): number => {
    const before = days.get(on)
    if (before !== undefined) return before
    const day = dayNumber(on)
    days.set(on, day)
    return day
  }
  const groups = new Map<string, TableRow<PricedVisitRow>[]>()
  for (const row of table.rows) {
    const key = `${row.values.provider}\n${row.values.visit}`
    const rows = groups.get(key)
    if (rows === undefined) groups.set(key, [row])
    else rows.push(row)
  }
  const visits: FileVisit[] = []
  for (const rows of groups.values()) {
    const [first] = rows
    if (first === undefined) continue
    for (const row of rows) refusals.push(...faultsOf(row, first))
    visits.push(visitOf(first, rows, dayOf))
  }
  return refusals.length > 0 ? { ok: false, refusals, notes: table.notes } : { ok: true, visits, notes: table.notes }
}

function faultsOf({ row, values }: TableRow<PricedVisitRow>, first: TableRow<PricedVisitRow>): Refusal[] {
  const fault = (column: string, reason: string, fix: string): Refusal => ({ row, column, value: null, reason, fix })
  const faults: Refusal[] = []
  if (!values.visitOn.equals(first.values.visitOn)) faults.push(fault('visit_date', `Row ${String(first.row)} gives the same visit another date`, 'Give each visit its own reference, or correct the date'))
  if ((values.checkIn === null) !== (values.checkOut === null)) faults.push(fault(values.checkIn === null ? 'check_in' : 'check_out', 'One of check-in and check-out is missing', 'Fill in both or neither; minutes can be given in their place'))
  if (values.checkIn !== null && values.minutes !== null) faults.push(fault('minutes', 'The visit has both its times and its minutes', 'Leave one of them out: the minutes are the time between check-in and check-out'))
  if (values.away !== null && values.outcome !== null) faults.push(fault('away', 'A visit that is held has no outcome', 'Leave one of them out'))
  if (values.away !== null && values.plannedMinutes === null) faults.push(fault('planned_minutes', 'A visit that is held has its size', 'Fill in the planned minutes'))
  if ((values.away === 'hospital' || values.away === 'respite' || values.away === 'death') && values.awayDay === null) faults.push(fault('away_day', 'Which day of the stay is not known', 'Write the day, counted from 1'))
  return faults
}

function visitOf(first: TableRow<PricedVisitRow>, rows: readonly TableRow<PricedVisitRow>[], dayOf: (on: Temporal.PlainDate) => number): FileVisit {
  const { values } = first
  const day = dayOf(values.visitOn)
  const records = rows.flatMap((row) => recordOf(row.values, day, dayOf) ?? [])
  const workers = values.plannedWorkers ?? 1
  const startMinute = values.plannedStart ?? values.checkIn
  return {
    row: first.row,
    key: `${values.provider}\n${values.visit}`,
    visit: values.visit,
    provider: values.provider,
    placementId: values.placement,
    visitOn: values.visitOn,
    day,
    zone: values.zone,
    serviceLine: values.serviceLine,
    tier: values.tier,
    startMinute,
    startsAtMinute: startMinute ?? 0,
    planned: values.plannedMinutes === null || values.away !== null ? null : { minutes: values.plannedMinutes, workers },
    ...heldOf(values, workers),
    records,
    subcontracted: values.subcontracted ?? false,
    distanceMetres: values.distanceMetres,
    ...(values.referredOn === null ? {} : { start: { on: values.visitOn.toString(), days: day - dayOf(values.referredOn), urgency: values.urgency ?? 'planned' } }),
    orderMinutes: values.orderMinutes ?? 0,
    weekPence: values.weekPrice,
  }
}

function heldOf({ away, awayDay, plannedMinutes, noticeHours }: PricedVisitRow, workers: number): Partial<VisitInOrder> {
  const held = { minutes: plannedMinutes ?? 0, workers, day: awayDay ?? 1 }
  if (away === 'hospital') return { retained: held }
  if (away === 'respite') return { respite: held }
  if (away === 'death') return { death: held }
  return away === 'holiday' ? { holiday: { minutes: held.minutes, workers, noticeHours: noticeHours ?? 0 } } : {}
}

/** Times out before times in belong to the next day. */
function recordOf(values: PricedVisitRow, day: number, dayOf: (on: Temporal.PlainDate) => number): RecordInOrder | undefined {
  const { outcome, checkIn, checkOut } = values
  if (outcome === null) return undefined
  const endMinute = checkIn === null || checkOut === null ? null : checkOut < checkIn ? checkOut + 1440 : checkOut
  return {
    outcome,
    actualMinutes: checkIn === null || endMinute === null ? values.minutes : endMinute - checkIn,
    claimedMinutes: values.claimedMinutes,
    startMinute: checkIn,
    endMinute,
    isManual: values.manual ?? false,
    secondWorker: values.secondWorker ?? false,
    noticeHours: values.noticeHours,
    daysToSend: values.receivedOn === null ? null : dayOf(values.receivedOn) - day,
    workerReference: values.worker,
  }
}
