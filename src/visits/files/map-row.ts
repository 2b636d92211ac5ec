import { londonInstant } from '../../kernel/london.ts'
import { lengthSeconds } from '../rules/length-seconds.ts'
import { ownMoment, type OwnMoment } from '../rules/own-moment.ts'
import type { MappingDocument } from '../terms/mapping.ts'
import { TENDWELL_HEADINGS, type CellsByHeading } from './read-cells.ts'

const CLOCKS = new Set(['planned_start', 'claimed_start'])
const CALLS = new Set(['check_in', 'check_out', 'adjusted_in', 'adjusted_out'])

const LENGTHS = new Set(['planned_minutes', 'claimed_minutes', 'travel_minutes'])

/** Our headings that a mapping may fill from a column or with a constant; `duration` is the length of the visit, of which a check-out is made where no column has one. */
export const MAPPABLE_HEADINGS: readonly string[] = TENDWELL_HEADINGS.filter((heading) => heading !== 'planned_visit').flatMap((heading) => (heading === 'check_out' ? [heading, 'duration'] : [heading]))

/**
 * A row of a provider's own table as cells of our layout. A cell that cannot be understood is handed on as it is, and is refused there in its own
 * words. Where the table has no reference of the visit, one is made of person, date, planned start and second care worker, which stay the same when a record is corrected.
 */
export function mapRow(cells: readonly string[], mapping: MappingDocument): CellsByHeading {
  const raw = (heading: string): string => {
    const place = mapping.columns[heading]
    return (place === undefined ? '' : (cells[place] ?? '').trim()) || (mapping.constants[heading] ?? '')
  }
  const on = dateOf(raw('visit_date'), mapping)
  const mapped: Record<string, string> = {}
  for (const heading of MAPPABLE_HEADINGS) {
    const text = raw(heading)
    if (text === '' || heading === 'duration') continue
    if (heading === 'visit_date') mapped[heading] = on ?? text
    else if (CLOCKS.has(heading)) mapped[heading] = clockIn(text, on, mapping) ?? text
    else if (CALLS.has(heading)) mapped[heading] = callIn(text, on, mapping) ?? text
    else if (heading === 'adjusted_at') mapped[heading] = callIn(text, null, mapping) ?? text
    else if (LENGTHS.has(heading)) mapped[heading] = minutesText(text)
    else mapped[heading] = mapping.words[heading]?.[text.toLowerCase()] ?? text
  }
  if (mapping.columns['check_out'] === undefined && raw('duration') !== '') mapped['check_out'] = outAfter(mapped['check_in'] ?? '', raw('duration'), on)
  overMidnight(mapped, 'check_in', 'check_out')
  overMidnight(mapped, 'adjusted_in', 'adjusted_out')
  if ((mapped['visit_reference'] ?? '') === '' && (mapped['planned_start'] ?? '') !== '' && on !== undefined) {
    const second = /^(yes|y|true|1)$/i.test(mapped['second_worker'] ?? '') ? '/second' : ''
    mapped['visit_reference'] = `${mapped['person_reference'] ?? ''}/${on}/${(mapped['planned_start'] ?? '').slice(0, 5)}${second}`
  }
  const place = mapping.placeColumn === undefined ? '' : (cells[mapping.placeColumn] ?? '')
  if (/^([2-9]|[1-9]\d)$/.test(place) && (mapped['visit_reference'] ?? '') !== '') mapped['visit_reference'] = `${mapped['visit_reference'] ?? ''}/${place}`
  return mapped
}

/** A length in whole minutes: seconds that do not fill one are cut off. What is no length is handed on. */
function minutesText(text: string): string {
  const seconds = text.includes(':') || /^p/i.test(text) ? lengthSeconds(text) : undefined
  return seconds === undefined ? text : String(Math.floor(seconds / 60))
}

