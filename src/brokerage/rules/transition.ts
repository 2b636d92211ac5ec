import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { SERVICE_LINE_NAMES, type ServiceLine } from '../../care/terms.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { TransitionRule } from '../../market/terms/replacement.ts'
import type { TransitionEvent } from '../terms/transition.ts'

export const TRANSITION_VERSION = 'transition/1'

/** Where a package would lie in the framework that takes the place of its own. */
export type NewZone = { readonly kind: 'zone'; readonly name: string } | { readonly kind: 'not-begun'; readonly name: string; readonly startsOn: Temporal.PlainDate } | { readonly kind: 'line-not-bought' } | { readonly kind: 'none' }

/** The minutes of a week when the replacement took effect, or when care began if that was later, and as they are now or are asked for. They count each care worker. */
export interface WeekSince {
  readonly beforeMinutes: Minutes
  readonly afterMinutes: Minutes
}

/** What the rule looks at. */
export interface TransitionFacts {
  readonly byName: string
  readonly fromOn: Temporal.PlainDate
  readonly rule: TransitionRule
  readonly on: Temporal.PlainDate
  readonly zone: NewZone
  readonly serviceLine: ServiceLine
  /** What happens to the package; null while nothing does. */
  readonly event: TransitionEvent | null
  /** Null for a package without a placement. */
  readonly week: WeekSince | null
  /** Last day of care where it is set and nothing follows. */
  readonly endsOn?: Temporal.PlainDate | null
}

/** Where a package stands: it moves now, on a day to come, or stays. */
interface Transition {
  readonly stand: 'moves' | 'will-move' | 'stays'
  /** The day of `will-move`. */
  readonly on: Temporal.PlainDate | null
  readonly reason: Reason
}

/**
 * Whether a package moves into the framework that replaces its own, under which clause, and with which fact. A package moves only as it is
 * referred: without an event `moves` says that it is due to.
 *
 * 0. Care that ends does so where it is.
 * 1. An event before the first day moves nothing.
 * 2. A package moves only into a zone: where the new framework has none for its postcode and service line, or that zone has not begun, it stays.
 * 3. From the day on which everything moves, everything does.
 * 4. A week that has changed for good by more than the share since the first day moves; the edge itself stays. Small changes count together.
 * 5. New, handed back and transferred packages move as the rule says.
 * 6. Everything else stays until one of these happens.
 *
 * Source: issue B; Isle of Wight report (packages that are new, significantly changed or handed back move; the others stay).
 */
export function transitionOf(facts: TransitionFacts): Transition {
  const { byName, fromOn, rule, on, event, week } = facts
  if (facts.endsOn != null) return stays('ends', `Care ends on ${wordsForDate(facts.endsOn)}.`)
  const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0
  if (event !== null && isBefore(on, fromOn)) return stays('before', `${byName} takes over on ${wordsForDate(fromOn)}. Until then nothing moves.`)
  const noZone = zoneFault(facts)
  if (noZone !== undefined) return noZone
  if (rule.allFromOn !== null && !isBefore(on, rule.allFromOn)) return moves('all', `Every package moves to ${byName} from ${wordsForDate(rule.allFromOn)}.`)
  const isChanged = week !== null && isBeyond(rule, week)
  if (isChanged && !isBefore(on, fromOn)) return moves('changed', `The week has changed for good by ${percentOf(week)} since ${wordsForDate(fromOn)}. More than ${String(rule.changedPercent)}% moves it to ${byName}.`)
  if (event === 'new') return rule.newPackages ? moves('new', `New packages go to ${byName} from ${wordsForDate(fromOn)}.`) : stays('new-stays', `New packages do not go to ${byName}.`)
  if (event === 'hand-back') return rule.handedBack ? moves('handed-back', `Packages that are handed back go to ${byName} from ${wordsForDate(fromOn)}.`) : stays('handed-back-stays', `Packages that are handed back do not go to ${byName}.`)
  if (event === 'transfer' && rule.transferred) return moves('transferred', `Packages that go to another provider go to ${byName} from ${wordsForDate(fromOn)}.`)
  if (rule.allFromOn !== null) return { stand: 'will-move', on: rule.allFromOn, reason: { clause: 'all-to-come', words: `Every package moves to ${byName} from ${wordsForDate(rule.allFromOn)}.` } }
  return stays('existing', existingWords(facts))
}

/** Whether a week has changed by more than the share that moves a package. */
export function isBeyond(rule: TransitionRule, week: WeekSince): boolean {
  return rule.changedPercent !== null && Math.abs(week.afterMinutes - week.beforeMinutes) * 100 > rule.changedPercent * week.beforeMinutes
}

function zoneFault({ zone, byName, rule, serviceLine }: TransitionFacts): Transition | undefined {
  if (zone.kind === 'zone') return undefined
  if (zone.kind === 'none') return stays('no-zone', `Its postcode lies in no zone of ${byName}.`)
  if (zone.kind === 'line-not-bought') return stays('line-not-bought', `${byName} does not buy ${SERVICE_LINE_NAMES[serviceLine].toLowerCase()}.`)
  if (rule.allFromOn === null) return stays('zone-not-begun', `${zone.name} of ${byName} begins on ${wordsForDate(zone.startsOn)}. Until then packages stay.`)
  const movesOn = Temporal.PlainDate.compare(rule.allFromOn, zone.startsOn) > 0 ? rule.allFromOn : zone.startsOn
  return { stand: 'will-move', on: movesOn, reason: { clause: 'zone-to-begin', words: `Every package moves to ${byName}, and its zone ${zone.name} begins on ${wordsForDate(zone.startsOn)}.` } }
}

function existingWords({ rule, week, fromOn, on }: TransitionFacts): string {
  if (week === null) return 'It was referred before, and stays while it waits.'
  if (rule.changedPercent === null) return 'An existing package stays.'
  if (week.afterMinutes === week.beforeMinutes) return `An existing package stays. Its week has not changed${Temporal.PlainDate.compare(on, fromOn) < 0 ? '' : ` since ${wordsForDate(fromOn)}`}.`
  return `An existing package stays. Its week has changed by ${percentOf(week)}, and more than ${String(rule.changedPercent)}% would move it.`
}

/** The share by which a week has changed, to a tenth, never shown as a limit that it exceeds: 20.1%. */
function percentOf({ beforeMinutes, afterMinutes }: WeekSince): string {
  if (beforeMinutes === 0) return afterMinutes === 0 ? '0%' : '100%'
  return `${String(Math.ceil((Math.abs(afterMinutes - beforeMinutes) * 1000) / beforeMinutes) / 10)}%`
}

function moves(clause: string, words: string): Transition {
  return { stand: 'moves', on: null, reason: { clause, words } }
}

function stays(clause: string, words: string): Transition {
  return { stand: 'stays', on: null, reason: { clause, words } }
}
