/** A date with how many rows of a file it has. */
export interface DayOfFile {
  readonly on: string
  readonly rows: number
}

/** Two dates, in order, that hold versions of one visit: what becomes of the one depends on the other. */
export interface DayLink {
  readonly fromOn: string
  readonly toOn: string
}

/** Dates of a file that are worked through together: those in order from the first to the last. */
export interface DayGroup {
  readonly firstOn: string
  readonly lastOn: string
  readonly rows: number
}

/**
 * Cuts the dates of a file into groups of at least `least` rows, each a stretch of the calendar, no more than that where possible: a visit
 * that moved from one date to another keeps all dates between them in one group, so that its versions are weighed together.
 * The groups are in order; a file without any date is one group without any.
 */
export function groupDays(days: readonly DayOfFile[], links: readonly DayLink[], least: number): DayGroup[] {
  const rowsOf = new Map(days.map(({ on, rows }) => [on, rows]))
  for (const { fromOn, toOn } of links) for (const on of [fromOn, toOn]) if (!rowsOf.has(on)) rowsOf.set(on, 0)
  const dates = [...rowsOf.keys()].sort()
  const tiedUntil = new Map<string, string>()
  for (const { fromOn, toOn } of links) if (toOn > (tiedUntil.get(fromOn) ?? '')) tiedUntil.set(fromOn, toOn)
  const groups: DayGroup[] = []
  let [firstOn, rows, until] = ['', 0, '']
  for (const on of dates) {
    if (rows === 0 && until === '') firstOn = on
    rows += rowsOf.get(on) ?? 0
    until = [until, tiedUntil.get(on) ?? '', on].reduce((a, b) => (a > b ? a : b))
    if (until > on || rows < least) continue
    groups.push({ firstOn, lastOn: on, rows })
    rows = 0
    until = ''
  }
  if (until !== '') groups.push({ firstOn, lastOn: dates.at(-1) ?? '', rows })
  return groups.length === 0 ? [{ firstOn: '', lastOn: '', rows: 0 }] : groups
}
