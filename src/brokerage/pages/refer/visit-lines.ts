import type { PatternVisit } from '../../../care/terms.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { wordsForDay, wordsForTime } from '../../../kernel/words.ts'
import { fieldError, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { referralClock } from '../../rules/referral-clock.ts'

/** One visit line as it was typed: days ticked, and the rest as text. */
export interface VisitLine {
  readonly number: number
  readonly title: string
  readonly days: readonly string[]
  readonly earliest: string
  readonly latest: string
  readonly minutes: string
  readonly workers: string
  readonly critical: boolean
  /** Why an exact time is needed. */
  readonly why: string
  /** The band that holds when no times are typed; null on lines beyond the council's bands. */
  readonly band: TimeBand | null
  /** "Without times: 7am to 10am". */
  readonly bandWords: string
}

/** A visit read, with the number of its line, so that a fault of the week can be shown where it was typed. */
export interface TypedVisit {
  readonly line: number
  readonly visit: PatternVisit
}

const TITLES = ['Morning', 'Lunch', 'Tea', 'Evening'] as const
const MOST_LINES = 20

/** The lines of the form: one for each of the council's bands to begin with, as many as it had after that, and one more when another was asked for. */
export function visitLines(body: FormBody, another: boolean, bands: readonly TimeBand[] = []): VisitLine[] {
  const sent = Number(textOf(body, 'lines'))
  const least = Math.max(4, bands.length)
  const count = Math.min(MOST_LINES, (Number.isInteger(sent) && sent >= least ? sent : least) + (another ? 1 : 0))
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1
    const name = (field: string): string => `visit-${String(number)}-${field}`
    return {
      number,
      title: bands[index]?.name ?? (bands.length > 0 ? undefined : TITLES[index]) ?? `Visit ${String(number)}`,
      days: listOf(body, name('days')),
      earliest: textOf(body, name('earliest')),
      latest: textOf(body, name('latest')),
      minutes: textOf(body, name('minutes')),
      workers: textOf(body, name('workers')) || '1',
      critical: textOf(body, name('critical')) === 'yes',
      why: textOf(body, name('why')),
      band: bands[index] ?? null,
      bandWords: bands[index] === undefined ? '' : `Without times: ${wordsForTime(bands[index].earliestMinute)} to ${wordsForTime(bands[index].latestMinute)}`,
    }
  })
}

/**
 * Reads the lines: the visits of the week, and everything that is wrong with what was typed. Lines left empty are passed over.
 * `asksReasons` refuses exact times without mark and reason at their line; a change of a week leaves that to its action, which knows the times that stood before.
 */
export function readVisitLines(lines: readonly VisitLine[], asksReasons = false): { readonly visits: readonly TypedVisit[]; readonly errors: readonly FieldError[] } {
  const read = lines.filter(isUsed).map((line) => readLine(line, asksReasons))
  const visits = read.flatMap((each) => each.visits)
  const errors = read.flatMap((each) => each.errors)
  if (read.length === 0) errors.push(fieldError('visit-1-days', 'Add at least one visit: tick its days and enter its start and length'))
  return { visits, errors }
}

function isUsed(line: VisitLine): boolean {
  return line.days.length > 0 || line.earliest !== '' || line.latest !== '' || line.minutes !== '' || line.critical || line.why !== ''
}

function readLine(line: VisitLine, asksReasons: boolean): { visits: TypedVisit[]; errors: FieldError[] } {
  const errors: FieldError[] = []
  const fail = (field: string, text: string): void => void errors.push(fieldError(`visit-${String(line.number)}-${field}`, `${line.title}: ${text}`))
  const days = line.days.map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  if (days.length === 0) fail('days', 'tick the days of this visit')
  const isBand = line.band !== null && line.earliest === '' && line.latest === ''
  const earliest = isBand ? line.band.earliestMinute : referralClock(line.earliest)
  if (line.earliest === '' && !isBand) fail('earliest', 'enter when the visit may start')
  else if (earliest === undefined) fail('earliest', 'enter the earliest start as a time, like 7:30am or 19:30')
  const latest = isBand ? line.band.latestMinute : line.latest === '' ? earliest : referralClock(line.latest)
  if (line.latest !== '' && latest === undefined) fail('latest', 'enter the latest start as a time, like 8am or 20:00')
  if (earliest !== undefined && latest !== undefined && latest < earliest) fail('latest', 'the latest start must not be before the earliest')
  const minutes = /^\d{1,4}$/.test(line.minutes) ? Number(line.minutes) : NaN
  if (line.minutes === '') fail('minutes', 'enter how many minutes the visit takes')
  else if (!(minutes >= 5 && minutes <= 1440)) fail('minutes', 'enter the minutes as a number from 5 to 1440')
  if (asksReasons && earliest !== undefined && earliest === latest && !line.critical) fail('latest', 'enter a latest start. An exact time is only for time-critical visits')
  if (asksReasons && earliest !== undefined && earliest === latest && line.critical && line.why === '') fail('why', 'say why the visit must start at that very time, or enter a latest start')
  if (line.why.length > 200) fail('why', 'the reason must be 200 characters or fewer')
  if (errors.length > 0 || earliest === undefined || latest === undefined) return { visits: [], errors }
  const workers = line.workers === '2' ? 2 : 1
  const visits = [...new Set(days)].map((dayOfWeek) => ({
    line: line.number,
    visit: { dayOfWeek, earliestMinute: earliest, latestMinute: latest, minutes, workers, timeCritical: line.critical, ...(line.why === '' ? {} : { justification: line.why }) } as const,
  }))
  return { visits, errors }
}

/** The days of the week as checkboxes of a line. */
export function dayChoices(line: VisitLine): { value: string; text: string; full: string; checked: boolean }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const full = wordsForDay(day)
    return { value: String(day), text: full.slice(0, 3), full, checked: line.days.includes(String(day)) }
  })
}
