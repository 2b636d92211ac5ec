import type { House } from '../action/work.ts'

/** Acts on one topic. Safe to run twice: a job can be delivered again after a crash. */
export interface JobHandler {
  /** The topic's name: `brokerage.placement-started`. A job of the clock alone names its own: `visits.nightly`. */
  readonly topic: string
  /** What this handler does, for the failed-jobs page: `plan visits of a new placement`. */
  readonly name: string
  /** Runs by the clock as well, in Europe/London: `15 0 * * *` is a quarter past midnight. */
  readonly cron?: string
  handle(house: House, payload: unknown): Promise<void>
}
