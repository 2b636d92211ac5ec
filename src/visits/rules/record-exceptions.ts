import type { Minutes } from '../../kernel/amounts.ts'
import type { FoundException, RecordContent } from '../terms.ts'
import type { ExceptionSettings } from './exception-settings.ts'

/** What a current record says of how it came about. */
export type RecordOrigin = Pick<RecordContent, 'plannedVisitId' | 'outcome' | 'startSecond' | 'endSecond' | 'actualMinutes' | 'checkInMethod' | 'checkOutMethod' | 'details'> & { readonly id: number }

/**
 * What is to be looked at in how one delivered visit was recorded, whatever its plan was. Times are the calls, not the adjusted ones.
 *
 * manual-entry: log-in or log-out was typed in, or neither was called and times were entered afterwards.
 * outside-geofence: a call further from the home than the settings allow; a distance that was not measured is none.
 * no-out-call: a log-in without a log-out.
 */
export function judgeRecord(record: RecordOrigin, settings: ExceptionSettings): FoundException[] {
  if (record.outcome !== 'delivered') return []
  const about = { plannedVisitId: record.plannedVisitId, recordId: record.id }
  const found: FoundException[] = []
  const { details } = record
  const [isIn, isOut] = [record.checkInMethod === 'manual', record.checkOutMethod === 'manual']
  const wasEntered = record.startSecond === null && record.endSecond === null && details?.adjustedMinutes != null
  if (isIn || isOut || wasEntered) found.push({ kind: 'manual-entry', ...about, facts: { manualIn: isIn || wasEntered, manualOut: isOut || wasEntered } })
  const metres = Math.max(details?.checkInMetres ?? 0, details?.checkOutMetres ?? 0)
  if (metres > settings.geofenceMetres) {
    found.push({ kind: 'outside-geofence', ...about, facts: { metresIn: details?.checkInMetres ?? -1, metresOut: details?.checkOutMetres ?? -1, allowedMetres: settings.geofenceMetres } })
  }
  if (record.startSecond !== null && record.endSecond === null) found.push({ kind: 'no-out-call', ...about, facts: { claimedMinutes: minutesOf(details?.adjustedMinutes) } })
  return found
}

function minutesOf(minutes: Minutes | null | undefined): Minutes {
  return minutes ?? 0
}