/** The check-out of a visit that began at `checkIn` and took a length. What is no length is handed on in words that no time has, so that it is refused. */
function outAfter(checkIn: string, length: string, on: string | undefined): string {
  const seconds = lengthSeconds(length)
  if (checkIn === '' || seconds === undefined) return `length ${length}`
  const start = /^(?:\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?$/.exec(checkIn)
  if (start === null) return `length ${length}`
  if (start[1] !== undefined) return Temporal.Instant.from(checkIn).add({ seconds }).toString()
  const date = checkIn.includes('T') ? checkIn.slice(0, 10) : on
  if (date === undefined) return `length ${length}`
  const begin = Temporal.PlainDateTime.from(`${date}T${checkIn.slice(-8)}`).toZonedDateTime('Europe/London')
  return begin.add({ seconds }).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The visit's date by the clock in England: of a date and time in UTC, the date it is there. */
function dateOf(text: string, mapping: MappingDocument): string | undefined {
  const moment = ownMoment(text, mapping.dateFormat)
  if (moment?.date == null) return undefined
  return moment.clock === null ? moment.date : (inLondon(moment, moment.date, mapping)?.toPlainDate().toString() ?? moment.date)
}

function clockIn(text: string, on: string | undefined, mapping: MappingDocument): string | undefined {
  const moment = ownMoment(text, mapping.dateFormat)
  const date = moment?.date ?? on
  if (moment?.clock == null || date === undefined) return moment?.clock ?? undefined
  return inLondon(moment, date, mapping)?.toPlainTime().toString({ smallestUnit: 'second' }) ?? moment.clock
}

/** A call: a clock time stays one where the clock is England's; else it gets its date and offset. */
function callIn(text: string, on: string | null | undefined, mapping: MappingDocument): string | undefined {
  const moment = ownMoment(text, mapping.dateFormat)
  if (moment?.clock == null) return undefined
  const date = moment.date ?? on
  if (moment.date === null && mapping.zone === 'london') return moment.clock
  if (date == null) return moment.clock
  return `${date}T${moment.clock}${moment.offset ?? (mapping.zone === 'utc' ? 'Z' : '')}`
}

function inLondon(moment: OwnMoment, date: string, mapping: MappingDocument): Temporal.ZonedDateTime | undefined {
  const offset = moment.offset ?? (mapping.zone === 'utc' ? 'Z' : null)
  if (offset === null || moment.clock === null) return undefined
  return Temporal.Instant.from(`${date}T${moment.clock}${offset}`).toZonedDateTimeISO('Europe/London')
}

/** A log-out by a clock of UTC that comes before its log-in belongs to the next day, as it does by England's clock. */
function overMidnight(mapped: Record<string, string>, from: string, to: string): void {
  const [start, end] = [mapped[from] ?? '', mapped[to] ?? '']
  if (start.length !== 20 || end.length !== 20 || !start.endsWith('Z') || !end.endsWith('Z') || end >= start || start.slice(0, 10) !== end.slice(0, 10)) return
  mapped[to] = Temporal.Instant.from(end).add({ hours: 24 }).toString()
}

/** A start as both clocks read it, in seconds since 1970; undefined for a cell that names its offset or is no time. */
export function bothReadings(startText: string, dateText: string, mapping: MappingDocument): { readonly on: string; readonly londonSecond: number; readonly utcSecond: number } | undefined {
  const moment = ownMoment(startText, mapping.dateFormat)
  const on = moment?.date ?? ownMoment(dateText, mapping.dateFormat)?.date
  if (moment?.clock == null || moment.offset !== null || on == null) return undefined
  const time = Temporal.PlainTime.from(moment.clock)
  const london = londonInstant(Temporal.PlainDate.from(on), time.hour * 60 + time.minute).epochMilliseconds / 1000
  return { on, londonSecond: london, utcSecond: Temporal.Instant.from(`${on}T${moment.clock.slice(0, 5)}:00Z`).epochMilliseconds / 1000 }
}
