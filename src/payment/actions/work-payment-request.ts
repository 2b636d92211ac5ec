import { wordsForDate } from '../../kernel/words.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { findRequest } from '../store/pay-run-request.read.ts'
import { endRequest, updateProgress } from '../store/pay-run-request.write.ts'
import type { PayRunRequest } from '../terms.ts'
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
    await runPayment(house, systemActor(request.askedBy), { frameworkId: request.frameworkId, periodFromOn: request.fromOn, onProgress: note })
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    refusedWords = fault.message
    if (fault.code === 'cannot-price') await tellWhoMustAct(house, request, fault.message)
  }
  await noted
  await read(house, WORKER, (work) => endRequest(work.tx, requestId, work.now, refusedWords))
}

/** Payment is held until rates or rules are there: the commissioners who add them are told, and the finance officers who wait for them. */
async function tellWhoMustAct(house: House, request: PayRunRequest, why: string): Promise<void> {
  await write(house, WORKER, async (work) => {
    const fields = { from: wordsForDate(request.fromOn), why, link: `/frameworks/${request.frameworkId}` }
    for (const role of ['commissioner', 'finance-officer'] as const) await notify(work, { organisationId: null, role }, 'payment-held', fields)
    work.audit({ kind: 'payment-held', subjectKind: 'framework', subjectId: request.frameworkId, detail: { fromOn: request.fromOn.toString() } })
  })
}
