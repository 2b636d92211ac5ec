import type { ServiceLine } from '../../care/terms.ts'
import { DAY_PARTS, DAY_PART_NAMES, dayPartOf, type DayPart, type MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Reason } from '../../kernel/decision.ts'
import { hoursFigure } from '../../kernel/words.ts'
import type { CapacityLine } from '../terms/capacity.ts'

/** A package that a provider was offered, as far as declared capacity is concerned. */
export interface PossibleUse {
  readonly providerId: string
  /** Zone whose declared hours it draws on: the package's own, or the one an accepted line of an assignment names. */
  readonly zoneId: string
  readonly serviceLine: ServiceLine
  readonly minutes: MinutesByDayPart
  readonly answer: 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | null
  readonly answeredAt: Temporal.Instant | null
  readonly replyByAt: Temporal.Instant
  /** Whether the search that it belongs to still runs. */
  readonly isSearching: boolean
  /** Last day of the placement that came of it; null while it has no end, or when none came. */
  readonly endsOn: Temporal.PlainDate | null
}

export const NO_MINUTES: MinutesByDayPart = { morning: 0, lunch: 0, tea: 0, evening: 0, night: 0 }

/**
 * Whether an offer takes from hours declared at an instant. An open offer always does, whenever it was sent: the provider may accept it yet. A
 * package accepted after the declaration does until care has ended; one accepted before was known when the hours were declared. A
 * declined, lapsed or withdrawn offer takes nothing.
 */
export function takesCapacity(use: PossibleUse, declaredAt: Temporal.Instant, now: Temporal.Instant, today: Temporal.PlainDate): boolean {
  if (use.answer === null) return use.isSearching && Temporal.Instant.compare(use.replyByAt, now) > 0
  if (use.answer !== 'accepted' || use.answeredAt === null) return false
  const isSince = Temporal.Instant.compare(use.answeredAt, declaredAt) > 0
  return isSince && (use.endsOn === null || Temporal.PlainDate.compare(use.endsOn, today) >= 0)
}

/** Declared minutes of a line less what offers of its zone and service line take; below nothing where more was given than declared. */
export function capacityLeft(line: CapacityLine, uses: readonly PossibleUse[], declaredAt: Temporal.Instant, now: Temporal.Instant, today: Temporal.PlainDate): MinutesByDayPart {
  const taking = uses.filter((use) => use.zoneId === line.zoneId && use.serviceLine === line.serviceLine && takesCapacity(use, declaredAt, now, today))
  return byPart((part) => line.minutes[part] - taking.reduce((sum, use) => sum + use.minutes[part], 0))
}

/** Where a package is larger than what is left, in words; undefined where it fits. */
export function shortfall(needed: MinutesByDayPart, left: MinutesByDayPart): Reason | undefined {
  const short = DAY_PARTS.filter((part) => needed[part] > left[part])
  if (short.length === 0) return undefined
  const words = short.map((part) => `${DAY_PART_NAMES[part].toLowerCase()}: ${hoursFigure(Math.max(0, left[part]))} of the ${hoursFigure(needed[part])} hours a week it needs`)
  return { clause: 'capacity-taken', words: words.join('; ') }
}

/** Care-worker minutes a week of a pattern by the part of the day in which each visit may first start. */
export function minutesOfPattern(pattern: readonly { readonly earliestMinute: number; readonly minutes: number; readonly workers: number }[]): MinutesByDayPart {
  return byPart((part) => pattern.reduce((sum, visit) => sum + (dayPartOf(visit.earliestMinute) === part ? visit.minutes * visit.workers : 0), 0))
}

/** Minutes by part of the day, each asked for. */
export function byPart(minutesAt: (part: DayPart) => number): MinutesByDayPart {
  return { morning: minutesAt('morning'), lunch: minutesAt('lunch'), tea: minutesAt('tea'), evening: minutesAt('evening'), night: minutesAt('night') }
}
