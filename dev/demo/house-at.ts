import { fixedClock } from '../../src/platform/action/clock.ts'
import { LONDON } from '../../src/kernel/london.ts'
import type { House } from '../../src/platform/action/work.ts'

/**
 * The house as it was at a moment of the invented history. Jobs that are due by the true clock are dropped: whoever tells
 * the history does what they would have done. Jobs of the future stay, and the worker will do them.
 */
export function houseAt(house: House, at: Temporal.Instant, trueNow: Temporal.Instant): House {
  return {
    db: house.db,
    clock: fixedClock(at),
    jobs: {
      ...house.jobs,
      send: async (tx, jobs) => {
        const later = jobs.filter((job) => job.startAfter !== undefined && Temporal.Instant.compare(job.startAfter, trueNow) > 0)
        if (later.length > 0) await house.jobs.send(tx, later)
      },
    },
  }
}

/** An instant on a date in London. */
export function momentOn(on: Temporal.PlainDate, hour: number, minute = 0): Temporal.Instant {
  return on.toZonedDateTime({ timeZone: LONDON, plainTime: new Temporal.PlainTime(hour, minute) }).toInstant()
}

/** The earlier of two instants. */
export function earliest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}
