import { isCellFault } from '../../platform/files/cell-parser.ts'
import { csvText } from '../../platform/files/csv-write.ts'
import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import type { Column } from '../../platform/files/layout.ts'
import { tendwellLayout, type TendwellRow } from './tendwell-layout.ts'

/** Cells of our own layout by the heading of their column; what is left out is empty. */
export type CellsByHeading = Readonly<Record<string, string>>

const COLUMNS = Object.entries<Column<unknown>>(tendwellLayout.columns)
const EMPTY: Readonly<Record<string, null>> = Object.fromEntries(COLUMNS.map(([key]) => [key, null]))

/** The headings of our own layout, in its order. */
export const TENDWELL_HEADINGS: readonly string[] = COLUMNS.map(([, column]) => column.heading)

/**
 * The values of a row that did not come as CSV of our layout (JSON, a spreadsheet, a batch), through the very parsers of that layout, so
 * that the same content is taken or refused in the same words whatever it came in. Undefined when a cell is refused; `refusals` has grown then.
 */
export function valuesOfCells(row: number, cells: CellsByHeading, refusals: Refusal[]): TendwellRow | undefined {
  const values: Record<string, unknown> = { ...EMPTY }
  let isGood = true
  for (const [key, column] of COLUMNS) {
    const cell = (cells[column.heading] ?? '').trim()
    if (cell === '') {
      if (column.mayBeBlank) continue
      isGood = false
      refusals.push({ row, column: column.heading, value: '', reason: 'The cell is empty', fix: `Fill in "${column.heading}"` })
      continue
    }
    const parsed = column.parse(cell)
    if (isCellFault(parsed)) {
      isGood = false
      refusals.push({ row, column: column.heading, value: shownValue(cell), reason: parsed.reason, fix: parsed.fix })
    } else values[key] = parsed
  }
  return isGood ? (values as TendwellRow) : undefined
}

/** Refused rows as CSV of our own layout, with why and what to do beside each: to correct and send back. */
export function refusedCellsCsv(rows: ReadonlyMap<number, CellsByHeading>, refusals: readonly Refusal[]): string {
  const byRow = new Map<number, Refusal[]>()
  for (const refusal of refusals) byRow.set(refusal.row, [...(byRow.get(refusal.row) ?? []), refusal])
  const used = TENDWELL_HEADINGS.filter((heading) => [...byRow.keys()].some((row) => (rows.get(row)?.[heading] ?? '') !== ''))
  const lines = [...byRow].flatMap(([row, own]) => {
    const cells = rows.get(row)
    return cells === undefined ? [] : [[...used.map((heading) => cells[heading] ?? ''), own.map((each) => (each.column === null ? each.reason : `${each.column}: ${each.reason}`)).join('; '), own.map((each) => each.fix).join('; ')]]
  })
  return csvText([...used, 'Why refused', 'What to do'], lines)
}
