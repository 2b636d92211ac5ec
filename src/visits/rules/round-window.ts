/** A planned visit's time, seconds since 1970. */
export interface RoundTime {
  /** First and last second of its date in London. */
  readonly dayStartSecond: number
  readonly dayEndSecond: number
  readonly startSecond: number
  readonly minutes: number
}

/** How long before an early start, and after a late end, a visit is on the phone. Ours. */
const BEFORE_SECONDS = 4 * 3600
const AFTER_SECONDS = 6 * 3600

/**
 * From when until when a planned visit is in a phone's round: on its day, and across midnight for a visit that starts early or ends late.
 * From midnight, or four hours before its start if that is sooner; until midnight, or six hours after its planned end if that is later.
 */
export function roundWindow(visit: RoundTime): { readonly fromSecond: number; readonly untilSecond: number } {
  return {
    fromSecond: Math.min(visit.dayStartSecond, visit.startSecond - BEFORE_SECONDS),
    untilSecond: Math.max(visit.dayEndSecond, visit.startSecond + visit.minutes * 60 + AFTER_SECONDS),
  }
}

/** Whether a visit is in the round now. */
export function isInRound(visit: RoundTime, nowSecond: number): boolean {
  const { fromSecond, untilSecond } = roundWindow(visit)
  return fromSecond <= nowSecond && nowSecond < untilSecond
}
