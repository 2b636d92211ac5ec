import { wordsForDay, wordsForTime } from '../../kernel/words.ts'
import type { PatternVisit } from '../terms.ts'
import type { TimeBand } from '../terms/time-band.ts'

/** A visit whose time cannot be asked for as it stands, and why in words. */
export interface TimeFault {
  readonly kind: 'exact-time' | 'no-justification'
  readonly visit: PatternVisit
  readonly words: string
}

type Window = Pick<PatternVisit, 'earliestMinute' | 'latestMinute'>

/** Whether a visit must start at one minute, rather than between two. */
function isExact(visit: Window): boolean {
  return visit.earliestMinute === visit.latestMinute
}

/**
 * Exact times that may not be asked for: a visit starts in a band or between two times, and at an exact time only when it is
 * time-critical and somebody says why. Visits that stand in `already` as they are stay allowed: weeks agreed before a reason
 * was asked for go on. Issue B, "time bands rather than exact times".
 */
export function timeFaults(pattern: readonly PatternVisit[], already: readonly PatternVisit[] = []): TimeFault[] {
  return pattern.filter((visit) => isExact(visit) && !already.some((before) => isSameTime(before, visit))).flatMap((visit): TimeFault[] => {
    const at = `${wordsForDay(visit.dayOfWeek)} at ${wordsForTime(visit.earliestMinute)}`
    if (!visit.timeCritical) return [{ kind: 'exact-time', visit, words: `${at}: an exact time is only for time-critical visits. Give a latest start, or mark the visit as time-critical and say why` }]
    if ((visit.justification ?? '').trim() !== '') return []
    return [{ kind: 'no-justification', visit, words: `${at}: say why the visit must start at that very time, or give a latest start` }]
  })
}

function isSameTime(a: PatternVisit, b: PatternVisit): boolean {
  return a.dayOfWeek === b.dayOfWeek && a.earliestMinute === b.earliestMinute && isExact(a) && a.timeCritical === b.timeCritical
}

/** The band whose times these are; undefined for other times. */
export function bandOf(bands: readonly TimeBand[], window: Window): TimeBand | undefined {
  return bands.find((band) => band.earliestMinute === window.earliestMinute && band.latestMinute === window.latestMinute)
}

/** The band of a name, whatever its capitals. */
export function bandNamed(bands: readonly TimeBand[], name: string): TimeBand | undefined {
  return bands.find((band) => band.name.toLowerCase() === name.trim().toLowerCase())
}

/** "Morning, 7am to 10am", "7:30am to 8am", or "at 8am". */
export function wordsForWindow(window: Window, bands: readonly TimeBand[] = []): string {
  if (isExact(window)) return `at ${wordsForTime(window.earliestMinute)}`
  const times = `${wordsForTime(window.earliestMinute)} to ${wordsForTime(window.latestMinute)}`
  const band = bandOf(bands, window)
  return band === undefined ? times : `${band.name}, ${times}`
}

/** What is wrong with bands a council would set, in words; empty when nothing is. Bands may touch and overlap: tea and bed do in some contracts. */
export function bandFaults(bands: readonly TimeBand[]): string[] {
  return bands.flatMap((band, index) => (bands.findIndex((each) => each.name.toLowerCase() === band.name.toLowerCase()) < index ? [`Two bands are called ${band.name}. Give each a name of its own`] : []))
}
