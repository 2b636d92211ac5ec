import { getPackage } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { listOffers } from '../store/offer.read.ts'
import { insertAnswers } from '../store/offer.write.ts'
import type { CallOff, Offer } from '../terms.ts'
import { OFFER_WITHDRAWN } from '../terms/webhooks.ts'

/** Withdraws the offers of a search, which the caller holds locked, that have no answer, and tells their providers. Answers them. With a provider, only its own. */
export async function withdrawOffers(work: Work, callOff: CallOff, providerId?: string): Promise<Offer[]> {
  const open = (await listOffers(work.tx, { callOffIds: [callOff.id] })).filter((offer) => offer.answer === null && (providerId === undefined || offer.providerId === providerId))
  if (open.length === 0) return []
  const carePackage = await getPackage(work, callOff.packageId)
  const answer = { answer: 'withdrawn', reason: null, note: null, startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } as const
  await insertAnswers(work.tx, open.map((offer) => ({ offer, answer })))
  for (const offer of open) work.audit({ kind: 'offer-withdrawn', subjectKind: 'offer', subjectId: offer.id, personId: carePackage.personId, detail: { packageId: offer.packageId, providerId: offer.providerId } })
  await notifyEach(work, 'provider-coordinator', 'offer-withdrawn', open.map((offer) => ({ organisationId: offer.providerId, fields: { package: carePackage.reference } })))
  for (const offer of open) work.announce(OFFER_WITHDRAWN, [offer.providerId], { offerId: offer.id, packageId: offer.packageId, link: `/offers/${offer.id}` })
  return open
}
