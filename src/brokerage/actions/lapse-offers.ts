import { getPackage } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { listCallOffsDue, lockCallOff } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { insertAnswers } from '../store/offer.write.ts'
import { SEND_OFFERS, type Offer } from '../terms.ts'
import { OFFER_LAPSED } from '../terms/webhooks.ts'
import { bidsOf, moveOn } from './move-on.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Records as lapsed the offers of a search whose reply-by time has passed without an answer, and sends the next step when
 * everybody of this one has answered. Undefined when there was nothing to do. Safe to run twice, and too early.
 */
export async function lapseOffers(house: House, actor: Actor, input: { readonly callOffId: string }): Promise<{ readonly lapsed: number } | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const callOff = await lockCallOff(work.tx, input.callOffId)
    if (callOff === undefined || callOff.closedAt !== null) return undefined
    const offers = await listOffers(work.tx, { callOffIds: [callOff.id] })
    const bids = await bidsOf(work, callOff, offers)
    const late = offers.filter((offer) => offer.answer === null && !bids.has(offer.id) && Temporal.Instant.compare(offer.replyByAt, work.now) <= 0)
    const carePackage = late.length === 0 ? undefined : await getPackage(work, callOff.packageId)
    const answered = carePackage === undefined ? offers : await lapse(work, carePackage, offers, late)
    const moved = await moveOn(work, callOff, answered, carePackage)
    return late.length === 0 && moved === undefined ? undefined : { lapsed: late.length }
  })
}

/** `lapseOffers` for every search that is due: the safety net under the jobs of single reply-by times. Answers how many searches it moved. */
export async function lapseDueOffers(house: House, actor: Actor): Promise<number> {
  const due = await read(house, actor, (work) => {
    need(actor, SEND_OFFERS)
    return listCallOffsDue(work.tx, work.now)
  })
  let moved = 0
  for (const callOffId of due) if ((await lapseOffers(house, actor, { callOffId })) !== undefined) moved += 1
  return moved
}

async function lapse(work: Work, carePackage: CarePackage, offers: readonly Offer[], late: readonly Offer[]): Promise<Offer[]> {
  const answer = { answer: 'lapsed', reason: null, note: null, startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } as const
  await insertAnswers(work.tx, late.map((offer) => ({ offer, answer })))
  for (const offer of late) work.audit({ kind: 'offer-lapsed', subjectKind: 'offer', subjectId: offer.id, personId: carePackage.personId, detail: { packageId: offer.packageId, providerId: offer.providerId } })
  for (const offer of late) work.announce(OFFER_LAPSED, [offer.providerId], { offerId: offer.id, packageId: offer.packageId, link: `/offers/${offer.id}` })
  return offers.map((offer) => (late.includes(offer) ? { ...offer, answer } : offer))
}
