import type { PackagePart, PatternVisit } from '../../care/terms.ts'
import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { countOf, wordsForDay, wordsForTime } from '../../kernel/words.ts'
import type { OfferedVisit } from '../terms/partial-answer.ts'
import { isOf } from './answer-difference.ts'

export const SPLIT_VERSION = 'split-week/1'
export const MOST_PARTS = 4

/** A visit of the week in a part, with how many of its care workers. */
export interface VisitShare {
  readonly dayOfWeek: number
  readonly earliestMinute: number
  readonly workers: 1 | 2
}

/** The weeks of the parts, and whether a visit is shared by care worker. */
export interface SplitWeek {
  readonly parts: readonly (readonly PatternVisit[])[]
  readonly kind: PackagePart['kind']
}

/**
 * The week cut into parts so that nothing is lost or done twice: every care worker of every visit is in exactly one part, and no visit
 * changes its time or its length. A visit by two care workers may be whole in one part, or one care worker in each of two. Our own rule.
 */
export function splitWeek(pattern: readonly PatternVisit[], shares: readonly (readonly VisitShare[])[]): Decision<SplitWeek> {
  if (shares.length < 2) return refuse({ clause: 'one-part', words: 'Put visits in at least two parts' })
  if (shares.length > MOST_PARTS) return refuse({ clause: 'too-many-parts', words: `Make at most ${String(MOST_PARTS)} parts` })
  const empty = shares.findIndex((part) => part.length === 0)
  if (empty >= 0) return refuse({ clause: 'empty-part', words: `Part ${String(empty + 1)} has no visit. Put a visit in it, or make fewer parts` })
  const strange = shares.flat().filter((share) => !pattern.some((visit) => isShareOf(share, visit)))
  if (strange.length > 0) return refuse(...strange.slice(0, 3).map((share) => ({ clause: 'not-asked', words: `The package has no visit on ${wordsForDay(share.dayOfWeek)} from ${wordsForTime(share.earliestMinute)}` })))
  const faults = pattern.flatMap((visit) => {
    const inParts = shares.map((part) => part.filter((share) => isShareOf(share, visit)))
    const workers = inParts.flat().reduce((sum, share) => sum + share.workers, 0)
    const at = `${wordsForDay(visit.dayOfWeek)} from ${wordsForTime(visit.earliestMinute)}`
    if (inParts.some((part) => part.length > 1)) return [{ clause: 'twice', words: `${at} stands twice in one part` }]
    if (workers === 0) return [{ clause: 'left-out', words: `${at} is in no part` }]
    return workers === visit.workers ? [] : [{ clause: 'workers', words: `${at} takes ${countOf(visit.workers, 'care worker')}, and the parts together send ${String(workers)}` }]
  })
  if (faults.length > 0) return refuse(...faults.slice(0, 3))
  const parts = shares.map((part) => pattern.flatMap((visit) => part.filter((share) => isShareOf(share, visit)).map((share) => ({ ...visit, workers: share.workers }))))
  const isShared = pattern.some((visit) => shares.filter((part) => part.some((share) => isShareOf(share, visit))).length > 1)
  return allow({ parts, kind: isShared ? 'care-workers' : 'visits' })
}

/** The parts that a partial answer makes: what the provider can do, at the times that were asked for, and the rest. */
export function sharesOfAnswer(pattern: readonly PatternVisit[], offered: readonly OfferedVisit[]): readonly [readonly VisitShare[], readonly VisitShare[]] {
  const done: VisitShare[] = []
  const rest: VisitShare[] = []
  for (const visit of pattern) {
    const { dayOfWeek, earliestMinute } = visit
    const workers = offered.find((each) => isOf(each, visit))?.workers
    if (workers !== undefined) done.push({ dayOfWeek, earliestMinute, workers })
    if (workers === undefined) rest.push({ dayOfWeek, earliestMinute, workers: visit.workers })
    else if (workers < visit.workers) rest.push({ dayOfWeek, earliestMinute, workers: 1 })
  }
  return [done, rest]
}

function isShareOf(share: VisitShare, visit: PatternVisit): boolean {
  return share.dayOfWeek === visit.dayOfWeek && share.earliestMinute === visit.earliestMinute
}
