import type { InPieces } from '../../kernel/in-pieces.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import type { DayGroup, DayLink, DayOfFile } from '../rules/group-days.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import type { VisitFileContent } from './visit-file-content.ts'

/** What reading a file came to. Complete once every group of days was read. */
interface ReadingResult {
  readonly read: number
  /** Rows refused by the reader; a row may have several refusals. */
  readonly refused: number
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
}

/** Visit references with the date that each row of them has, a part of the file at a time. */
export interface ReferencesOfDays {
  readonly references: readonly string[]
  readonly dates: readonly string[]
}

/** A file or batch whose rows are read a group of days at a time, so that no more of them is held at once. */
export interface RowsByDay {
  readonly ok: true
  readonly layout: VisitLayout
  readonly fileReference: string | null
  /** The mapping that it was read through; null for layouts of its own. */
  readonly mappingId: string | null
  /** The dates that rows have, in order. Refused rows may be counted among them. */
  readonly days: readonly DayOfFile[]
  /** Dates of this file that hold the same visit reference. */
  readonly links: readonly DayLink[]
  references(): Iterable<ReferencesOfDays>
  /** The records of some days in the order of the file. Rows that have no date are looked at with the first group. */
  recordsOf(group: DayGroup): InPieces<readonly SentRecord[]>
  result(): ReadingResult
  /** The refused rows as CSV, as they were sent, with why and what to do beside each. */
  refusedRows(refusals: readonly Refusal[]): string
}

/** Records that are held in memory as a whole, by day: files of few rows and layouts that are read at once. */
export function rowsOfContent(content: VisitFileContent): RowsByDay {
  const byDay = new Map<string, SentRecord[]>()
  for (const record of content.records) if (!byDay.get(record.visitOn)?.push(record)) byDay.set(record.visitOn, [record])
  return {
    ok: true,
    layout: content.layout,
    fileReference: content.fileReference,
    mappingId: content.mappingId,
    days: [...byDay].map(([on, records]) => ({ on, rows: records.length })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    links: linksOf(content.records),
    references: () => [{ references: content.records.map((record) => record.visitReference), dates: content.records.map((record) => record.visitOn) }],
    *recordsOf({ firstOn, lastOn }) {
      yield
      const days = [...byDay].flatMap(([on, records]) => (on >= firstOn && on <= lastOn ? [records] : []))
      return days.length === 1 ? (days[0] ?? []) : days.flat().sort((a, b) => a.row - b.row)
    },
    result: () => content,
    refusedRows: content.refusedRows,
  }
}

/** The same rows; with each group of days it is told how many were read so far, of how many. */
export function toldRows(rows: RowsByDay, onProgress: (done: number, total: number) => void): RowsByDay {
  const total = rows.days.reduce((sum, day) => sum + day.rows, 0)
  let done = 0
  return {
    ...rows,
    *recordsOf(group) {
      const records = yield* rows.recordsOf(group)
      done += group.rows
      onProgress(done, total)
      return records
    },
  }
}

function linksOf(records: readonly SentRecord[]): DayLink[] {
  const firstOf = new Map<string, string>()
  const links = new Map<string, DayLink>()
  for (const { visitReference, visitOn } of records) {
    const before = firstOf.get(visitReference)
    if (before === undefined) firstOf.set(visitReference, visitOn)
    else if (before !== visitOn) links.set(`${before} ${visitOn}`, dayLink(before, visitOn))
  }
  return [...links.values()]
}

/** Two dates as a link, the earlier one first. */
export function dayLink(a: string, b: string): DayLink {
  return a < b ? { fromOn: a, toOn: b } : { fromOn: b, toOn: a }
}
