import type { PatternVisit } from '../src/care/terms.ts'
import { everyDay, type Caseload } from '../src/visits/testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../src/visits/testing/a-visit-file.ts'

const STARTS = [450, 720, 1020, 1260]

/** Four visits a day, as many people have. */
export const PATTERN: readonly PatternVisit[] = STARTS.flatMap((minute) => everyDay(minute))
export const VISITS_A_WEEK = PATTERN.length

/** A file with how many of its rows are good. */
export interface BenchFile {
  readonly bytes: Buffer
  readonly rows: number
  readonly good: number
}

/** A week of records of everybody in our own layout, fourteen columns: most as planned, about one in nine late, short or long, one in a hundred bad. The same every time. */
export function fileOfWeek(caseload: Caseload, weekOn: Temporal.PlainDate): BenchFile {
  return benchFile(daysOf(caseload, weekOn, 0, 7))
}

/** Two days of the first week again as they were, two corrected, and two days of the next week: a third repeated, a third changed, a third new, bad rows among them all. */
export function mixedFile(caseload: Caseload, weekOn: Temporal.PlainDate): BenchFile {
  const corrected = daysOf(caseload, weekOn, 2, 4).map((row) => ({ ...row, sequence: 2, check_in_method: 'manual' }))
  return benchFile([...daysOf(caseload, weekOn, 0, 2), ...corrected, ...daysOf(caseload, weekOn.add({ weeks: 1 }), 0, 2)])
}

function benchFile(rows: readonly FileRow[]): BenchFile {
  return { bytes: aVisitFile(rows), rows: rows.length, good: rows.filter((row) => row.check_in !== BAD_CHECK_IN).length }
}

const BAD_CHECK_IN = '25:61'

function daysOf(caseload: Caseload, weekOn: Temporal.PlainDate, from: number, to: number): FileRow[] {
  const rows: FileRow[] = []
  const aDay = caseload.people.length * STARTS.length
  for (let day = from; day < to; day += 1) {
    const visit_date = weekOn.add({ days: day }).toString()
    caseload.people.forEach((person, place) => {
      for (const [visit, start] of STARTS.entries()) rows.push(recordOf(person.personReference, visit_date, start, day * aDay + place * STARTS.length + visit, place))
    })
  }
  return rows
}

function recordOf(person_reference: string, visit_date: string, start: number, number: number, place: number): FileRow {
  const from = start + (number % 27 === 0 ? 55 : ((number * 7) % 23) - 8)
  const to = from + (number % 29 === 0 ? 15 : number % 31 === 0 ? 50 : 26 + ((number * 11) % 9))
  return {
    visit_reference: `ORC-${visit_date}-${String(number).padStart(6, '0')}`,
    person_reference,
    visit_date,
    worker_reference: `W${String(place)}`,
    check_in: number % 100 === 41 ? BAD_CHECK_IN : `${clock(from)}:${String(number % 60).padStart(2, '0')}`,
    check_in_method: 'app',
    check_out: `${clock(to)}:${String((number * 7) % 60).padStart(2, '0')}`,
    check_out_method: 'app',
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
