import { actualMinutes } from '../rules/actual-minutes.ts'
import type { SentRecord } from '../terms.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { TendwellRow } from './tendwell-layout.ts'
import type { VisitDay } from './visit-day.ts'
import { startOnDay, visitTimes, type VisitTimes } from './visit-times.ts'

const HEADINGS = { start: 'check_in', end: 'check_out' }
const NO_TIMES = { startSecond: null, endSecond: null }

/** What a row of our own layout says, or why it is refused. */
export function understandTendwell(row: number, values: TendwellRow, day: VisitDay, nowSecond: number): SentRecord | RowFault {
  const times = timesOf(values, day, nowSecond)
  if (isRowFault(times)) return times
  const due = values.plannedStart === null ? null : startOnDay(day, values.plannedStart, 'planned_start')
  if (due !== null && typeof due !== 'number') return due
  return {
    row,
    visitReference: values.visitReference,
    sequence: values.sequence ?? 1,
    personReference: values.personReference,
    workerReference: values.workerReference,
    visitOn: day.text,
    plannedVisitId: values.plannedVisit,
    dueSecond: due,
    claimedSecond: null,
    claimedMinutes: null,
    startSecond: times.startSecond,
    endSecond: times.endSecond,
    actualMinutes: times.startSecond === null ? null : actualMinutes(times.startSecond, times.endSecond),
    checkInMethod: values.checkInMethod,
    checkOutMethod: values.checkOutMethod,
    outcome: values.outcome,
    noticeHours: values.noticeHours,
    secondWorker: values.secondWorker ?? false,
  }
}

function timesOf(values: TendwellRow, day: VisitDay, nowSecond: number): VisitTimes | typeof NO_TIMES | RowFault {
  const { checkIn, checkOut, outcome } = values
  if (checkIn !== null && checkOut !== null) return visitTimes(day, checkIn, checkOut, nowSecond, HEADINGS)
  // Equal here means that both are empty.
  if (checkIn === checkOut && outcome !== 'delivered') return NO_TIMES
  const missing = checkIn === null ? HEADINGS.start : HEADINGS.end
  const reason = outcome === 'delivered' ? 'A delivered visit has no check-in or no check-out' : 'The visit has one of check-in and check-out without the other'
  return rowFault(missing, '', reason, `Fill in "${missing}"; if the care worker forgot it, write the time it was and the method manual`)
}
