import type { TableView } from './data-table.ts'

/** A table for a terminal: its caption, then columns aligned, numbers to the right. Cells are their text alone. */
export function tableText(table: TableView): string {
  const heads = table.head.map((heading) => heading.text)
  const rows = table.rows.map((row) => row.map((cell) => (cell.text === '' ? (cell.tag?.text ?? '') : cell.text)))
  const widths = heads.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (table.head[column]?.numeric === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()
  if (rows.length === 0) return `${table.caption}\n${table.emptyWords}`
  return [table.caption, line(heads), ...rows.map(line)].join('\n')
}
