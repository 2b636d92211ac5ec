import { isCellFault } from '../../platform/files/cell-parser.ts'
import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import type { TableRow, WholeTable } from '../../platform/files/read-table.ts'
import type { TimeBand } from '../../care/terms/time-band.ts'
import { headingKey } from '../../platform/files/layout.ts'
import { readReferral, type ReadReferral, type TimeWords } from './read-referral.ts'
import { referralLayout, type ReferralRow } from './referral-layout.ts'

/** A referrals file read: each referral with its rows, and the rows that belong to none. */
export interface GroupedReferrals {
  readonly referrals: readonly ReadReferral[]
  /** Refusals of rows that name no referral. Rows that could not be cut into cells are in the table's own. */
  readonly strayRefusals: readonly Refusal[]
  readonly strayRows: number
}

interface Run {
  readonly reference: string
  readonly rows: TableRow<ReferralRow>[]
  /** A row beside it that could not be read; it may be a visit of this referral. */
  brokenRow: number | null
}

/**
 * Gathers the rows of each referral, which stand one under another. A referral is taken whole or not at all: when the
 * row above or below it cannot be read, or its rows are scattered, a visit might be lost, so it is refused.
 */
export function groupReferrals(table: WholeTable<ReferralRow>, bands: readonly TimeBand[]): GroupedReferrals {
  const words = { bands, hasReasons: table.headings.some((heading) => headingKey(heading) === headingKey(referralLayout.columns.timeReason.heading)) }
  const strayRefusals: Refusal[] = []
  const strays = new Set<number>(table.refusals.map((refusal) => refusal.row))
  const unread = strays.size
  const runs: Run[] = []
  let broken: number | null = null
  const items = [...[...strays].map((row) => ({ row, values: null })), ...table.rows].sort((a, b) => a.row - b.row)
  for (const item of items) {
    const reference = item.values === null ? null : referenceOf(item, strayRefusals)
    const last = runs.at(-1)
    if (reference === null || item.values === null) {
      strays.add(item.row)
      broken = item.row
      if (last !== undefined) last.brokenRow ??= item.row
    } else if (last !== undefined && last.reference === reference && broken === null) {
      last.rows.push(item)
    } else {
      runs.push({ reference, rows: [item], brokenRow: broken })
      broken = null
    }
  }
  const counts = new Map<string, number>()
  for (const run of runs) counts.set(run.reference, (counts.get(run.reference) ?? 0) + 1)
  return { referrals: runs.map((run) => wholeOrRefused(run, words, counts.get(run.reference) ?? 0)), strayRefusals, strayRows: strays.size - unread }
}

function referenceOf(row: TableRow<ReferralRow>, refusals: Refusal[]): string | null {
  const cell = row.values.referralReference
  if (cell === null) {
    refusals.push({ row: row.row, column: 'referral_reference', value: '', reason: 'The cell is empty', fix: 'Fill in "referral_reference": every visit line says to which referral it belongs' })
    return null
  }
  if (!isCellFault(cell.read)) return cell.read
  refusals.push({ row: row.row, column: 'referral_reference', value: shownValue(cell.text), reason: cell.read.reason, fix: cell.read.fix })
  return null
}

/** The referral of a run. When it is refused, each of its rows says so: a row without a fault of its own points at the others. */
function wholeOrRefused(run: Run, words: TimeWords, runs: number): ReadReferral {
  const read = readReferral(run.reference, run.rows, words)
  const refusals = [...read.refusals]
  const reason = whyNotWhole(run, runs)
  const atFault = new Set(refusals.map((refusal) => refusal.row))
  if (reason === null && refusals.length === 0) return read
  for (const row of read.rows) {
    if (atFault.has(row)) continue
    const why = reason ?? { reason: 'Another row of the same referral was refused', fix: `Repair row ${String([...atFault][0] ?? 0)}: the rows of a referral are taken together` }
    refusals.push({ row, column: null, value: shownValue(run.reference), ...why })
  }
  return { ...read, referral: null, refusals }
}

function whyNotWhole(run: Run, runs: number): { reason: string; fix: string } | null {
  if (run.brokenRow !== null) {
    return { reason: 'The row beside it could not be read and may belong to the same referral', fix: `Repair row ${String(run.brokenRow)}, then send this referral again` }
  }
  if (runs > 1) return { reason: 'The rows of this referral do not stand together', fix: 'Sort the file by referral_reference' }
  return null
}
