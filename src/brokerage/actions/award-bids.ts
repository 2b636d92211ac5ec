import type { CarePackage } from '../../care/terms.ts'
import { listStandings, termsAt } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import type { Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { BIDS_VERSION, compareBids, points } from '../rules/bids.ts'
import { insertBidScores } from '../store/bid.write.ts'
import { insertAnswers } from '../store/offer.write.ts'
import type { BidScore, CallOff, MadeBid, Offer, OfferOrder } from '../terms.ts'
import { placePackage } from './place-package.ts'

/**
 * Compares the bids of a search, which the caller holds locked, and gives the package to the best of those that may
 * still be given it; the others are told. Every score is kept. Undefined when no bidder may be given it any more.
 */
export async function awardBids(work: Work, callOff: CallOff, carePackage: CarePackage, offers: readonly Offer[], bids: ReadonlyMap<string, MadeBid>, today: OfferOrder): Promise<string | undefined> {
  const competition = modelOf(await termsAt(work, callOff.frameworkId, callOff.openedAt), carePackage.serviceLine)
  if (competition.model !== 'open') throw new Error(`call-off ${callOff.id} has bids in a framework that takes none`)
  const ratings = new Map((await listStandings(work, { frameworkId: callOff.frameworkId, zoneId: callOff.zoneId, serviceLine: carePackage.serviceLine, on: work.today })).map((each) => [each.providerId, each.rating]))
  const placeNow = new Map(today.places.map((place) => [place.providerId, place]))
  const made = offers.flatMap((offer) => {
    const bid = bids.get(offer.id)
    const place = placeNow.get(offer.providerId)
    return bid === undefined ? [] : [{ bidId: bid.id, providerId: bid.providerId, providerName: place?.providerName ?? '', pencePerHour: bid.pencePerHour, rating: ratings.get(bid.providerId) ?? 'not-rated', bidAt: bid.bidAt, offer, startsOn: bid.startsOn, bidBy: bid.bidBy, note: bid.note, place }]
  })
  const compared = compareBids(competition, made.filter((each) => each.place?.step != null))
  const leftOut = made.filter((each) => each.place?.step == null).map((each): BidScore => ({ bidId: each.bidId, providerId: each.providerId, place: null, priceScore: 0, qualityScore: 0, totalScore: 0, reasons: each.place?.reasons ?? [{ clause: 'no-standing', words: 'Left out: it no longer stands in this zone for this service line.' }] }))
  await insertBidScores(work.tx, callOff.id, [...compared.map((each): BidScore => ({ bidId: each.bid.bidId, providerId: each.bid.providerId, place: each.place, priceScore: each.priceScore, qualityScore: each.qualityScore, totalScore: each.totalScore, reasons: each.reasons })), ...leftOut], { ruleVersion: BIDS_VERSION, at: work.now })
  const lost = { answer: 'withdrawn', reason: null, note: 'Another bid was placed', startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } as const
  const [best] = compared
  const losing = made.filter((each) => each !== best?.bid)
  await insertAnswers(work.tx, losing.map((each) => ({ offer: each.offer, answer: lost })))
  await notifyEach(work, 'provider-coordinator', 'offer-withdrawn', losing.map((each) => ({ organisationId: each.providerId, fields: { package: carePackage.reference } })))
  work.audit({ kind: 'bids-compared', subjectKind: 'call-off', subjectId: callOff.id, personId: carePackage.personId, detail: { packageId: carePackage.id, ruleVersion: BIDS_VERSION, bids: compared.map((each) => ({ providerId: each.bid.providerId, place: each.place, points: points(each.totalScore) })) } })
  if (best === undefined) return undefined
  const tier = best.bid.place?.tier ?? 'spot'
  const startsOn = Temporal.PlainDate.compare(best.bid.startsOn, work.today) < 0 ? work.today : best.bid.startsOn
  const offered = { packageId: carePackage.id, personId: carePackage.personId, frameworkId: callOff.frameworkId, zoneId: callOff.zoneId, serviceLine: carePackage.serviceLine, tier }
  return placePackage(work, best.bid.offer, offered, startsOn, { name: best.bid.bidBy, agreedPencePerHour: best.bid.pencePerHour, note: best.bid.note })
}
