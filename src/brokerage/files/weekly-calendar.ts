import { londonInstant } from '../../kernel/london.ts'
import { countOf, wordsForTime } from '../../kernel/words.ts'

const MOST_OCTETS = 75

/** A visit of the week as a calendar shows it. */
interface CalendarVisit {
  readonly placementId: string
  readonly packageReference: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly zoneName: string
  readonly on: Temporal.PlainDate
  readonly visit: { readonly earliestMinute: number; readonly latestMinute: number; readonly minutes: number; readonly workers: number; readonly timeCritical: boolean }
}

/**
 * A week of visits as an iCalendar file (RFC 5545): an event a visit, from its earliest start for as long as it lasts, in UTC. It names package, initials and zone,
 * never a name or address, as calendars are passed on and kept by others. Sent again, an event replaces the one before (`UID`).
 */
export function weeklyCalendar(plan: { readonly visits: readonly CalendarVisit[]; readonly now: Temporal.Instant }): string {
  const stamp = utc(plan.now)
  const seen = new Map<string, number>()
  const events = plan.visits.flatMap(({ placementId, packageReference, person, zoneName, on, visit }) => {
    const start = utc(londonInstant(on, visit.earliestMinute))
    const before = seen.get(`${placementId} ${start}`) ?? 0
    seen.set(`${placementId} ${start}`, before + 1)
    const window = visit.latestMinute === visit.earliestMinute ? `At ${wordsForTime(visit.earliestMinute)}` : `Start between ${wordsForTime(visit.earliestMinute)} and ${wordsForTime(visit.latestMinute)}`
    return [
      'BEGIN:VEVENT',
      `UID:${placementId}-${start}-${String(before)}@tendwell`,
      `DTSTAMP:${stamp}`,
      `DTSTART:${start}`,
      `DURATION:PT${String(visit.minutes)}M`,
      `SUMMARY:${escaped(`${person.initials} ${packageReference}${visit.workers === 2 ? ', 2 care workers' : ''}`)}`,
      `DESCRIPTION:${escaped(`${window}, ${countOf(visit.minutes, 'minute')}, ${countOf(visit.workers, 'care worker')}${visit.timeCritical ? ', must not be late' : ''}. ${zoneName}. Person ${person.reference}.`)}`,
      'END:VEVENT',
    ]
  })
  return [...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tendwell//Weekly plan//EN', 'CALSCALE:GREGORIAN'], ...events, 'END:VCALENDAR'].flatMap(folded).map((line) => `${line}\r\n`).join('')
}

/** 20260302T073000Z. */
function utc(at: Temporal.Instant): string {
  return at.round('second').toString().replaceAll(/[-:]/g, '')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')
}

/** No line is longer than 75 octets; what follows begins with a blank. */
function folded(line: string): string[] {
  const lines: string[] = []
  let rest = ''
  for (const character of line) {
    if (Buffer.byteLength(rest + character) > MOST_OCTETS) {
      lines.push(rest)
      rest = ' '
    }
    rest += character
  }
  return [...lines, rest]
}
