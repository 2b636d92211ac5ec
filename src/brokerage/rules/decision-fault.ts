import type { Reason } from '../../kernel/decision.ts'
import type { PartialDecisionKind } from '../terms/partial-answer.ts'
import { wordsForMoment } from './moment-words.ts'

/** What decides whether a broker may decide on a partial answer. */
export interface DecisionFacts {
  readonly decision: PartialDecisionKind
  readonly isPlaced: boolean
  readonly isWithdrawn: boolean
  /** Reply-by time of offers of the running search that nobody has answered; null when there are none. */
  readonly openUntil: Temporal.Instant | null
}

/**
 * What stands in the way of a decision on a partial answer; undefined when nothing does. Somebody who was asked may take the whole until
 * the reply-by time, so a part is accepted, or the package split, only after it; a refusal hurts nobody and may come at any time.
 */
export function decisionFault(facts: DecisionFacts, now: Temporal.Instant): Reason | undefined {
  if (facts.isPlaced) return { clause: 'already-placed', words: 'The package is placed. Nothing was changed' }
  if (facts.isWithdrawn) return { clause: 'package-withdrawn', words: 'The package was withdrawn or split. Nothing was changed' }
  if (facts.decision === 'refused' || facts.openUntil === null || Temporal.Instant.compare(facts.openUntil, now) <= 0) return undefined
  return { clause: 'step-running', words: `Other providers may still take the whole until ${wordsForMoment(facts.openUntil)}. Decide after that, or withdraw the open offers first` }
}
