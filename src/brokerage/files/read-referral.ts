import { bandNamed, fundingFault, patternFaults, timeFaults } from '../../care/public.ts'
import type { NewReferral, PatternVisit } from '../../care/terms.ts'
import type { TimeBand } from '../../care/terms/time-band.ts'
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

const LINE_COLUMNS: readonly Key[] = ['days', 'earliest', 'latest', 'minutes', 'workers', 'timeCritical', 'band', 'timeReason']
const ALL_COLUMNS = Object.keys(referralLayout.columns) as Key[]
const HEADINGS = new Map<string, string>(Object.entries(referralLayout.columns).map(([key, column]) => [key, column.heading]))

/** What the file and the council know about times. */
export interface TimeWords {
  readonly bands: readonly TimeBand[]
  /** Whether the file has the column for reasons. Files from before it say why in the needs note, as the form asked then. */
  readonly hasReasons: boolean
}

/** Reads the rows of one referral: the first row says who and what, each row is a visit line. Later rows repeat the first or leave it blank. */
export function readReferral(reference: string, rows: Rows, words: TimeWords): ReadReferral {
  const refusals: Refusal[] = [...rows.flatMap(badCells), ...disagreements(rows)]
  const first = rows[0]
  const cells = { of: <K extends Key>(key: K, row = first) => valueOf(row, key) }
  const missing = (key: Key, row: TableRow<ReferralRow> | undefined): void => {
    if (row !== undefined && row.values[key] === null) refusals.push(emptyCell(key, row.row))
  }
  for (const key of ['givenName', 'familyName', 'address', 'postcode', 'source', 'funder', 'receivedOn', 'serviceLine', 'startByOn'] as const) missing(key, first)
  for (const row of rows) {
    for (const key of ['days', 'minutes'] as const) missing(key, row)
    if (row.values.band === null) missing('earliest', row)
    else if (bandOfRow(row, words.bands) === undefined) refusals.push(unknownBand(row, words.bands))
  }
  const numbers = rows.map((row) => row.row)
  const pattern = rows.flatMap((row) => visitsOfRow(row, words, cells.of('needsNote')))
  if (refusals.length === 0) refusals.push(...patternRefusals(rows, pattern))
  const [receivedOn, startByOn] = [cells.of('receivedOn'), cells.of('startByOn')]
  if (refusals.length > 0 || receivedOn === null || startByOn === null) return { reference, rows: numbers, referral: null, refusals }
  const funding = { funder: cells.of('funder') ?? 'council', nhsPercent: cells.of('nhsPercent'), contributionPence: cells.of('contribution') }
  const unpayable = fundingFault(funding)
  if (unpayable !== undefined) return { reference, rows: numbers, referral: null, refusals: [{ row: first?.row ?? 0, column: headingOf(unpayable.field), value: null, reason: 'Who pays cannot be as it is written', fix: unpayable.words }] }
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
    urgency: cells.of('urgency'),
    ...funding,
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

function visitsOfRow(row: TableRow<ReferralRow>, words: TimeWords, needsNote: string | null): VisitOfRow[] {
  const [days, typed, minutes] = [valueOf(row, 'days'), valueOf(row, 'earliest'), valueOf(row, 'minutes')]
  const band = bandOfRow(row, words.bands)
  const earliest = typed ?? band?.earliestMinute ?? null
  if (days === null || earliest === null || minutes === null) return []
  const latest = valueOf(row, 'latest') ?? (typed === null ? band?.latestMinute : undefined) ?? earliest
  const workers = valueOf(row, 'workers') === '2' ? 2 : 1
  const timeCritical = valueOf(row, 'timeCritical') ?? false
  const justification = valueOf(row, 'timeReason') ?? (words.hasReasons || latest !== earliest || !timeCritical ? null : needsNote?.slice(0, 200) ?? null)
  return days.map((dayOfWeek) => ({ row: row.row, visit: { dayOfWeek, earliestMinute: earliest, latestMinute: latest, minutes, workers, timeCritical, ...(justification === null ? {} : { justification }) } }))
}

/** The council's band that a row names; undefined when it names none, or one that is not there. */
function bandOfRow(row: TableRow<ReferralRow>, bands: readonly TimeBand[]): TimeBand | undefined {
  const named = valueOf(row, 'band')
  return named === null ? undefined : bandNamed(bands, named)
}

function unknownBand(row: TableRow<ReferralRow>, bands: readonly TimeBand[]): Refusal {
  return { row: row.row, column: headingOf('band'), value: shownValue(row.values.band?.text ?? ''), reason: 'The council has no time band of this name', fix: `Write one of: ${bands.map((band) => band.name).join(', ')}, or leave it empty and give an earliest and a latest start` }
}

function patternRefusals(rows: Rows, pattern: readonly VisitOfRow[]): Refusal[] {
  const backwards = rows.filter((row) => (valueOf(row, 'latest') ?? 1440) < (valueOf(row, 'earliest') ?? 0))
  if (backwards.length > 0) {
    return backwards.map((row) => ({
      row: row.row,
      column: headingOf('latest'),
      value: shownValue(row.values.latest?.text ?? ''),
      reason: 'The latest start is before the earliest start',
      fix: 'Write a latest start that is not before the earliest',
    }))
  }
  const exact = new Map(timeFaults(pattern.map(({ visit }) => visit)).flatMap((fault) => pattern.filter(({ visit }) => visit === fault.visit).map(({ row }) => [row, fault] as const)))
  if (exact.size > 0) {
    return [...exact].map(([row, fault]) => ({
      row,
      column: headingOf(fault.kind === 'exact-time' ? 'latest' : 'timeReason'),
      value: '',
      reason: fault.kind === 'exact-time' ? 'An exact time is only for time-critical visits' : 'The exact time has no reason',
      fix: fault.kind === 'exact-time' ? 'Write a latest start or a band, or "yes" in "time_critical" and why in "time_reason"' : 'Write in "time_reason" why the visit must start at that very time, or give a latest start',
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
