import type { PatternVisit } from '../../../care/terms.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { wordsForDay } from '../../../kernel/words.ts'
import { bandOf, wordsForWindow } from '../../../care/public.ts'
import { fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { OfferedVisit } from '../../terms/partial-answer.ts'
import { readStart } from '../offer/form.ts'

/** What a provider typed: the visits it can do, from when, and a note. */
export interface TypedAnswer {
  readonly visits: readonly OfferedVisit[]
  readonly startsOn: Temporal.PlainDate
  readonly note: string | null
}

const NOTE_LENGTH = 500

/** The name of a visit's box. */
function visitField(visit: PatternVisit, part: 'time' | 'workers'): string {
  return `${part}-${String(visit.dayOfWeek)}-${String(visit.earliestMinute)}`
}

/** The days of a week that has visits, each with its visits and what can be chosen for them. */
export function dayViews(pattern: readonly PatternVisit[], bands: readonly TimeBand[], body: FormBody) {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((day) => {
    const visits = pattern.filter((visit) => visit.dayOfWeek === day)
    if (visits.length === 0) return []
    return [{ value: String(day), name: wordsForDay(day), isOff: listOf(body, 'off').includes(String(day)), visits: visits.map((visit) => visitView(visit, bands, body)) }]
  })
}

function visitView(visit: PatternVisit, bands: readonly TimeBand[], body: FormBody) {
  const others = bands.flatMap((band, index) => (band === bandOf(bands, visit) ? [] : [{ value: `band-${String(index)}`, text: wordsForWindow(band, bands) }]))
  return {
    label: `${wordsForWindow(visit, bands)}, ${String(visit.minutes)} minutes`,
    about: [visit.workers === 2 ? 'Two care workers' : '', visit.timeCritical ? 'Time-critical' : '', visit.justification ?? ''].filter((part) => part !== '').join('. '),
    time: { name: visitField(visit, 'time'), value: textOf(body, visitField(visit, 'time')) || 'asked', items: [{ value: 'asked', text: 'As asked' }, ...others, { value: 'none', text: 'Cannot do' }] },
    workers: visit.workers === 2 ? { name: visitField(visit, 'workers'), value: textOf(body, visitField(visit, 'workers')) || '2', items: [{ value: '2', text: 'Both care workers' }, { value: '1', text: 'One of the two' }] } : null,
  }
}

/** Reads the form beside the week that was asked for. */
export function readPartial(body: FormBody, pattern: readonly PatternVisit[], bands: readonly TimeBand[]): FormResult<TypedAnswer> {
  const start = readStart(body)
  const note = textOf(body, 'note')
  const errors: FieldError[] = [...(start.ok ? [] : start.errors), ...(note.length > NOTE_LENGTH ? [fieldError('note', `The note must be ${String(NOTE_LENGTH)} characters or fewer`)] : [])]
  const off = new Set(listOf(body, 'off'))
  const visits = pattern.flatMap((visit): OfferedVisit[] => {
    const chosen = textOf(body, visitField(visit, 'time')) || 'asked'
    if (off.has(String(visit.dayOfWeek)) || chosen === 'none') return []
    const band = bands[Number(/^band-(\d)$/.exec(chosen)?.[1] ?? NaN)]
    if (chosen !== 'asked' && band === undefined) errors.push(fieldError(visitField(visit, 'time'), 'Choose what you can do of this visit'))
    const { earliestMinute, latestMinute } = band ?? visit
    return [{ dayOfWeek: visit.dayOfWeek, askedMinute: visit.earliestMinute, earliestMinute, latestMinute, workers: visit.workers === 2 && textOf(body, visitField(visit, 'workers')) !== '1' ? 2 : 1 }]
  })
  if (errors.length > 0 || !start.ok) return { ok: false, errors }
  return { ok: true, value: { visits, startsOn: start.value, note: note === '' ? null : note } }
}
