import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { nextPeriod, periodHolding, type PaymentCalendar, type PaymentPeriod } from './payment-period.ts'

/** The first and the last period that have been run; undefined before the first run. */
export interface PeriodsRun {
  readonly firstFromOn: Temporal.PlainDate
  readonly lastFromOn: Temporal.PlainDate
}

/** A period's place in the order in which periods are paid. */
export type PeriodState = 'run' | 'can-be-run' | 'not-ended' | 'waits-for-earlier' | 'before-first'

/**
 * Answers where a period stands. The first run may be of any period that has ended: it is where Tendwell takes paying over,
 * and visits before it are never paid here. After it periods are run one after the other, because each run also
 * corrects the ones before it.
 */
export function periodState(calendar: PaymentCalendar, period: PaymentPeriod, run: PeriodsRun | undefined, today: Temporal.PlainDate): PeriodState {
  const hasEnded = Temporal.PlainDate.compare(period.toOn, today) < 0
  if (run === undefined) return hasEnded ? 'can-be-run' : 'not-ended'
  const first = periodHolding(calendar, run.firstFromOn).index
  const last = periodHolding(calendar, run.lastFromOn).index
  if (period.index < first) return 'before-first'
  if (period.index <= last) return 'run'
  if (!hasEnded) return 'not-ended'
  return period.index === last + 1 ? 'can-be-run' : 'waits-for-earlier'
}

/** Answers whether payment may be run for the period that begins on a date, and gives the period. */
export function mayRun(calendar: PaymentCalendar, fromOn: Temporal.PlainDate, run: PeriodsRun | undefined, today: Temporal.PlainDate): Decision<PaymentPeriod> {
  const period = periodHolding(calendar, fromOn)
  const words = `${wordsForDate(period.fromOn)} to ${wordsForDate(period.toOn)}`
  if (!period.fromOn.equals(fromOn)) return refuse({ clause: 'not-a-period', words: `No payment period begins on ${wordsForDate(fromOn)}. That day is in the period ${words}: run the one that begins on ${wordsForDate(period.fromOn)}.` })
  const state = periodState(calendar, period, run, today)
  if (state === 'not-ended') return refuse({ clause: 'not-ended', words: `The period ${words} has not ended. It can be run from ${wordsForDate(period.toOn.add({ days: 1 }))}.` })
  if (state === 'before-first' && run !== undefined) return refuse({ clause: 'before-first', words: `The period ${words} lies before ${wordsForDate(run.firstFromOn)}, the first day that Tendwell paid. It is not paid here.` })
  if (state === 'waits-for-earlier' && run !== undefined) {
    const next = nextPeriod(calendar, periodHolding(calendar, run.lastFromOn))
    return refuse({ clause: 'out-of-order', words: `Periods are paid in order. Run ${wordsForDate(next.fromOn)} to ${wordsForDate(next.toOn)} first.` })
  }
  return allow(period, { clause: 'may-run', words: `The period ${words} has ended and every paid period before it is paid.` })
}
