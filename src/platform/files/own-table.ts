import type { Refusal } from './import-outcome.ts'

/** A table of anybody's: headings and rows of text, before anybody knows what its columns mean. */
export interface OwnTable {
  readonly ok: true
  readonly headings: readonly string[]
  readonly rows: readonly OwnRow[]
  readonly notes: readonly string[]
}

export interface OwnRow {
  /** The line of the file, the row of the sheet, or the place of the element. */
  readonly row: number
  readonly cells: readonly string[]
  /** What makes the row unreadable whatever its columns mean, such as a formula without a result. */
  readonly faults: readonly Refusal[]
  /** Places of cells that hold several values, joined, where an element stood several times in one row. */
  readonly several?: readonly number[]
  /** True for an element around rows that holds none: a visit to which nobody was sent has no care worker's element. */
  readonly isAround?: true
}

/** More rows than this are not read from a table of anybody's: send it in parts. */
export const MOST_OWN_ROWS = 200_000
/** More columns than this are no table of visits. */
export const MOST_OWN_COLUMNS = 200
