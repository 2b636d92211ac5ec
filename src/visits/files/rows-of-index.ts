import { csvReader, type CsvRecord } from '../../platform/files/csv-rows.ts'
import type { FileBytes } from '../../platform/files/file-bytes.ts'
import { MOST_REFUSALS, readInPieces } from '../../platform/files/read-table.ts'
import { refusedRecordsCsv, refusalsByRow } from '../../platform/files/refused-rows.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { refusalList } from '../../platform/files/refusal-list.ts'
import type { DayGroup } from '../rules/group-days.ts'
import type { SentRecord } from '../terms.ts'
import { NO_DAY, type VisitIndex } from './index-visits.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { dayLink, type ReferencesOfDays, type RowsByDay } from './rows-by-day.ts'
import { tendwellLayout } from './tendwell-layout.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn, understandRows } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'

/** So much of the file is made text and understood at a time: about a millisecond's work. */
const PIECE_BYTES = 16_384
const REFERENCES_A_PART = 5_000

/** A file of our own layout of which it is known where its rows are: each is read, with the rows of its days, when its turn comes, and not before. */
export function rowsOfIndex(file: FileBytes, index: VisitIndex, facts: ReadingFacts): RowsByDay {
  const { header, dates } = index
  const table = readInPieces(tendwellLayout, header)
  const dayOf = visitDays(facts.today)
  const ofRows = refusalList(MOST_REFUSALS)
  let [refusedRows, isBegun] = [0, false]
  return {
    ok: true,
    layout: 'tendwell',
    fileReference: null,
    mappingId: null,
    days: daysOf(index),
    links: index.links.map(([a, b]) => dayLink(dates[a] ?? '', dates[b] ?? '')),
    references: () => referencesOf(file, index),
    *recordsOf(group) {
      const wanted = dates.map((on) => on >= group.firstOn && on <= group.lastOn)
      const isUndated = !isBegun
      isBegun = true
      const records: SentRecord[] = []
      const refusals: Refusal[] = []
      for (const { text, line } of piecesOf(file, index, (day) => (day === NO_DAY ? isUndated : wanted[day] === true))) {
        refusedRows += understandRows(table.rowsOf(text, line), (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts)), records, refusals)
        yield
      }
      refusals.forEach(ofRows.add)
      return onlyOf(group, records)
    },
    result: () => {
      const { refusals, notes, counts } = table.end()
      return { read: counts.read, refused: counts.refused + refusedRows, refusals: [...refusals, ...ofRows.all()], notes }
    },
    refusedRows: (refusals) => refusedRecordsCsv(header, refusedRecords(file, index, refusals), refusalsByRow(refusals)),
  }
}

/** A date that was read otherwise than it was indexed would lose its row in silence. */
function onlyOf(group: DayGroup, records: readonly SentRecord[]): readonly SentRecord[] {
  const stray = records.find(({ visitOn }) => visitOn < group.firstOn || visitOn > group.lastOn)
  if (stray !== undefined) throw new Error(`row ${String(stray.row)} was read with another date than it was found with`)
  return records
}

function daysOf({ dates, rowsOf }: VisitIndex): { on: string; rows: number }[] {
  return dates.map((on, place) => ({ on, rows: rowsOf[place] ?? 0 })).sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** Whole rows of the file as text, with the line on which they begin. */
interface Piece {
  readonly text: string
  readonly line: number
}

/** The rows of some days in the order of the file, rows that stand together as one piece. */
function* piecesOf(file: FileBytes, index: VisitIndex, isWanted: (day: number) => boolean): Generator<Piece, void, void> {
  const { count, from, day } = index.runs
  for (let run = 0; run < count; run += 1) {
    if (!isWanted(day[run] ?? NO_DAY)) continue
    const first = run
    while (run + 1 < count && isWanted(day[run + 1] ?? NO_DAY) && endOf(file, index, run + 1) - (from[first] ?? 0) < PIECE_BYTES) run += 1
    yield pieceOf(file, index, first, run)
  }
}

/** Where the rows after a run begin. */
function endOf(file: FileBytes, { runs }: VisitIndex, run: number): number {
  return run + 1 < runs.count ? (runs.from[run + 1] ?? 0) : file.size
}

function pieceOf(file: FileBytes, index: VisitIndex, first: number, last: number): Piece {
  return { text: file.read(index.runs.from[first] ?? 0, endOf(file, index, last)).toString('utf8'), line: index.runs.line[first] ?? 0 }
}

/** The records of a piece, without making rows of them. */
function* recordsIn({ text, line }: Piece, index: VisitIndex): Generator<CsvRecord, void, void> {
  const next = csvReader(text, { line, delimiter: index.header.delimiter })
  for (let record = next(); record !== undefined; record = next()) yield record
}

function* referencesOf(file: FileBytes, index: VisitIndex): Generator<ReferencesOfDays, void, void> {
  const place = index.header.places.get('visitReference') ?? 0
  let [references, dates]: [string[], string[]] = [[], []]
  for (let run = 0; run < index.runs.count; run += 1) {
    const on = index.dates[index.runs.day[run] ?? NO_DAY]
    if (on === undefined) continue
    for (const { cells } of recordsIn(pieceOf(file, index, run, run), index)) {
      const reference = cells[place]?.trim() ?? ''
      if (reference === '') continue
      references.push(reference)
      dates.push(on)
    }
    if (references.length < REFERENCES_A_PART) continue
    yield { references, dates }
    ;[references, dates] = [[], []]
  }
  if (references.length > 0) yield { references, dates }
}

/** The refused rows, found by their lines. */
function* refusedRecords(file: FileBytes, index: VisitIndex, refusals: readonly Refusal[]): Generator<readonly [CsvRecord, string], void, void> {
  const lines = new Set(refusals.map((refusal) => refusal.row))
  const inOrder = [...lines].sort((a, b) => a - b)
  const { count, line } = index.runs
  for (let [run, next] = [0, 0]; run < count && next < inOrder.length; run += 1) {
    const until = run + 1 < count ? (line[run + 1] ?? 0) : Infinity
    const before = next
    while (next < inOrder.length && (inOrder[next] ?? 0) < until) next += 1
    if (next === before) continue
    const piece = pieceOf(file, index, run, run)
    for (const record of recordsIn(piece, index)) if (lines.has(record.line)) yield [record, piece.text]
  }
}
