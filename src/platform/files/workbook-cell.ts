const DAY_SECONDS = 86_400
/** Built-in number formats that show dates or times (ECMA-376, part 1, 18.8.30, and its East Asian ones). */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number format shows a date or a time: outside quotation marks, brackets and escapes it has a letter of one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id)
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ''))
}

/** A date or time that a sheet holds as a number of days: 2026-03-02, 2026-03-02T07:31:00, or 07:31:00 when it has no day. Undefined for what is no date of a calendar. */
export function serialText(serial: number, is1904: boolean): string | undefined {
  if (!(serial >= 0) || serial > 2_958_466) return undefined
  const seconds = Math.round(serial * DAY_SECONDS)
  const day = Math.floor(seconds / DAY_SECONDS)
  const clock = Temporal.PlainTime.from('00:00').add({ seconds: seconds % DAY_SECONDS }).toString({ smallestUnit: 'second' })
  if (day === 0) return clock
  // In the calendar of 1900 day 60 is a 29 February that never was.
  if (!is1904 && day <= 60) return undefined
  const date = Temporal.PlainDate.from(is1904 ? '1904-01-01' : '1899-12-30').add({ days: day }).toString()
  return seconds % DAY_SECONDS === 0 ? date : `${date}T${clock}`
}

/** The column of a cell's reference, from 0: A is 0, AB12 is 27. */
export function columnOfReference(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + (code - 64)
  }
  return column - 1
}

/** A number as a person would write it: no digits that the binary form added. */
export function numberText(raw: string): string {
  const value = Number(raw)
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : raw
}
