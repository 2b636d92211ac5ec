import type { Tx } from '../db/handles.ts'
import type { OutgoingJob } from './topic.ts'

/** A job that was given up after its retries. */
export interface FailedJob {
  readonly id: string
  readonly queue: string
  readonly handler: string
  readonly payload: unknown
  readonly failedAt: Temporal.Instant | null
  readonly failure: string
}

/** What actions and the failed-jobs page may do with the queue. */
export interface JobSender {
  /** Puts jobs in the queue within the transaction that decided them. */
  send(tx: Tx, jobs: readonly OutgoingJob[]): Promise<void>
  listFailed(): Promise<FailedJob[]>
  /** Puts a failed job back in its queue. */
  retry(queue: string, id: string): Promise<void>
}
