import { patternFaults } from '../../care/public.ts'
import type { NewReferral, PatternVisit } from '../../care/terms.ts'
import { isCellFault } from '../../platform/files/cell-parser.ts'
import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import type { TableRow } from '../../platform/files/read-table.ts'
import { referralLayout, type ReadCell, type ReferralRow } from './referral-layout.ts'

/** The rows of one referral, and what they say together or everything that is wrong with them. */
export interface ReadReferral {
  readonly reference: string
  readonly rows: readonly number[]
  readonly referral: NewReferral | null
  readonly refusals: readonly Refusal[]
}

type Key = keyof ReferralRow
type ValueOf<K extends Key> = ReferralRow[K] extends ReadCell<infer T> | null ? T : never
type Rows = readonly TableRow<ReferralRow>[]

const LINE_COLUMNS: readonly Key[] = ['days', 'earliest', 'latest', 'minutes', 'workers', 'timeCritical']
const ALL_COLUMNS = Object.keys(referralLayout.columns) as Key[]
const HEADINGS = new Map<string, string>(Object.entries(referralLayout.columns).map(([key, column]) => [key, column.heading]))

/** Reads the rows of one referral: the first row says who and what, each row is a visit line. Later rows repeat the first or leave it blank. */
export function readReferral(reference: string, rows: Rows): ReadReferral {
  const refusals: Refusal[] = [...rows.flatMap(badCells), ...disagreements(rows)]
  const first = rows[0]
  const cells = { of: <K extends Key>(key: K, row = first) => valueOf(row, key) }
  const missing = (key: Key, row: TableRow<ReferralRow> | undefined): void => {
    if (row !== undefined && row.values[key] === null) refusals.push(emptyCell(key, row.row))
  }
  for (const key of ['givenName', 'familyName', 'address', 'postcode', 'source', 'funder', 'receivedOn', 'serviceLine', 'startByOn'] as const) missing(key, first)
  for (const row of rows) for (const key of ['days', 'earliest', 'minutes'] as const) missing(key, row)
  const numbers = rows.map((row) => row.row)
  const pattern = rows.flatMap(visitsOfRow)
  if (refusals.length === 0) refusals.push(...patternRefusals(rows, pattern))
  const [receivedOn, startByOn] = [cells.of('receivedOn'), cells.of('startByOn')]
  if (refusals.length > 0 || receivedOn === null || startByOn === null) return { reference, rows: numbers, referral: null, refusals }
  const referral: NewReferral = {
    referralReference: reference,
    person: {
      externalReference: cells.of('personReference'),
      givenName: cells.of('givenName') ?? '',
      familyName: cells.of('familyName') ?? '',
      bornOn: cells.of('bornOn')?.toString() ?? null,
      address: cells.of('address') ?? '',
      postcode: cells.of('postcode') ?? '',
      phone: cells.of('phone'),
      livesAlone: cells.of('livesAlone'),
      languages: [...(cells.of('personLanguages') ?? [])],
      gender: cells.of('gender'),
    },
    source: cells.of('source') ?? 'community',
    funder: cells.of('funder') ?? 'council',
    receivedOn: receivedOn.toString(),
    note: cells.of('note'),
    serviceLine: cells.of('serviceLine') ?? 'core',
    needs: [...(cells.of('needs') ?? [])],
    needsNote: cells.of('needsNote'),
    languages: [...(cells.of('languages') ?? [])],
    genderPreference: cells.of('genderPreference'),
    startByOn: startByOn.toString(),
    pattern: pattern.map(({ visit }) => visit),
  }
  return { reference, rows: numbers, referral, refusals }
}

/** The value of a cell; null when it is empty or was refused. */
function valueOf<K extends Key>(row: TableRow<ReferralRow> | undefined, key: K): ValueOf<K> | null {
  const cell = row?.values[key]
  return cell == null || isCellFault(cell.read) ? null : (cell.read as ValueOf<K>)
}

function badCells(row: TableRow<ReferralRow>): Refusal[] {
  return ALL_COLUMNS.flatMap((key) => {
    const cell = row.values[key]
    if (cell === null || !isCellFault(cell.read)) return []
    return [{ row: row.row, column: headingOf(key), value: shownValue(cell.text), reason: cell.read.reason, fix: cell.read.fix }]
  })
}

/** What a later row says about the person or the package must be what the first row says. */
function disagreements(rows: Rows): Refusal[] {
  const first = rows[0]
  return rows.slice(1).flatMap((row) =>
    ALL_COLUMNS.filter((key) => !LINE_COLUMNS.includes(key)).flatMap((key) => {
      const cell = row.values[key]
      if (cell === null || cell.text === first?.values[key]?.text) return []
      const fix = `Leave the cell empty or write what row ${String(first?.row ?? 0)} says, or give this row a referral_reference of its own`
      return [{ row: row.row, column: headingOf(key), value: shownValue(cell.text), reason: 'It differs from the first row of the same referral', fix }]
    }),
  )
}

interface VisitOfRow {
  readonly row: number
  readonly visit: PatternVisit
}

function visitsOfRow(row: TableRow<ReferralRow>): VisitOfRow[] {
  const [days, earliest, minutes] = [valueOf(row, 'days'), valueOf(row, 'earliest'), valueOf(row, 'minutes')]
  if (days === null || earliest === null || minutes === null) return []
  const latest = valueOf(row, 'latest') ?? earliest
  const workers = valueOf(row, 'workers') === '2' ? 2 : 1
  const timeCritical = valueOf(row, 'timeCritical') ?? false
  return days.map((dayOfWeek) => ({ row: row.row, visit: { dayOfWeek, earliestMinute: earliest, latestMinute: latest, minutes, workers, timeCritical } }))
}

function patternRefusals(rows: Rows, pattern: readonly VisitOfRow[]): Refusal[] {
  const backwards = rows.filter((row) => (valueOf(row, 'latest') ?? 1440) < (valueOf(row, 'earliest') ?? 0))
  if (backwards.length > 0) {
    return backwards.map((row) => ({
      row: row.row,
      column: headingOf('latest'),
      value: shownValue(row.values.latest?.text ?? ''),
      reason: 'The latest start is before the earliest start',
      fix: 'Write a latest start that is not before the earliest, or leave it empty for an exact time',
    }))
  }
  return patternFaults(pattern.map(({ visit }) => visit)).slice(0, 1).map((fault) => {
    const row = pattern.find(({ visit }) => visit === fault.second)?.row ?? rows[0]?.row ?? 0
    return { row, column: null, value: null, reason: 'Two visits of this referral cannot both be made', fix: fault.words }
  })
}

function emptyCell(key: Key, row: number): Refusal {
  return { row, column: headingOf(key), value: '', reason: 'The cell is empty', fix: `Fill in "${headingOf(key)}"` }
}

function headingOf(key: Key): string {
  return HEADINGS.get(key) ?? key
}
