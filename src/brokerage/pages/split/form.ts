import { wordsForWindow } from '../../../care/public.ts'
import type { PatternVisit } from '../../../care/terms.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { MOST_PARTS, type VisitShare } from '../../rules/split-week.ts'
import { daysWords } from '../partial-answers/present.ts'

/** Visits that are put in a part together: alike but for their day, weekdays and weekends apart. */
export interface VisitGroup {
  readonly field: string
  readonly visits: readonly PatternVisit[]
}

const AFTERNOON = 15 * 60

/** The groups of a week, in order of the day. */
export function visitGroups(pattern: readonly PatternVisit[]): VisitGroup[] {
  const alike = new Map<string, PatternVisit[]>()
  for (const visit of pattern) {
    const key = [visit.earliestMinute, visit.latestMinute, visit.minutes, visit.workers, visit.timeCritical, visit.dayOfWeek > 5].join(' ')
    alike.set(key, [...(alike.get(key) ?? []), visit])
  }
  return [...alike.values()].toSorted((a, b) => (a[0]?.earliestMinute ?? 0) - (b[0]?.earliestMinute ?? 0) || (a[0]?.dayOfWeek ?? 0) - (b[0]?.dayOfWeek ?? 0)).map((visits, index) => ({ field: `group-${String(index + 1)}`, visits }))
}

/** Where a group goes before anything is chosen: what begins before 3pm in the first part, the rest in the second; with nothing to part by time, one care worker each. */
function firstChoice(group: VisitGroup, all: readonly VisitGroup[]): string {
  const isLate = (each: VisitGroup): boolean => (each.visits[0]?.earliestMinute ?? 0) >= AFTERNOON
  if (all.some(isLate) && !all.every(isLate)) return isLate(group) ? '2' : '1'
  return group.visits[0]?.workers === 2 ? 'each' : '1'
}

/** The groups as boxes of the form. */
export function groupViews(groups: readonly VisitGroup[], bands: readonly TimeBand[], body: FormBody) {
  return groups.map((group) => {
    const [visit] = group.visits
    const days = daysWords(group.visits.map((each) => each.dayOfWeek))
    return {
      name: group.field,
      label: visit === undefined ? '' : `${days}: ${wordsForWindow(visit, bands)}`,
      hint: visit === undefined ? '' : `${String(visit.minutes)} minutes${visit.workers === 2 ? ', two care workers' : ''}${visit.timeCritical ? ', time-critical' : ''}`,
      value: textOf(body, group.field) || firstChoice(group, groups),
      items: [...Array.from({ length: MOST_PARTS }, (_, part) => ({ value: String(part + 1), text: `Part ${String(part + 1)}` })), ...(visit?.workers === 2 ? [{ value: 'each', text: 'One care worker each: parts 1 and 2' }] : [])],
    }
  })
}

/** Reads the form; parts after the last that is used are left out. */
export function readSplit(body: FormBody, groups: readonly VisitGroup[]): FormResult<{ readonly parts: readonly (readonly VisitShare[])[]; readonly reason: string }> {
  const errors: FieldError[] = []
  const parts: VisitShare[][] = Array.from({ length: MOST_PARTS }, () => [])
  for (const group of groups) {
    const chosen = textOf(body, group.field)
    const into = chosen === 'each' && group.visits[0]?.workers === 2 ? [0, 1] : /^[1-4]$/.test(chosen) ? [Number(chosen) - 1] : []
    if (into.length === 0) errors.push(fieldError(group.field, 'Choose the part of these visits'))
    for (const part of into) parts[part]?.push(...group.visits.map(({ dayOfWeek, earliestMinute, workers }) => ({ dayOfWeek, earliestMinute, workers: into.length === 2 ? (1 as const) : workers })))
  }
  const reason = textOf(body, 'reason')
  if (reason === '') errors.push(fieldError('reason', 'Enter why the package is split'))
  if (reason.length > 500) errors.push(fieldError('reason', 'The reason must be 500 characters or fewer'))
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, value: { parts: parts.slice(0, 1 + parts.findLastIndex((part) => part.length > 0)), reason } }
}
