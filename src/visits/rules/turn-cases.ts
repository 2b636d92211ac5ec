import { EXCEPTION_KINDS } from '../terms.ts'
import type { TurnCase } from '../terms/exception-decision.ts'
import { whoseTurn, type Turn } from './whose-turn.ts'

/** Every case in which the turn is one side's: the rule itself is asked, so that a search finds what it says. */
export function turnCases(who: Turn['who']): TurnCase[] {
  return EXCEPTION_KINDS.flatMap((kind) =>
    (['acknowledge', 'fix'] as const).flatMap((treatment) =>
      [true, false].flatMap((flag) => (whoseTurn(kind, { recorded: flag, hasPlacement: flag }, treatment).who === who ? [{ kind, treatment, flag }] : [])),
    ),
  )
}
