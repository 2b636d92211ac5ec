import type { House } from '../action/work.ts'

/** Acts on one topic. Safe to run twice: a job can be delivered again after a crash. */
export interface JobHandler {
  /** The topic's name: `brokerage.placement-started`. */
  readonly topic: string
  /** What this handler does, for the failed-jobs page: `plan visits of a new placement`. */
  readonly name: string
  handle(house: House, payload: unknown): Promise<void>
}
