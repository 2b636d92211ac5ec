import type { PatternVisit } from '../src/care/terms.ts'
import { everyDay, type Caseload } from '../src/visits/testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../src/visits/testing/a-visit-file.ts'

const STARTS = [450, 720, 1020, 1260]

/** Four visits a day, as many people have. */
export const PATTERN: readonly PatternVisit[] = STARTS.flatMap((minute) => everyDay(minute))
export const VISITS_A_WEEK = PATTERN.length

/** A week of records of everybody: most as planned, about one in nine late, short or long. The same every time. */
export function fileOfWeek(caseload: Caseload, weekOn: Temporal.PlainDate): { readonly bytes: Buffer; readonly rows: number } {
  const rows: FileRow[] = []
  for (let day = 0; day < 7; day += 1) {
    const visit_date = weekOn.add({ days: day }).toString()
    caseload.people.forEach((person, place) => {
      for (const start of STARTS) rows.push(recordOf(person.personReference, visit_date, start, rows.length, place))
    })
  }
  return { bytes: aVisitFile(rows), rows: rows.length }
}

function recordOf(person_reference: string, visit_date: string, start: number, number: number, place: number): FileRow {
  const from = start + (number % 27 === 0 ? 55 : ((number * 7) % 23) - 8)
  const to = from + (number % 29 === 0 ? 15 : number % 31 === 0 ? 50 : 26 + ((number * 11) % 9))
  return {
    visit_reference: `ORC-${visit_date}-${String(number).padStart(6, '0')}`,
    person_reference,
    visit_date,
    worker_reference: `W${String(place)}`,
    check_in: `${clock(from)}:${String(number % 60).padStart(2, '0')}`,
    check_in_method: 'app',
    check_out: `${clock(to)}:${String((number * 7) % 60).padStart(2, '0')}`,
    check_out_method: 'app',
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
