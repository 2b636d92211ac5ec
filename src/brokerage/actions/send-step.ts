import { randomUUID } from 'node:crypto'
import type { CarePackage } from '../../care/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { wordsForMoment } from '../rules/moment-words.ts'
import { replyBy } from '../rules/reply-by.ts'
import { insertOffers } from '../store/offer.write.ts'
import { OFFERS_DUE, type CallOff, type Offer } from '../terms.ts'
import { OFFER_MADE } from '../terms/webhooks.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'

/** A provider to be asked now, with its place in the order. */
interface Asked {
  readonly providerId: string
  readonly place: number | null
  readonly pencePerHour: number | null
}

/** Sends one step of a search: an offer to each of its providers, all with the same reply-by time, and a job for that time. */
export async function sendStep(work: Work, carePackage: CarePackage, callOff: CallOff, step: number, asked: readonly Asked[]): Promise<Offer[]> {
  const replyByAt = replyBy(work.now, callOff.steps[step - 1]?.replyWorkingMinutes ?? 0, bankHolidays)
  const offers = asked.map((each): Offer => ({
    id: randomUUID(),
    callOffId: callOff.id,
    packageId: carePackage.id,
    providerId: each.providerId,
    step,
    place: each.place ?? 0,
    sentAt: work.now,
    replyByAt,
    pencePerHour: each.pencePerHour ?? 0,
    answer: null,
  }))
  await insertOffers(work.tx, offers)
  work.audit({ kind: 'offers-sent', subjectKind: 'call-off', subjectId: callOff.id, personId: carePackage.personId, detail: { packageId: carePackage.id, step, offers: offers.map((offer) => ({ offerId: offer.id, providerId: offer.providerId })), replyByAt: replyByAt.toString() } })
  work.publish(OFFERS_DUE, { callOffId: callOff.id, step }, { startAfter: replyByAt })
  const by = wordsForMoment(replyByAt)
  await notifyEach(work, 'provider-coordinator', 'offer-sent', offers.map((offer) => ({ organisationId: offer.providerId, fields: { package: carePackage.reference, 'reply-by': by, link: `/offers/${offer.id}` } })))
  for (const offer of offers) work.announce(OFFER_MADE, [offer.providerId], { offerId: offer.id, packageId: offer.packageId, link: `/offers/${offer.id}` })
  return offers
}
