import { wordsForDate, wordsForPence } from '../../kernel/words.ts'
import { termsAt } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { refusalToAnswer, startFault } from '../rules/answerable.ts'
import { priceFault } from '../rules/bids.ts'
import { insertBid } from '../store/bid.write.ts'
import { lockCallOffOfOffer } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listOfferedPackages } from '../store/offered-package.read.ts'
import { ANSWER_OFFERS, BID_MADE } from '../terms.ts'
import { refuseSuspended } from './refuse-suspended.ts'

/** A provider's bid. */
export interface BidInput {
  readonly offerId: string
  readonly pencePerHour: number
  /** First day of care. */
  readonly startsOn: Temporal.PlainDate
  readonly note: string | null
}

/**
 * Bids for a package in a mini-competition, for the provider it was offered to; a later bid takes the place of the one
 * before while bids are taken. Throws `NotFound` for another provider's offer, `Refused` when the time has passed, the
 * price is outside the window, or the package does not go to the best bid.
 */
export async function bidForPackage(house: House, actor: Actor, input: BidInput): Promise<{ readonly message: string }> {
  return write(house, actor, async (work) => {
    need(actor, ANSWER_OFFERS)
    const callOff = await lockCallOffOfOffer(work.tx, input.offerId)
    const [offer] = callOff === undefined ? [] : await listOffers(work.tx, { id: input.offerId })
    const [offered] = offer === undefined ? [] : await listOfferedPackages(work.tx, { offerId: offer.id })
    if (callOff === undefined || offer === undefined || offered === undefined || !isOwnOrganisation(actor, offer.providerId)) throw new NotFound('The offer')
    const refusal = refusalToAnswer({ answer: offer.answer?.answer ?? null, replyByAt: offer.replyByAt, searchClosedReason: callOff.closedReason, searchClosedAt: callOff.closedAt }, work.now)
    if (refusal !== undefined) throw new Refused(refusal.clause, refusal.words)
    const competition = modelOf(await termsAt(work, offered.frameworkId, callOff.openedAt), offered.serviceLine)
    if (callOff.steps[offer.step - 1]?.award !== 'best-bid' || competition.model !== 'open') throw new Refused('accept-instead', 'This package is not awarded by bids. Accept or decline it')
    await refuseSuspended(work, offer.providerId)
    const price = priceFault(competition, input.pencePerHour)
    if (price !== undefined) throw new Refused(price.clause, price.words, 'pounds')
    const start = startFault(input.startsOn, work.today)
    if (start !== undefined) throw new Refused(start.clause, start.words, 'startsOn')
    await insertBid(work.tx, { offerId: offer.id, providerId: offer.providerId, pencePerHour: input.pencePerHour, startsOn: input.startsOn, note: input.note, bidAt: work.now, bidBy: actor.name })
    work.audit({ kind: 'bid-made', subjectKind: 'offer', subjectId: offer.id, personId: offered.personId, detail: { packageId: offer.packageId, providerId: offer.providerId, pencePerHour: input.pencePerHour, startsOn: input.startsOn.toString() } })
    work.publish(BID_MADE, { callOffId: offer.callOffId, offerId: offer.id })
    return { message: `You bid ${wordsForPence(input.pencePerHour)} an hour for package ${offered.reference}, from ${wordsForDate(input.startsOn)}.` }
  })
}
