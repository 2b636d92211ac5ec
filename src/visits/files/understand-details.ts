import { actualMinutes } from '../rules/actual-minutes.ts'
import type { RecordDetails } from '../terms/record-details.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { TendwellRow } from './tendwell-layout.ts'
import type { VisitDay } from './visit-day.ts'
import { visitTimes } from './visit-times.ts'

const ADJUSTED = { start: 'adjusted_in', end: 'adjusted_out' }
const NOT_ADJUSTED = { startSecond: null, endSecond: null }

/** What only some files have of a visit: null when a row has none of it, a fault when it cannot be taken. */
export function detailsOf(values: TendwellRow, day: VisitDay, facts: ReadingFacts): RecordDetails | RowFault | null {
  if (isPlain(values)) return null
  const adjusted = adjustedTimes(values, day, facts.nowSecond)
  if (isRowFault(adjusted)) return adjusted
  const fault = reasonFault(values, adjusted.startSecond !== null, facts.reasonCodes)
  if (fault !== undefined) return fault
  return {
    rosteredMinutes: values.plannedMinutes,
    adjustedStartSecond: adjusted.startSecond,
    adjustedEndSecond: adjusted.endSecond,
    adjustedMinutes: adjusted.startSecond === null ? null : actualMinutes(adjusted.startSecond, adjusted.endSecond),
    adjustedBy: values.adjustedBy,
    adjustedAtSecond: values.adjustedAt === null ? null : Math.floor(values.adjustedAt.epochMilliseconds / 1000),
    reasonCode: values.reasonCode === null ? null : values.reasonCode.toLowerCase(),
    reasonNote: values.reasonNote,
    checkInMetres: values.checkInMetres,
    checkOutMetres: values.checkOutMetres,
    verification: values.verification,
    travelMinutes: values.travelMinutes,
    travelMileHundredths: values.travelMiles === null ? null : Math.round(values.travelMiles * 100),
    travelMode: values.travelMode,
    calls: null,
    changes: null,
  }
}

/** Asked of every row of every file: no object is made for a row that has nothing more. */
function isPlain(of: TendwellRow): boolean {
  return (
    of.plannedMinutes === null && of.adjustedIn === null && of.adjustedOut === null && of.adjustedBy === null && of.adjustedAt === null && of.reasonCode === null && of.reasonNote === null &&
    of.checkInMetres === null && of.checkOutMetres === null && of.verification === null && of.travelMinutes === null && of.travelMiles === null && of.travelMode === null
  )
}

function adjustedTimes(values: TendwellRow, day: VisitDay, nowSecond: number): { readonly startSecond: number; readonly endSecond: number } | typeof NOT_ADJUSTED | RowFault {
  const { adjustedIn, adjustedOut } = values
  if (adjustedIn !== null && adjustedOut !== null) return visitTimes(day, adjustedIn, adjustedOut, nowSecond, ADJUSTED)
  if (adjustedIn === adjustedOut) return NOT_ADJUSTED
  const missing = adjustedIn === null ? ADJUSTED.start : ADJUSTED.end
  return rowFault(missing, '', 'The visit has one adjusted time without the other', `Fill in "${missing}", or empty both and send the check-in and check-out alone`)
}

function reasonFault({ reasonCode, reasonNote }: TendwellRow, isAdjusted: boolean, known: ReadonlySet<string>): RowFault | undefined {
  if (reasonCode === null) {
    return isAdjusted ? rowFault('reason_code', '', 'The times were adjusted without a reason', 'Write the code of the reason in "reason_code": Tendwell lists them under Reason codes') : undefined
  }
  const code = reasonCode.toLowerCase()
  if (!known.has(code)) return unknownReason('reason_code', reasonCode)
  if (code === 'other' && reasonNote === null) return unsaidReason('reason_note')
  return undefined
}

/** Refuses a reason code that neither Tendwell nor the council lists. */
export function unknownReason(column: string, code: string): RowFault {
  return rowFault(column, code, 'The reason code is not known', 'Write a code of the list under Reason codes, or ask the council to add yours to it')
}

/** Refuses "other" without a word of what it was. */
export function unsaidReason(column: string): RowFault {
  return rowFault(column, '', 'The reason is "other" and no note says which', `Write the reason in "${column}"`)
}
