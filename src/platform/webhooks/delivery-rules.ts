import type { Attempt } from './terms.ts'

const MINUTE = 60
const HOUR = 3600

/** Seconds from each failed attempt to the next; after the last there is none. About three days in all, as Standard Webhooks advises. */
const WAITS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR] as const

/** How many attempts are made by themselves. */
export const MOST_ATTEMPTS = WAITS.length + 1

/** Seconds to wait after the failed attempt of this number; undefined when it was the last. */
export function secondsToNext(number: number): number | undefined {
  return WAITS[number - 1]
}

export type DeliveryState = 'taken' | 'waiting' | 'given-up'

/** What became of a delivery: taken once, for ever. */
export function deliveryState(attempts: readonly Pick<Attempt, 'number' | 'wasTaken'>[]): DeliveryState {
  if (attempts.some((attempt) => attempt.wasTaken)) return 'taken'
  return attempts.length >= MOST_ATTEMPTS ? 'given-up' : 'waiting'
}

const FAILING_HOURS = 72
const FAILING_ATTEMPTS = 10

/** Whether an endpoint has failed for so long that it is paused: every attempt of three days, and ten at least. */
export function isFailingTooLong(since: { readonly firstFailureAt: Temporal.Instant; readonly failures: number }, now: Temporal.Instant): boolean {
  return since.failures >= FAILING_ATTEMPTS && now.epochMilliseconds - since.firstFailureAt.epochMilliseconds >= FAILING_HOURS * HOUR * 1000
}

/** HTTP says of 410 that the resource will not come back. */
export const GONE = 410
