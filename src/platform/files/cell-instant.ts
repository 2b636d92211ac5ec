import { londonClockMinute, londonInstant } from '../../kernel/london.ts'
import type { CellFault, CellParser } from './cell-parser.ts'
import { cellFault, isCellFault, remembered } from './cell-parser.ts'
import { secondsOf } from './cell-clock.ts'
import { date } from './cell-date.ts'

const NOT_A_MOMENT = cellFault('It is not a date and time', 'Write year-month-day, T, and the 24-hour time, for example 2026-04-25T07:30:00')
const SKIPPED = cellFault('This time did not exist: the clocks went forward an hour that night', 'Check the time, or write it with its offset from UTC, for example 2026-03-29T01:30:00Z')

/** A date in London: when it begins, and whether its clocks change, which makes its hours need a closer look. */
interface LondonDay {
  readonly on: Temporal.PlainDate
  readonly startMs: number
  readonly hasChange: boolean
}

const DAY_SECONDS = 86_400
const isoDate = date('yyyy-mm-dd')

const londonDay: CellParser<LondonDay> = remembered((text) => {
  const on = isoDate(text)
  if (isCellFault(on)) return on
  const startMs = londonInstant(on, 0).epochMilliseconds
  return { on, startMs, hasChange: londonInstant(on, 1440).epochMilliseconds - startMs !== DAY_SECONDS * 1000 }
})

/**
 * A moment: 2026-04-25T07:30, with seconds or without, T or a space between, and an offset (Z, +01:00).
 * Without an offset it is the time on a clock in London: of the hour that autumn repeats the first is meant,
 * and a time in the hour that spring skips is refused. Fractions of a second are dropped.
 */
export function moment(): CellParser<Temporal.Instant> {
  return (cell) => {
    const between = cell.charCodeAt(10)
    if (cell.length < 16 || (between !== 84 && between !== 116 && between !== 32)) return NOT_A_MOMENT
    const day = londonDay(cell.slice(0, 10))
    if (isCellFault(day)) return day
    const end = cell.charCodeAt(16) === 58 ? 19 : 16
    const seconds = secondsOf(cell.slice(11, end))
    if (seconds < 0) return NOT_A_MOMENT
    if (seconds >= DAY_SECONDS) return cellFault('24:00 is not a time of this date', 'Write 00:00 of the next day, with the next date')
    if (cell.length === end) return inLondon(day, seconds)
    return withRest(cell, end, day, seconds)
  }
}

function withRest(cell: string, end: number, day: LondonDay, seconds: number): Temporal.Instant | CellFault {
  const match = /^(?:\.\d{1,9})?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i.exec(cell.slice(end))
  if (match === null) return NOT_A_MOMENT
  const [, utc, sign, hours, minutes] = match
  if (utc === undefined && sign === undefined) return inLondon(day, seconds)
  const offset = sign === undefined ? 0 : (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1)
  if (Math.abs(offset) > 14 * 3600) return NOT_A_MOMENT
  const midnightMs = day.on.toZonedDateTime('UTC').epochMilliseconds
  return Temporal.Instant.fromEpochMilliseconds(midnightMs + (seconds - offset) * 1000)
}

function inLondon(day: LondonDay, seconds: number): Temporal.Instant | CellFault {
  if (!day.hasChange) return Temporal.Instant.fromEpochMilliseconds(day.startMs + seconds * 1000)
  const minute = Math.floor(seconds / 60)
  const at = londonInstant(day.on, minute).add({ seconds: seconds % 60 })
  return londonClockMinute(at) === minute ? at : SKIPPED
}
