import type { ServiceLine } from '../../care/terms.ts'
import { dayPartOf, type DayPart, type MinutesByDayPart } from '../../kernel/day-part.ts'

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

/** Care-worker minutes a week of a pattern by the part of the day in which each visit may first start. */
export function minutesOfPattern(pattern: readonly { readonly earliestMinute: number; readonly minutes: number; readonly workers: number }[]): MinutesByDayPart {
  return byPart((part) => pattern.reduce((sum, visit) => sum + (dayPartOf(visit.earliestMinute) === part ? visit.minutes * visit.workers : 0), 0))
}

/** Minutes by part of the day, each asked for. */
export function byPart(minutesAt: (part: DayPart) => number): MinutesByDayPart {
  return { morning: minutesAt('morning'), lunch: minutesAt('lunch'), tea: minutesAt('tea'), evening: minutesAt('evening'), night: minutesAt('night') }
}
