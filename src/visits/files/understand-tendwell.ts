import { actualMinutes } from '../rules/actual-minutes.ts'
import type { SentRecord } from '../terms.ts'
import type { RecordDetails } from '../terms/record-details.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { TendwellRow } from './tendwell-layout.ts'
import { detailsOf } from './understand-details.ts'
import type { VisitDay } from './visit-day.ts'
import { callTimes, startOnDay, visitTimes, type CallTimes } from './visit-times.ts'

const CALLS = { start: 'check_in', end: 'check_out' }
const NO_TIMES = { startSecond: null, endSecond: null }

/** What a row of our own layout says, or why it is refused. */
export function understandTendwell(row: number, values: TendwellRow, day: VisitDay, facts: ReadingFacts): SentRecord | RowFault {
  const details = detailsOf(values, day, facts)
  if (details !== null && isRowFault(details)) return details
  const times = timesOf(values, day, facts.nowSecond, details)
  if (isRowFault(times)) return times
  const due = values.plannedStart === null ? null : startOnDay(day, values.plannedStart, 'planned_start')
  if (due !== null && typeof due !== 'number') return due
  const claimed = values.claimedStart === null ? null : startOnDay(day, values.claimedStart, 'claimed_start')
  if (claimed !== null && typeof claimed !== 'number') return claimed
  return {
    row,
    visitReference: values.visitReference,
    sequence: values.sequence ?? 1,
    personReference: values.personReference,
    workerReference: values.workerReference,
    visitOn: day.text,
    plannedVisitId: values.plannedVisit,
    dueSecond: due,
    claimedSecond: claimed,
    claimedMinutes: values.claimedMinutes,
    startSecond: times.startSecond,
    endSecond: times.endSecond,
    actualMinutes: times.startSecond === null || times.endSecond === null ? null : actualMinutes(times.startSecond, times.endSecond),
    checkInMethod: values.checkInMethod,
    checkOutMethod: values.checkOutMethod,
    outcome: values.outcome,
    noticeHours: values.noticeHours,
    secondWorker: values.secondWorker ?? false,
    details,
  }
}

/** The calls. One without the other is kept only where adjusted times say when the visit began and ended. */
function timesOf(values: TendwellRow, day: VisitDay, nowSecond: number, details: RecordDetails | null): CallTimes | RowFault {
  const { checkIn, checkOut, outcome } = values
  if (checkIn !== null && checkOut !== null) return visitTimes(day, checkIn, checkOut, nowSecond, CALLS)
  const isAdjusted = details !== null && details.adjustedMinutes !== null
  // Equal here means that both are empty.
  if (checkIn === checkOut) {
    if (isAdjusted || outcome !== 'delivered') return NO_TIMES
  } else if (isAdjusted) return callTimes(day, checkIn, checkOut, nowSecond, CALLS)
  const missing = checkIn === null ? CALLS.start : CALLS.end
  const reason = outcome === 'delivered' ? 'A delivered visit has no check-in or no check-out' : 'The visit has one of check-in and check-out without the other'
  return rowFault(missing, '', reason, `Fill in "${missing}"; if the care worker forgot it, leave it empty and write the times in adjusted_in and adjusted_out with a reason_code, or write the time with the method manual`)
}
