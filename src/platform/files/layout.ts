import type { CellParser } from './cell-parser.ts'

/** One column of a layout: what it may be headed, whether the file must have it, and how its cells are read. */
export interface Column<T> {
  /** The heading that we document and that messages use. */
  readonly heading: string
  /** Other headings that are accepted for it. */
  readonly aliases: readonly string[]
  /** False when a file may leave the column out; its cells are then null. */
  readonly required: boolean
  /** True when its cells may be empty; an empty cell is null. */
  readonly mayBeBlank: boolean
  readonly parse: CellParser<T>
}

/** The layout of a file. `V` is what one good row becomes. Made by `defineLayout`. */
export interface Layout<V> {
  /** Finishes the sentence "This is not a …": "visit file". */
  readonly name: string
  readonly columns: { readonly [K in keyof V]: Column<V[K]> }
  /** The header is looked for on the first this many lines; 1 when only the first line can hold it. */
  readonly headerWithin: number
  /** Set when the header is always on this line, counted from 1. */
  readonly headerLine: number | null
}

/** What one good row of a layout becomes. */
export type ValuesOf<L> = L extends Layout<infer V> ? V : never

export interface LayoutInput<V> {
  readonly name: string
  readonly columns: { readonly [K in keyof V]: Column<V[K]> }
  readonly headerWithin?: number
  readonly headerLine?: number
}

/**
 * Describes a file. Say `headerLine` when lines stand above the header in every file, `headerWithin` when some files
 * have such lines and some have not. Throws `TypeError` when two columns would answer to the same heading: that is a
 * mistake in the program, found when it starts.
 */
export function defineLayout<V>(input: LayoutInput<V>): Layout<V> {
  const owners = new Map<string, string>()
  for (const column of Object.values<Column<unknown>>(input.columns)) {
    for (const heading of new Set([column.heading, ...column.aliases].map(headingKey))) {
      const owner = owners.get(heading)
      if (owner !== undefined) throw new TypeError(`the columns "${owner}" and "${column.heading}" of a ${input.name} share a heading`)
      owners.set(heading, column.heading)
    }
  }
  return { name: input.name, columns: input.columns, headerWithin: input.headerLine ?? input.headerWithin ?? 1, headerLine: input.headerLine ?? null }
}

/** A column that every file has and every row fills. */
export function column<T>(heading: string, parse: CellParser<T>, ...aliases: string[]): Column<T> {
  return { heading, aliases, required: true, mayBeBlank: false, parse }
}

/** A column that every file has and in which a row may have nothing: null. */
export function blankableColumn<T>(heading: string, parse: CellParser<T>, ...aliases: string[]): Column<T | null> {
  return { heading, aliases, required: true, mayBeBlank: true, parse }
}

/** A column that a file may leave out and in which a row may have nothing: null either way. */
export function optionalColumn<T>(heading: string, parse: CellParser<T>, ...aliases: string[]): Column<T | null> {
  return { heading, aliases, required: false, mayBeBlank: true, parse }
}

/** A heading as it is compared: case, spaces, underscores and hyphens do not count. "Visit date" is "visit_date". */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[\s_\-\uFEFF]+/g, '')
}
