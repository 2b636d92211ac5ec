import type { Tx } from '../db/handles.ts'
import type { OutgoingJob } from './topic.ts'

/** Puts jobs in the queue within the transaction that decided them. */
export interface JobSender {
  send(tx: Tx, jobs: readonly OutgoingJob[]): Promise<void>
}
