import { wordsForDate } from '../../kernel/words.ts'
import { listBlocks, termsAt } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { declineFault, refusalToAnswer, startFault } from '../rules/answerable.ts'
import { lockCallOffOfOffer } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { insertAnswers } from '../store/offer.write.ts'
import { listOfferedPackages, type OfferedPackage } from '../store/offered-package.read.ts'
import { listHeldMinutes, lockBlock } from '../store/zone-hours.read.ts'
import { ANSWER_OFFERS, OFFER_DECLINED, type DeclineReason, type Offer, type OfferStep } from '../terms.ts'
import type { OfferedVisit } from '../terms/partial-answer.ts'
import { answerInPart } from './answer-in-part.ts'
import { placePackage } from './place-package.ts'
import { refuseSuspended } from './refuse-suspended.ts'

export type AnswerInput =
  | { readonly offerId: string; readonly answer: 'accepted'; readonly startsOn: Temporal.PlainDate }
  | { readonly offerId: string; readonly answer: 'declined'; readonly reason: DeclineReason; readonly note: string | null }
  | { readonly offerId: string; readonly answer: 'partial'; readonly visits: readonly OfferedVisit[]; readonly startsOn: Temporal.PlainDate; readonly note: string | null }

/** What came of an answer: the placement of an acceptance, and what the provider should know about it. */
export interface Answered {
  readonly placementId: string | null
  readonly personId: string
  readonly message: string
}

/**
 * Answers an offer for the provider it was made to. Accepting places the package: the search is locked first, so that of
 * all who accept at once one is given it and the others are told so. The rate is that of the framework on the first day
 * of care. An answer in part ("yes, but") places nothing: it waits for a broker. Throws `NotFound` for another provider's offer, `Refused` when it was answered, has lapsed or is withdrawn, and for
 * an acceptance by a provider that has been suspended from new work since it was asked.
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
    const step = callOff.steps[offer.step - 1]
    if (input.answer === 'partial') return answerInPart(work, offer, offered, step, input)
    return input.answer === 'accepted' ? accept(work, offer, offered, step, input.startsOn) : decline(work, offer, offered, input.reason, input.note)
  })
}

async function accept(work: Work, offer: Offer, offered: OfferedPackage, step: OfferStep | undefined, startsOn: Temporal.PlainDate): Promise<Answered> {
  if (offered.withdrawnOn !== null) throw new Refused('withdrawn', 'The council has withdrawn this package: it is no longer needed. You do not need to do anything')
  await refuseSuspended(work, offer.providerId)
  if (step?.award === 'best-bid') throw new Refused('bid-instead', 'This package goes to the best bid. Make a bid with your price and the day on which you can start')
  const fault = startFault(startsOn, work.today)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'startsOn')
  if (step?.award === 'block') await refuseFullBlock(work, offer, offered)
  const placementId = await placePackage(work, offer, offered, startsOn, { name: work.actor.name, agreedPencePerHour: null, note: null })
  const isLate = Temporal.PlainDate.compare(startsOn, offered.startByOn) > 0
  const late = isLate ? ` Care was asked for by ${wordsForDate(offered.startByOn)}: the broker can see that it starts later.` : ''
  return { placementId, personId: offered.personId, message: `Package ${offered.reference} is yours from ${wordsForDate(startsOn)}.${late}` }
}

/** Of all who accept out of one block at once, as many are given their package as the guaranteed hours hold. */
async function refuseFullBlock(work: Work, offer: Offer, offered: OfferedPackage): Promise<void> {
  const { frameworkId, zoneId } = offered
  await lockBlock(work.tx, zoneId, offer.providerId)
  const block = (await listBlocks(work, { frameworkId, zoneId, on: work.today })).find((each) => each.providerId === offer.providerId)
  const held = await listHeldMinutes(work.tx, { frameworkId, zoneId, on: work.today })
  const used = held.filter((each) => each.providerId === offer.providerId).reduce((sum, each) => sum + each.weeklyMinutes, 0)
  if (used + offered.weeklyMinutes > (block?.weeklyMinutes ?? 0)) throw new Refused('block-full', 'Your guaranteed hours in this zone have been filled since by other packages, so this one can no longer be placed in them. Decline it: it is then offered as a spot purchase')
}

async function decline(work: Work, offer: Offer, offered: OfferedPackage, reason: DeclineReason, note: string | null): Promise<Answered> {
  const terms = await termsAt(work, offered.frameworkId, offered.searchOpenedAt)
  const fault = declineFault(modelOf(terms, offered.serviceLine), offered.tier, reason)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'reason')
  await insertAnswers(work.tx, [{ offer, answer: { answer: 'declined', reason, note, startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } }])
  work.audit({ kind: 'offer-declined', subjectKind: 'offer', subjectId: offer.id, personId: offered.personId, detail: { packageId: offer.packageId, providerId: offer.providerId, reason } })
  work.publish(OFFER_DECLINED, { callOffId: offer.callOffId, offerId: offer.id })
  return { placementId: null, personId: offered.personId, message: `You declined package ${offered.reference}.` }
}
