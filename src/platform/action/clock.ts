/** The one source of "now". Tests and the demonstration's history set it. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that always shows the same instant. */
export function fixedClock(at: Temporal.Instant | string): Clock {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at
  return { now: () => instant }
}
