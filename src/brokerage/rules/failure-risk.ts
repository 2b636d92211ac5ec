import type { Need } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { InterimCover } from '../terms.ts'
import type { FailureRisk, FailureStep } from '../terms/failure.ts'

/** What the risk of a person is reckoned from. */
export interface RiskFacts {
  readonly livesAlone: boolean | null
  readonly mostWorkers: number
  readonly hasTimeCriticalVisit: boolean
  readonly needs: readonly Need[]
  readonly interimCover: InterimCover | null
}

/**
 * The risk to a person whose provider fails, in points, and why. The points are ours and order a list, nothing more: a time-critical
 * visit and living alone 3 each, medicines, two care workers and no interim cover 2 each; whether somebody lives alone not known, 1.
 */
export function failureRisk(facts: RiskFacts): FailureRisk {
  const found: (Reason & { readonly points: number })[] = []
  if (facts.hasTimeCriticalVisit) found.push({ clause: 'time-critical', words: 'Has a visit that must not be late', points: 3 })
  if (facts.livesAlone === true) found.push({ clause: 'lives-alone', words: 'Lives alone', points: 3 })
  if (facts.livesAlone === null) found.push({ clause: 'lives-alone-unknown', words: 'Whether the person lives alone is not known', points: 1 })
  if (facts.needs.includes('medicines')) found.push({ clause: 'medicines', words: 'Needs help with medicines', points: 2 })
  if (facts.mostWorkers > 1) found.push({ clause: 'two-workers', words: 'Needs two care workers', points: 2 })
  if (facts.interimCover === null || facts.interimCover === 'none') found.push({ clause: 'no-cover', words: 'No interim cover is arranged', points: 2 })
  return { points: found.reduce((sum, each) => sum + each.points, 0), reasons: found.map(({ clause, words }) => ({ clause, words })) }
}

/** How far a person has come, from what happened to their package. */
export function failureStep(facts: { readonly hasNext: boolean; readonly isOnOffer: boolean; readonly isWanted: boolean; readonly isPlaced: boolean; readonly isStarted: boolean; readonly hasEnded: boolean }): FailureStep {
  if (!facts.hasNext) return facts.hasEnded ? 'ended' : 'with-provider'
  if (facts.isStarted) return 'started'
  if (facts.isPlaced) return 'placed'
  if (!facts.isWanted) return 'ended'
  return facts.isOnOffer ? 'searching' : 'waiting'
}
