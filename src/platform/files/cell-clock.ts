import type { Minutes } from '../../kernel/amounts.ts'
import type { CellFault, CellParser } from './cell-parser.ts'
import { cellFault } from './cell-parser.ts'
import { digitsValue } from './cell-number.ts'

const NOT_A_TIME = cellFault('It is not a clock time', 'Write hours and minutes of the 24-hour clock, for example 07:30 or 19:05')
const MIDNIGHT_24 = cellFault('24:00 is not a time of this date', 'Write 00:00 of the next day, with the next date')
const NOT_A_DURATION = cellFault('It is not a duration', 'Write hours, minutes and seconds, for example 00:45:00')

/** A time of day HH:MM or HH:MM:SS as seconds after midnight, 0 to 86,399. 24:00 is refused. */
export function clockSecond(): CellParser<number> {
  return parseClock
}

/** A time of day as the minute it falls in, 0 to 1,439: a login at 07:30:45 is in minute 450. Seconds are dropped. */
export function clockMinute(): CellParser<Minutes> {
  return (cell) => {
    const second = parseClock(cell)
    return typeof second === 'number' ? Math.floor(second / 60) : second
  }
}

/** A length of time H:MM:SS as whole seconds, at most 99:59:59. HH:MM alone is refused: it could be minutes and seconds. */
export function durationSeconds(): CellParser<number> {
  return (cell) => {
    const seconds = secondsOf(cell)
    if (seconds >= 0 && cell.indexOf(':') !== cell.lastIndexOf(':')) return seconds
    if (seconds >= 0) return cellFault('The duration has no seconds, so its hours and minutes are in doubt', `Write hours, minutes and seconds: ${cell}:00`)
    return NOT_A_DURATION
  }
}

function parseClock(cell: string): number | CellFault {
  const seconds = secondsOf(cell)
  if (seconds >= 0 && seconds < 86_400) return seconds
  if (seconds === 86_400) return MIDNIGHT_24
  return seconds > 86_400 ? cellFault('There is no such hour', 'Write an hour from 00 to 23') : twelveHour(cell)
}

/** Seconds of H:MM, HH:MM, H:MM:SS or HH:MM:SS, or -1 for any other text. */
export function secondsOf(text: string): number {
  const first = text.indexOf(':')
  if (first < 1 || first > 2) return -1
  const rest = text.length - first
  const hasSeconds = rest === 6 && text.charCodeAt(first + 3) === 58
  if (rest !== 3 && !hasSeconds) return -1
  const hours = first === 1 ? digitsValue(text.charAt(0)) : pair(text, 0)
  const minutes = pair(text, first + 1)
  const seconds = hasSeconds ? pair(text, first + 4) : 0
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1
  return hours * 3600 + minutes * 60 + seconds
}

/** The two digits at a place, or -1. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** Refuses with the 24-hour spelling beside it when the cell is a time with am or pm. */
function twelveHour(cell: string): CellFault {
  const match = /^(\d{1,2})[:.](\d{2})\s*([ap])\.?m\.?$/i.exec(cell)
  const hour = Number(match?.[1])
  const minute = match?.[2] ?? ''
  if (match === null || hour < 1 || hour > 12 || Number(minute) > 59) return NOT_A_TIME
  const of24 = (hour % 12) + ((match[3] ?? '').toLowerCase() === 'p' ? 12 : 0)
  return cellFault('The time is written with am or pm', `Write it on the 24-hour clock: ${String(of24).padStart(2, '0')}:${minute}`)
}
