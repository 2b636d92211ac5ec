import type { Reason } from '../../kernel/decision.ts'
import { wordsForDay, wordsForTime } from '../../kernel/words.ts'
import { answerDifference, isOf, isWhole, type AskedWeek, type OfferedWeek } from './answer-difference.ts'

/** What is wrong with a partial answer, in words for its provider; empty when it can be kept. */
export function partialFaults(asked: AskedWeek, offered: OfferedWeek): Reason[] {
  const { visits } = offered
  if (visits.length === 0) return [{ clause: 'nothing-offered', words: 'Say at least one visit that you can do, or decline the package' }]
  const unknown = visits.flatMap((visit): Reason[] => {
    const meant = asked.pattern.find((each) => isOf(visit, each))
    const words = `${wordsForDay(visit.dayOfWeek)} from ${wordsForTime(visit.askedMinute)}`
    if (meant === undefined) return [{ clause: 'not-asked', words: `${words}: the package has no such visit` }]
    if (visit.workers > meant.workers) return [{ clause: 'too-many-workers', words: `${words}: one care worker is asked for` }]
    if (visit.latestMinute < visit.earliestMinute) return [{ clause: 'window', words: `${words}: the latest start must not be before the earliest` }]
    return []
  })
  const twice = visits.filter((visit, index) => visits.findIndex((each) => each.dayOfWeek === visit.dayOfWeek && each.askedMinute === visit.askedMinute) < index)
  if (unknown.length > 0 || twice.length > 0) return [...unknown, ...twice.map((visit) => ({ clause: 'twice', words: `${wordsForDay(visit.dayOfWeek)} from ${wordsForTime(visit.askedMinute)} is answered twice` }))]
  return isWhole(answerDifference(asked, offered)) ? [{ clause: 'accept-instead', words: 'This is the package as it is asked for. Accept it instead' }] : []
}
