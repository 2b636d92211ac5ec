import { csvLine } from '../../src/platform/files/csv-write.ts'
import type { RotaRecord } from './records.ts'
import { wayTo } from './way-to.ts'

/** A provider's week of records in our own layout (docs/files/visit-records.md), with how care workers came there where its system tells. */
export function tendwellVisitFile(records: readonly RotaRecord[], sequence: number, tellsTravel: boolean): Buffer {
  const lines = [csvLine(['visit_reference', 'sequence', 'person_reference', 'visit_date', 'planned_visit', 'worker_reference', 'second_worker', 'check_in', 'check_in_method', 'check_out', 'check_out_method', 'outcome', 'notice_hours', ...(tellsTravel ? ['travel_minutes', 'travel_miles', 'travel_mode'] : [])])]
  for (const record of records) {
    const delivered = record.inSecond !== null
    lines.push(
      csvLine([
        visitReference(record), sequence, record.visit.personReference, record.visit.visitOn.toString(), record.visit.plannedVisitId, record.worker, record.second ? 'yes' : 'no',
        clock(record.inSecond), delivered ? record.method : '', clock(record.outSecond), delivered ? record.method : '', record.outcome, record.noticeHours, ...(tellsTravel ? travelOf(record, delivered) : []),
      ]),
    )
  }
  return Buffer.from(lines.join(''))
}

/**
 * A provider's week in the Access provider-portal layout, which holds delivered visits only: what was not delivered is not in it.
 * @param created when the file was made; the file reference must be new each time
 */
export function accessVisitFile(records: readonly RotaRecord[], fileReference: string, created: Temporal.PlainDateTime, weekEnding: Temporal.PlainDate): Buffer {
  const lines = [csvLine(['FileReference', 'Description', 'Created', 'ProviderRef', 'ContractNumber', 'ServiceUserRef', 'ServiceUserDetails', 'WeekEnding', 'OurRef', 'ServiceUserContribution', 'PaymentClaimed', 'ServiceType', 'VisitDate', 'StartTimeClaimed', 'DurationClaimed', 'ActualStartTime', 'ActualDuration', 'SecondaryVisit', 'NumberOfCarers'])]
  for (const record of records) {
    if (record.inSecond === null || record.outSecond === null) continue
    const { visit } = record
    lines.push(
      csvLine([
        fileReference, 'Weekly visits', created.toString({ smallestUnit: 'second' }), 'P1', 'C1', visit.personReference, 'Not given', ukDate(weekEnding), '', 0, 0, 'HOME CARE', ukDate(visit.visitOn),
        clock(visit.startMinute * 60), duration(visit.minutes * 60), clock(record.inSecond), duration(record.outSecond - record.inSecond), record.second, visit.workers,
      ]),
    )
  }
  return Buffer.from(lines.join(''))
}

function travelOf(record: RotaRecord, delivered: boolean): readonly (string | number)[] {
  if (!delivered) return ['', '', '']
  const way = wayTo(record)
  return [way.minutes, way.miles, way.mode]
}

function visitReference(record: RotaRecord): string {
  return `V${String(record.visit.plannedVisitId)}-${record.second ? '2' : '1'}`
}

function clock(second: number | null): string {
  return second === null ? '' : duration(second % 86_400)
}

function duration(seconds: number): string {
  const part = (value: number): string => String(value).padStart(2, '0')
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor((seconds % 3600) / 60))}:${part(seconds % 60)}`
}

function ukDate(on: Temporal.PlainDate): string {
  return `${String(on.day).padStart(2, '0')}/${String(on.month).padStart(2, '0')}/${String(on.year)}`
}
