import { csvReader, lineStarts } from './csv-rows.ts'
import { decodeText } from './decode-text.ts'
import type { Column } from './layout.ts'
import { headingKey } from './layout.ts'

/** What recognising looks at: any layout, whatever its rows become. */
export interface AnyLayout {
  readonly name: string
  readonly columns: object
  readonly headerWithin: number
}

const DELIMITERS = [',', ';', '\t'] as const

/**
 * Answers which of several layouts a file most likely has: the one of whose required columns the file's header names
 * the largest share. A file that lacks a column is still recognised, so that the column can be named to its sender.
 * Undefined when the file is no text, or when no layout has half of its required columns there.
 */
export function recogniseLayout<L extends AnyLayout>(bytes: Uint8Array, layouts: readonly L[]): L | undefined {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return undefined
  const headers = layouts.map((layout) => layout.headerWithin)
  const candidates = lineStarts(decoded.text, Math.max(...headers)).flatMap((from, index) =>
    DELIMITERS.map((delimiter) => {
      const record = csvReader(decoded.text, { from, line: index + 1, delimiter })()
      return { line: index + 1, headings: new Set(record?.fault === null ? record.cells.map(headingKey) : []) }
    }),
  )
  let best: L | undefined
  let bestShare = 0.5
  for (const layout of layouts) {
    const required = Object.values<Column<unknown>>(layout.columns as Record<string, Column<unknown>>).filter((column) => column.required)
    for (const { line, headings } of candidates) {
      if (line > layout.headerWithin) continue
      const named = required.filter((column) => [column.heading, ...column.aliases].some((heading) => headings.has(headingKey(heading)))).length
      if (named / required.length > bestShare) [best, bestShare] = [layout, named / required.length]
    }
  }
  return best
}
