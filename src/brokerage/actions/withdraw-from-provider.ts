import { londonInstant } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { lockCallOff } from '../store/call-off.read.ts'
import { listFailures } from '../store/failure.read.ts'
import { listOpenSearchesAsking } from '../store/open-offer.read.ts'
import { OFFER_DECLINED, SEND_OFFERS } from '../terms.ts'
import { FAILURE_BEGINS, type ProviderFailure } from '../terms/failure.ts'
import { withdrawOffers } from './withdraw-offers.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Withdraws every open offer to a provider, tells it, and lets each search go on to whom it asks next. Answers how many. */
export async function withdrawFromProvider(work: Work, providerId: string): Promise<number> {
  let withdrawn = 0
  for (const id of await listOpenSearchesAsking(work.tx, providerId)) {
    const callOff = await lockCallOff(work.tx, id)
    if (callOff === undefined || callOff.closedAt !== null) continue
    const offers = await withdrawOffers(work, callOff, providerId)
    for (const offer of offers) work.publish(OFFER_DECLINED, { callOffId: callOff.id, offerId: offer.id })
    withdrawn += offers.length
  }
  return withdrawn
}

/** Withdraws the open offers of a provider that was marked as failing: now, or by a job on the day from which it is given no new work. Answers how many were withdrawn now. */
export async function withdrawForFailure(work: Work, failure: Pick<ProviderFailure, 'id' | 'providerId' | 'fromOn'>): Promise<number> {
  if (Temporal.PlainDate.compare(failure.fromOn, work.today) <= 0) return withdrawFromProvider(work, failure.providerId)
  work.publish(FAILURE_BEGINS, { failureId: failure.id }, { startAfter: londonInstant(failure.fromOn, 0) })
  return 0
}

/** The same for the job of that day. Safe to run twice; undefined when nothing is open. */
export async function withdrawWhenFailureBegins(house: House, actor: Actor, input: { readonly failureId: string }): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const [failure] = await listFailures(work.tx, input.failureId)
    if (failure === undefined || Temporal.PlainDate.compare(failure.fromOn, work.today) > 0) return undefined
    const withdrawn = await withdrawFromProvider(work, failure.providerId)
    return withdrawn === 0 ? undefined : withdrawn
  })
}
