/** RFC 4180 text with a byte-order mark, so that spreadsheets read it as UTF-8. Cells that a spreadsheet would run are quoted with an apostrophe. */
export function csvText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[headings, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Numbers, also negative ones and money, stay as they are: only text that starts like a formula is neutralised (OWASP, CSV injection). */
function csvCell(text: string): string {
  const isNumber = /^-?£?[\d,]*\.?\d+%?$/.test(text)
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
