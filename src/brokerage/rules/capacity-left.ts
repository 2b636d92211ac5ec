import { DAY_PARTS, DAY_PART_NAMES, type MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Reason } from '../../kernel/decision.ts'
import { hoursFigure } from '../../kernel/words.ts'
import { byPart, type PossibleUse } from '../terms/capacity-minutes.ts'
import type { CapacityLine } from '../terms/capacity.ts'

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
