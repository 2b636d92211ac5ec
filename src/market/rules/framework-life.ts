import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { FrameworkLife } from '../terms/framework-life.ts'

/** The last day a number of months later. A term that ends with a month goes on ending with a month: 28 February 2027 and 12 months end on 29 February 2028. */
export function extendedTo(endsOn: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return endsOn.add({ days: 1 }).add({ months }).subtract({ days: 1 })
}

/** The last day a framework can have: as let, with every one of its extensions. */
export function lastPossibleDay({ firstEndsOn, extensions }: Pick<FrameworkLife, 'firstEndsOn' | 'extensions'>): Temporal.PlainDate {
  return extensions.reduce((endsOn, extension) => extension.used?.toEndsOn ?? extendedTo(endsOn, extension.months), firstEndsOn)
}

/**
 * Answers which extension is used next and the last day it gives.
 *
 * 1. Extensions are used in their order, each once.
 * 2. A framework that has ended cannot be extended: what has lapsed must be let anew.
 */
export function extensionToUse(life: Pick<FrameworkLife, 'extensions'>, endsOn: Temporal.PlainDate, today: Temporal.PlainDate): Decision<{ readonly position: number; readonly fromEndsOn: Temporal.PlainDate; readonly toEndsOn: Temporal.PlainDate }> {
  if (Temporal.PlainDate.compare(endsOn, today) < 0) return refuse({ clause: 'framework-ended', words: `The framework ended on ${wordsForDate(endsOn)}. It can no longer be extended.` })
  const next = life.extensions.find((extension) => extension.used === null)
  if (next === undefined) return refuse({ clause: 'no-extension-left', words: life.extensions.length === 0 ? 'This framework was let without extensions.' : 'Every extension of this framework has been used.' })
  return allow({ position: next.position, fromEndsOn: endsOn, toEndsOn: extendedTo(endsOn, next.months) })
}
