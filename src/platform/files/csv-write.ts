/** What a cell can be given as. Null is an empty cell. */
export type CsvValue = string | number | boolean | null

/**
 * Rows as CSV by RFC 4180: commas, CRLF, quotation marks only where needed.
 * Text that a spreadsheet would run as a formula is disarmed; see `disarmFormula`.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [csvLine(header)]
  for (const row of rows) lines.push(csvLine(row))
  return lines.join('')
}

/** One row with its CRLF, for writers that stream. */
export function csvLine(values: readonly CsvValue[]): string {
  // A lone empty cell must not become a blank line, which readers skip.
  if (values.length === 1 && (values[0] === '' || values[0] === null)) return '""\r\n'
  return `${values.map(csvCell).join(',')}\r\n`
}

/**
 * Text with an apostrophe in front when its first character would make a spreadsheet run it: = + - @ tab CR.
 * A plain number such as -12.50 stays as it is: it can do no harm and is meant to be added up.
 * Source: OWASP, "CSV injection".
 */
export function disarmFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
}

function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = disarmFormula(value)
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
