import type { PatternVisit } from '../../care/terms.ts'
import { termsAt } from '../../market/public.ts'
import { modelOf, type ContractModel } from '../../market/terms/contract-model.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { declineFault } from '../rules/answerable.ts'
import { offerStatus } from '../rules/offer-status.ts'
import { workingMinutesBetween } from '../rules/reply-by.ts'
import { listBidScores, listBids } from '../store/bid.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listOfferedPackages, listPattern, type OfferedPackage } from '../store/offered-package.read.ts'
import { findPartialOutcome } from '../store/partial-answer.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { DECLINE_REASONS, SEE_OFFERS, type DeclineReason, type MadeBid, type Offer, type OfferStatus } from '../terms.ts'
import type { PartialDecisionKind } from '../terms/partial-answer.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'

/** How far back a provider's list of answered offers goes. */
const SHOWN_DAYS = 90

/** An offer as its provider sees it: never another's place, count or name. */
export interface SeenOffer {
  readonly offer: Offer
  readonly offered: OfferedPackage
  readonly status: OfferStatus
  /** Working minutes left to answer. */
  readonly minutesLeft: number
}

/** The offers made to the actor's provider in the last 90 days: the open ones first, the next due on top; then the answered, newest first. */
export async function seeOffers(house: House, actor: Actor): Promise<SeenOffer[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OFFERS)
    const sentSince = work.now.subtract({ hours: SHOWN_DAYS * 24 })
    const packages = new Map((await listOfferedPackages(work.tx, { sentSince })).map((each) => [each.offerId, each]))
    const offers = (await listOffers(work.tx, { sentSince })).filter((offer) => isOwnOrganisation(actor, offer.providerId))
    const seen = offers.flatMap((offer) => {
      const offered = packages.get(offer.id)
      return offered === undefined ? [] : [seenOffer(offer, offered, work.now)]
    })
    return seen.toSorted((a, b) => Number(b.status === 'open') - Number(a.status === 'open') || (a.status === 'open' ? Temporal.Instant.compare(a.offer.replyByAt, b.offer.replyByAt) : Temporal.Instant.compare(b.offer.sentAt, a.offer.sentAt)))
  })
}

/** A mini-competition as one bidder sees it: the price it may bid, and its own bid so far. */
export interface SeenCompetition {
  readonly prices: Extract<ContractModel, { model: 'open' }>
  readonly bid: MadeBid | null
  /** Where its bid came, once they were compared; its place is null when it could no longer be given the package. Never another's price or score. */
  readonly outcome: { readonly place: number | null; readonly qualityScore: number; readonly pencePerHour: number } | null
}

/** One offer in full. */
export interface WholeOffer extends SeenOffer {
  readonly pattern: readonly PatternVisit[]
  /** Null when the first to accept is given the package. */
  readonly competition: SeenCompetition | null
  /** Reasons for which it may be declined. */
  readonly declineReasons: readonly DeclineReason[]
  readonly placementId: string | null
  /** What the council decided on its answer in part; null while it has not, and for other answers. */
  readonly partialOutcome: PartialDecisionKind | null
  readonly today: Temporal.PlainDate
}

/** One offer with the week it asks for, and the placement it became. Audits `offer-read`. Throws `NotFound` for another provider's. */
export async function seeOffer(house: House, actor: Actor, offerId: string): Promise<WholeOffer> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OFFERS)
    const [offer] = await listOffers(work.tx, { id: offerId })
    const [offered] = await listOfferedPackages(work.tx, { offerId })
    if (offer === undefined || offered === undefined || !isOwnOrganisation(actor, offer.providerId)) throw new NotFound('The offer')
    work.audit({ kind: 'offer-read', subjectKind: 'offer', subjectId: offer.id, personId: offered.personId, detail: { packageId: offer.packageId } })
    const [placement] = await listPlacementRows(work.tx, { packageId: offer.packageId, providerId: offer.providerId })
    const model = modelOf(await termsAt(work, offered.frameworkId, offered.searchOpenedAt), offered.serviceLine)
    const competition = offered.award === 'best-bid' && model.model === 'open' ? { prices: model, bid: (await listBids(work.tx, { offerId })).get(offerId) ?? null, outcome: await outcomeOf(work, offerId) } : null
    const declineReasons = DECLINE_REASONS.filter((reason) => declineFault(model, offered.tier, reason) === undefined)
    return { ...seenOffer(offer, offered, work.now), competition, declineReasons, pattern: await listPattern(work.tx, offer.packageId), placementId: placement?.id ?? null, partialOutcome: offer.answer?.answer === 'partial' ? ((await findPartialOutcome(work.tx, offerId)) ?? null) : null, today: work.today }
  })
}

async function outcomeOf(work: Work, offerId: string): Promise<SeenCompetition['outcome']> {
  const [score] = await listBidScores(work.tx, { offerId })
  return score === undefined ? null : { place: score.place, qualityScore: score.qualityScore, pencePerHour: score.pencePerHour }
}

function seenOffer(offer: Offer, offered: OfferedPackage, now: Temporal.Instant): SeenOffer {
  const status = offerStatus({ answer: offer.answer?.answer ?? null, replyByAt: offer.replyByAt, searchClosedAt: offered.searchClosedAt }, now)
  return { offer, offered, status, minutesLeft: workingMinutesBetween(now, offer.replyByAt, bankHolidays) }
}
