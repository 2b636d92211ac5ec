import { MOST_REFUSALS, readInPieces } from '../../platform/files/read-table.ts'
import { refusedRecordsCsv, refusalsByRow } from '../../platform/files/refused-rows.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { refusalList } from '../../platform/files/refusal-list.ts'
import type { DayGroup } from '../rules/group-days.ts'
import type { SentRecord } from '../terms.ts'
import { NO_DAY, recordText, type VisitIndex } from './index-visits.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { dayLink, type ReferencesOfDays, type RowsByDay } from './rows-by-day.ts'
import { tendwellLayout } from './tendwell-layout.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn, understandRows } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'

/** So much of the file is made text and understood at a time: about a millisecond's work. */
const PIECE_BYTES = 16_384
const REFERENCES_A_PART = 20_000

/** A file of our own layout of which it is known where its rows are: each is read, with the rows of its days, when its turn comes, and not before. */
export function rowsOfIndex(bytes: Buffer, index: VisitIndex, facts: ReadingFacts): RowsByDay {
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
    references: () => referencesOf(bytes, index),
    *recordsOf(group) {
      const wanted = dates.map((on) => on >= group.firstOn && on <= group.lastOn)
      const isUndated = !isBegun
      isBegun = true
      const records: SentRecord[] = []
      const refusals: Refusal[] = []
      for (const { text, line } of piecesOf(bytes, index, (day) => (day === NO_DAY ? isUndated : wanted[day] === true))) {
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
    refusedRows: (refusals) => refusedRecordsCsv(header, refusedRecords(bytes, index, refusals), refusalsByRow(refusals)),
  }
}

/** A date that was read otherwise than it was indexed would lose its row in silence. */
function onlyOf(group: DayGroup, records: readonly SentRecord[]): readonly SentRecord[] {
  const stray = records.find(({ visitOn }) => visitOn < group.firstOn || visitOn > group.lastOn)
  if (stray !== undefined) throw new Error(`row ${String(stray.row)} was read with another date than it was found with`)
  return records
}

function daysOf({ dates, day }: VisitIndex): { on: string; rows: number }[] {
  const rows = dates.map(() => 0)
  for (const place of day) if (place !== NO_DAY) rows[place] = (rows[place] ?? 0) + 1
  return dates.map((on, place) => ({ on, rows: rows[place] ?? 0 })).sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** The rows of some days in the order of the file, rows that stand together as one piece, with the line on which it begins. */
function* piecesOf(bytes: Buffer, index: VisitIndex, isWanted: (day: number) => boolean): Generator<{ readonly text: string; readonly line: number }, void, void> {
  const { from, to, line, day, rows } = index
  for (let row = 0; row < rows; row += 1) {
    if (!isWanted(day[row] ?? NO_DAY)) continue
    const first = row
    while (row + 1 < rows && isWanted(day[row + 1] ?? NO_DAY) && (to[row + 1] ?? 0) - (from[first] ?? 0) < PIECE_BYTES) row += 1
    yield { text: bytes.toString('utf8', from[first], to[row]), line: line[first] ?? 0 }
  }
}

function* referencesOf(bytes: Buffer, index: VisitIndex): Generator<ReferencesOfDays, void, void> {
  const place = index.header.places.get('visitReference') ?? 0
  let [references, dates]: [string[], string[]] = [[], []]
  for (let row = 0; row < index.rows; row += 1) {
    const on = index.dates[index.day[row] ?? NO_DAY]
    if (on === undefined) continue
    const reference = recordText(bytes, index, row)?.[0].cells[place]?.trim() ?? ''
    if (reference === '') continue
    references.push(reference)
    dates.push(on)
    if (references.length < REFERENCES_A_PART) continue
    yield { references, dates }
    ;[references, dates] = [[], []]
  }
  if (references.length > 0) yield { references, dates }
}

/** The refused rows, found by their lines. */
function* refusedRecords(bytes: Buffer, index: VisitIndex, refusals: readonly Refusal[]): Generator<NonNullable<ReturnType<typeof recordText>>, void, void> {
  const lines = new Set(refusals.map((refusal) => refusal.row))
  for (let row = 0; row < index.rows; row += 1) {
    const found = lines.has(index.line[row] ?? 0) ? recordText(bytes, index, row) : undefined
    if (found !== undefined) yield found
  }
}
