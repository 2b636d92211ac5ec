import { actualMinutes } from '../rules/actual-minutes.ts'
import { readingsOf } from '../rules/london-day.ts'
import type { SentRecord } from '../terms.ts'
import type { AccessRow } from './access-layout.ts'
import { clockText } from './clock-words.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { VisitDay } from './visit-day.ts'
import { startOnDay, visitTimes } from './visit-times.ts'

const HEADINGS = { start: 'ActualStartTime', end: 'ActualDuration' }
const HALF_DAY = 12 * 3600

/**
 * What a row of the Access layout says, or why it is refused.
 *
 * The layout has no reference of a visit, so one is made from what names it: person, date, start claimed, and whether it is
 * an additional care worker's. `Created` numbers the versions. Claimed and actual stay apart. An actual start more than half a day of the clock
 * from the claimed one lies on the other side of midnight.
 */
export function understandAccess(row: number, values: AccessRow, day: VisitDay, nowSecond: number): SentRecord | RowFault {
  const claimedSecond = startOnDay(day, values.startTimeClaimed, 'StartTimeClaimed')
  if (typeof claimedSecond !== 'number') return claimedSecond
  const startSecond = actualStart(day, values)
  if (typeof startSecond !== 'number') return startSecond
  const times = visitTimes(day, startSecond, startSecond + values.actualDuration, nowSecond, HEADINGS)
  if (isRowFault(times)) return times
  const claimedMinutes = Math.floor(values.durationClaimed / 60)
  if (claimedMinutes > 25 * 60) return rowFault('DurationClaimed', clockText(values.durationClaimed), 'The visit claimed is longer than 25 hours', 'Correct the duration')
  return {
    row,
    visitReference: accessReference(values, day),
    sequence: Math.floor(values.created.epochMilliseconds / 1000),
    personReference: values.serviceUserRef,
    workerReference: null,
    visitOn: day.text,
    plannedVisitId: null,
    dueSecond: null,
    claimedSecond,
    claimedMinutes,
    startSecond: times.startSecond,
    endSecond: times.endSecond,
    actualMinutes: actualMinutes(times.startSecond, times.endSecond),
    checkInMethod: null,
    checkOutMethod: null,
    outcome: 'delivered',
    noticeHours: null,
    secondWorker: values.secondaryVisit,
    details: null,
  }
}

/** The stable reference of a visit: the same visit sent again has the same one. */
function accessReference(values: AccessRow, day: VisitDay): string {
  return `${values.serviceUserRef}/${day.text}/${clockText(values.startTimeClaimed)}${values.secondaryVisit ? '/second' : ''}`
}

function actualStart(day: VisitDay, values: AccessRow): number | RowFault {
  const away = values.actualStartTime - values.startTimeClaimed
  if (away < -HALF_DAY) return startOnDay(day.next(), values.actualStartTime, HEADINGS.start)
  const at = startOnDay(day, values.actualStartTime, HEADINGS.start)
  if (typeof at !== 'number' || away <= HALF_DAY) return at
  // Before midnight of the day before: the same clock time, one day earlier.
  return readingsOf(day.previous(), values.actualStartTime)[0] ?? at
}
