import { systemActor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findRequest } from '../store/pay-run-request.read.ts'
import { endRequest, updateProgress } from '../store/pay-run-request.write.ts'
import { runPayment } from './run-payment.ts'

const WORKER = systemActor('payment run')

/**
 * Runs the payment that somebody asked for, in their name: they held the permission when they asked. Notes how far it has come,
 * and why it was refused if it was, in transactions of its own. Safe to run twice: the run answers `already`.
 */
export async function workPaymentRequest(house: House, requestId: string): Promise<void> {
  const request = await read(house, WORKER, (work) => findRequest(work.tx, requestId))
  if (request === undefined || request.endedAt !== null) return
  let noted: Promise<unknown> = Promise.resolve()
  const note = (done: number, total: number): void => {
    // Notes wait for one another, so that an older one never comes last. One that fails only leaves the page a step behind.
    noted = noted.then(() => read(house, WORKER, (work) => updateProgress(work.tx, requestId, done, total))).catch(() => undefined)
  }
  let refusedWords: string | null = null
  try {
    await runPayment(house, systemActor(request.askedBy), { frameworkId: request.frameworkId, periodFromOn: request.fromOn, askedByAccount: request.askedByAccount, onProgress: note })
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    refusedWords = fault.message
  }
  await noted
  await read(house, WORKER, (work) => endRequest(work.tx, requestId, work.now, refusedWords))
}
