import { EXCEPTION_KINDS, type ExceptionKind } from '../terms.ts'
import type { Treatment } from '../terms/exception-settings.ts'
import { whoseTurn, type Turn } from './whose-turn.ts'

/** An exception as far as the turn depends on it. `flag`: the record itself says so (missed), or it has a placement (unplanned). */
export interface TurnCase {
  readonly kind: ExceptionKind
  readonly treatment: Treatment
  readonly flag: boolean
}

/** Every case in which the turn is one side's: the rule itself is asked, so that a search finds what it says. */
export function turnCases(who: Turn['who']): TurnCase[] {
  return EXCEPTION_KINDS.flatMap((kind) =>
    (['acknowledge', 'fix'] as const).flatMap((treatment) =>
      [true, false].flatMap((flag) => (whoseTurn(kind, { recorded: flag, hasPlacement: flag }, treatment).who === who ? [{ kind, treatment, flag }] : [])),
    ),
  )
}
