import type { PatternVisit } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf, wordsForDate, wordsForHours } from '../../kernel/words.ts'
import type { AnswerDifference, OfferedVisit, VisitDifference } from '../terms/partial-answer.ts'

export const DIFFERENCE_VERSION = 'answer-difference/1'

/** What was asked for. */
export interface AskedWeek {
  readonly pattern: readonly PatternVisit[]
  readonly startByOn: Temporal.PlainDate
}

/** What a provider can do of it. */
export interface OfferedWeek {
  readonly visits: readonly OfferedVisit[]
  readonly startsOn: Temporal.PlainDate
}

/**
 * What a partial answer leaves of the need, visit by visit. A visit is met when the provider starts it inside the window asked for, moved
 * when it may start outside, missing when it is not done; of a visit by two care workers to which one is sent, the other's minutes are
 * missing. Our own rule.
 */
export function answerDifference(asked: AskedWeek, offered: OfferedWeek): AnswerDifference {
  const visits = asked.pattern.toSorted((a, b) => a.dayOfWeek - b.dayOfWeek || a.earliestMinute - b.earliestMinute).map((visit) => differenceOf(visit, offered.visits.find((each) => isOf(each, visit))))
  const minutesOf = (kind: VisitDifference['kind']): number => visits.reduce((sum, each) => sum + (each.kind === kind && each.offered !== null ? each.offered.minutes * each.offered.workers : 0), 0)
  const missingMinutes = visits.reduce((sum, each) => sum + each.asked.minutes * each.workersMissing, 0)
  const startDaysLost = Math.max(0, asked.startByOn.until(offered.startsOn, { largestUnit: 'days' }).days)
  const parts = { visits, metMinutes: minutesOf('met'), movedMinutes: minutesOf('moved'), missingMinutes, startDaysLost }
  return { ruleVersion: DIFFERENCE_VERSION, ...parts, week: visits.flatMap((each) => each.offered ?? []), reasons: reasonsOf(parts, offered.startsOn) }
}

/** Whether an offered visit stands for this one of the week. */
export function isOf(offered: Pick<OfferedVisit, 'dayOfWeek' | 'askedMinute'>, visit: PatternVisit): boolean {
  return offered.dayOfWeek === visit.dayOfWeek && offered.askedMinute === visit.earliestMinute
}

/** Whether the answer is the week as it was asked for, in time. */
export function isWhole(difference: Pick<AnswerDifference, 'movedMinutes' | 'missingMinutes' | 'startDaysLost'>): boolean {
  return difference.movedMinutes === 0 && difference.missingMinutes === 0 && difference.startDaysLost === 0
}

function differenceOf(asked: PatternVisit, offer: OfferedVisit | undefined): VisitDifference {
  if (offer === undefined) return { asked, offered: null, kind: 'missing', movedMinutes: 0, workersMissing: asked.workers }
  const movedMinutes = Math.max(0, asked.earliestMinute - offer.earliestMinute, offer.latestMinute - asked.latestMinute)
  const offered = { ...asked, earliestMinute: offer.earliestMinute, latestMinute: offer.latestMinute, workers: offer.workers }
  return { asked, offered, kind: movedMinutes === 0 ? 'met' : 'moved', movedMinutes, workersMissing: asked.workers > offer.workers ? 1 : 0 }
}

function reasonsOf(parts: Pick<AnswerDifference, 'visits' | 'missingMinutes' | 'startDaysLost'>, startsOn: Temporal.PlainDate): Reason[] {
  const moved = parts.visits.filter((each) => each.kind === 'moved')
  const missing = parts.visits.filter((each) => each.kind === 'missing').length
  const alone = parts.visits.filter((each) => each.offered !== null && each.workersMissing > 0).length
  const critical = moved.filter((each) => each.asked.timeCritical).length
  return [
    ...(missing === 0 ? [] : [{ clause: 'visits-missing', words: `${countOf(missing, 'visit')} of ${String(parts.visits.length)} cannot be done.` }]),
    ...(alone === 0 ? [] : [{ clause: 'one-worker', words: `One care worker of two at ${countOf(alone, 'visit')}.` }]),
    ...(parts.missingMinutes === 0 ? [] : [{ clause: 'hours-missing', words: `${wordsForHours(parts.missingMinutes)} a week missing.` }]),
    ...(moved.length === 0 ? [] : [{ clause: 'visits-moved', words: `${countOf(moved.length, 'visit')} at other times, at most ${String(Math.max(...moved.map((each) => each.movedMinutes)))} minutes outside.` }]),
    ...(critical === 0 ? [] : [{ clause: 'critical-moved', words: `${countOf(critical, 'time-critical visit')} moved.` }]),
    ...(parts.startDaysLost === 0 ? [] : [{ clause: 'later-start', words: `Starts on ${wordsForDate(startsOn)}, ${countOf(parts.startDaysLost, 'day')} after the day asked for.` }]),
  ]
}
