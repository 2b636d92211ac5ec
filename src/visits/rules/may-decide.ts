import type { DecidableException, DecisionKind } from '../terms/exception-decision.ts'
import { whoseTurn } from './whose-turn.ts'

/** Why something cannot be said of an exception; undefined when it can. */
export function decisionFault(exception: DecidableException, decision: DecisionKind, side: 'provider' | 'council'): { readonly clause: string; readonly words: string } | undefined {
  if (exception.isCleared) return { clause: 'cleared', words: 'it no longer stands: a corrected record took it away' }
  if (decision === 'acknowledged') {
    if (exception.treatment === 'fix') return { clause: 'to-fix', words: 'a reason is not enough: it must be put right, or the council lets it pass' }
    if (exception.decision !== null) return { clause: 'said-before', words: 'a reason was given before' }
    if (side === 'provider' && whoseTurn(exception.kind, exception.facts, exception.treatment).who === 'council') return { clause: 'not-your-turn', words: 'it is the council’s turn' }
    return undefined
  }
  if (side === 'provider') return { clause: 'council-decides', words: 'the council decides whether it is paid' }
  if (exception.treatment !== 'fix') return { clause: 'asks-a-reason', words: 'it keeps nothing from being paid: acknowledge it' }
  if (exception.decision === 'accepted') return { clause: 'accepted-before', words: 'it was let pass before' }
  if (exception.decision === decision) return { clause: 'said-before', words: 'that was decided before' }
  return undefined
}
