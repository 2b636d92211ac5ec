import { randomUUID } from 'node:crypto'
import { wordsForDate } from '../../kernel/words.ts'
import { listRates, rateFor } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { refusalToAnswer, startFault } from '../rules/answerable.ts'
import { lockCallOffOfOffer } from '../store/call-off.read.ts'
import { closeCallOff } from '../store/call-off.write.ts'
import { listOffers } from '../store/offer.read.ts'
import { insertAnswers } from '../store/offer.write.ts'
import { listOfferedPackages, type OfferedPackage } from '../store/offered-package.read.ts'
import { insertPlacement } from '../store/placement.write.ts'
import { ANSWER_OFFERS, OFFER_DECLINED, PACKAGE_PLACED, type DeclineReason, type Offer } from '../terms.ts'

export type AnswerInput =
  | { readonly offerId: string; readonly answer: 'accepted'; readonly startsOn: Temporal.PlainDate }
  | { readonly offerId: string; readonly answer: 'declined'; readonly reason: DeclineReason; readonly note: string | null }

/** What came of an answer: the placement of an acceptance, and what the provider should know about it. */
export interface Answered {
  readonly placementId: string | null
  readonly personId: string
  readonly message: string
}

/**
 * Answers an offer for the provider it was made to. Accepting places the package: the search is locked first, so that of
 * all who accept at once one is given it and the others are told so. The rate is that of the framework on the first day
 * of care. Throws `NotFound` for another provider's offer, `Refused` when it was answered, has lapsed or is withdrawn.
 */
export async function answerOffer(house: House, actor: Actor, input: AnswerInput): Promise<Answered> {
  return write(house, actor, async (work) => {
    need(actor, ANSWER_OFFERS)
    const callOff = await lockCallOffOfOffer(work.tx, input.offerId)
    const [offer] = callOff === undefined ? [] : await listOffers(work.tx, { id: input.offerId })
    const [offered] = offer === undefined ? [] : await listOfferedPackages(work.tx, { offerId: offer.id })
    if (callOff === undefined || offer === undefined || offered === undefined || !isOwnOrganisation(actor, offer.providerId)) throw new NotFound('The offer')
    const refusal = refusalToAnswer({ answer: offer.answer?.answer ?? null, replyByAt: offer.replyByAt, searchClosedReason: callOff.closedReason, searchClosedAt: callOff.closedAt }, work.now)
    if (refusal !== undefined) throw new Refused(refusal.clause, refusal.words)
    return input.answer === 'accepted' ? accept(work, offer, offered, input.startsOn) : decline(work, offer, offered, input.reason, input.note)
  })
}

async function accept(work: Work, offer: Offer, offered: OfferedPackage, startsOn: Temporal.PlainDate): Promise<Answered> {
  const fault = startFault(startsOn, work.today)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'startsOn')
  const { frameworkId, zoneId, serviceLine, tier, packageId, personId } = offered
  const rate = rateFor(await listRates(work, frameworkId), { zoneId, serviceLine, tier, on: startsOn })
  if (!rate.ok) throw new Refused('no-rate', rate.reasons.map((reason) => reason.words).join(' '), 'startsOn')
  const placementId = randomUUID()
  await insertAnswers(work.tx, [{ offer, answer: { answer: 'accepted', reason: null, note: null, startsOn, answeredAt: work.now, answeredBy: work.actor.name } }])
  const placement = { id: placementId, packageId, personId, providerId: offer.providerId, frameworkId, zoneId, serviceLine, tier, startsOn, pencePerHour: rate.value.pencePerHour, placedAt: work.now, offerId: offer.id }
  if (!(await insertPlacement(work.tx, placement))) throw new Refused('already-placed', 'Another provider has been given this package. You do not need to do anything')
  await closeCallOff(work.tx, offer.callOffId, work.now, 'placed')
  work.audit({ kind: 'offer-accepted', subjectKind: 'offer', subjectId: offer.id, personId, detail: { packageId, providerId: offer.providerId, startsOn: startsOn.toString() } })
  work.audit({ kind: 'package-placed', subjectKind: 'placement', subjectId: placementId, personId, detail: { packageId, providerId: offer.providerId, tier, rateId: rate.value.id, pencePerHour: rate.value.pencePerHour } })
  work.publish(PACKAGE_PLACED, { placementId, callOffId: offer.callOffId, packageId })
  const isLate = Temporal.PlainDate.compare(startsOn, offered.startByOn) > 0
  const late = isLate ? ` Care was asked for by ${wordsForDate(offered.startByOn)}: the broker can see that it starts later.` : ''
  return { placementId, personId, message: `Package ${offered.reference} is yours from ${wordsForDate(startsOn)}.${late}` }
}

async function decline(work: Work, offer: Offer, offered: OfferedPackage, reason: DeclineReason, note: string | null): Promise<Answered> {
  await insertAnswers(work.tx, [{ offer, answer: { answer: 'declined', reason, note, startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } }])
  work.audit({ kind: 'offer-declined', subjectKind: 'offer', subjectId: offer.id, personId: offered.personId, detail: { packageId: offer.packageId, providerId: offer.providerId, reason } })
  work.publish(OFFER_DECLINED, { callOffId: offer.callOffId, offerId: offer.id })
  return { placementId: null, personId: offered.personId, message: `You declined package ${offered.reference}.` }
}
