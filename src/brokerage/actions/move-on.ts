import { getPackage } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { termsAt } from '../../market/public.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { listPlaces, type StoredPlace } from '../store/call-off.read.ts'
import { closeCallOff, insertSkips } from '../store/call-off.write.ts'
import { listBids } from '../store/bid.read.ts'
import type { CallOff, MadeBid, Offer, OfferOrder } from '../terms.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { isHeld } from '../rules/partial-hold.ts'
import { listPartialDecisions } from '../store/partial-answer.read.ts'
import { awardBids } from './award-bids.ts'
import { decideOrder } from './decide-order.ts'
import { sendStep } from './send-step.ts'

/** What became of a search when it was moved on. */
export type MovedOn = { readonly kind: 'sent'; readonly step: number; readonly offers: number } | { readonly kind: 'placed'; readonly placementId: string } | { readonly kind: 'exhausted' }

/**
 * Takes a search, which the caller holds locked, to its next step once everybody of the present one has answered;
 * undefined when somebody has not, and while a broker has time to decide on an answer in part. Bids are compared and the best is placed. Who could no longer be given the package when their turn comes (suspended since,
 * left, a new rating) is passed over, with the reason kept. With nobody left to ask the search ends as exhausted.
 * @param known the search's package, where the caller has read it already
 */
export async function moveOn(work: Work, callOff: CallOff, offers: readonly Offer[], known?: CarePackage): Promise<MovedOn | undefined> {
  if (callOff.closedAt !== null) return undefined
  const bids = await bidsOf(work, callOff, offers)
  if (offers.some((offer) => offer.answer === null && !bids.has(offer.id))) return undefined
  if (await waitsForDecision(work, callOff, offers)) return undefined
  const carePackage = known ?? (await getPackage(work, callOff.packageId))
  const done = stepOf(offers)
  const ahead = (await listPlaces(work.tx, [callOff.id])).filter((place) => place.step !== null && place.step > done && place.skipped === null)
  if (ahead.length === 0 && bids.size === 0) return exhaust(work, callOff, carePackage)
  const today = await decideOrder(work, carePackage, callOff.zoneId, await termsAt(work, callOff.frameworkId, callOff.openedAt))
  if (bids.size > 0) {
    const placementId = await awardBids(work, callOff, carePackage, offers.filter((offer) => offer.answer === null), bids, today)
    if (placementId !== undefined) return { kind: 'placed', placementId }
  }
  for (let step = done + 1; step <= callOff.steps.length; step += 1) {
    const turn = ahead.filter((place) => place.step === step)
    const skips = turn.flatMap((place) => obstacleNow(place, today))
    await passOver(work, callOff, carePackage, skips)
    const asked = turn.filter((place) => !skips.some((skip) => skip.providerId === place.providerId))
    if (asked.length === 0) continue
    await sendStep(work, carePackage, callOff, step, asked)
    return { kind: 'sent', step, offers: asked.length }
  }
  return exhaust(work, callOff, carePackage)
}

/** Whether a broker has yet to decide on an answer in part, and time for it; asks the database only where there is one. */
async function waitsForDecision(work: Work, callOff: CallOff, offers: readonly Offer[]): Promise<boolean> {
  const partial = offers.filter((offer) => offer.answer?.answer === 'partial').map((offer) => offer.id)
  if (partial.length === 0) return false
  return isHeld(offers, new Set((await listPartialDecisions(work.tx, partial)).keys()), callOff.steps, work.now, bankHolidays)
}

/** The bids of the step that is under way, by offer; none where the first to accept is given the package. */
export async function bidsOf(work: Work, callOff: CallOff, offers: readonly Offer[]): Promise<ReadonlyMap<string, MadeBid>> {
  return callOff.steps[stepOf(offers) - 1]?.award === 'best-bid' ? listBids(work.tx, { callOffId: callOff.id }) : new Map()
}

function stepOf(offers: readonly Offer[]): number {
  return Math.max(0, ...offers.map((offer) => offer.step))
}

/** Ends a search that has nobody left to ask. The package goes on waiting and the brokers are told. */
export async function exhaust(work: Work, callOff: CallOff, carePackage: CarePackage): Promise<MovedOn> {
  await closeCallOff(work.tx, callOff.id, work.now, 'exhausted')
  work.audit({ kind: 'call-off-exhausted', subjectKind: 'call-off', subjectId: callOff.id, personId: carePackage.personId, detail: { packageId: carePackage.id } })
  await notify(work, { organisationId: null, role: 'broker' }, 'call-off-exhausted', { package: carePackage.reference, link: `/packages/${carePackage.id}` })
  return { kind: 'exhausted' }
}

function obstacleNow(place: StoredPlace, today: OfferOrder): { providerId: string; reasons: readonly Reason[] }[] {
  const now = today.places.find((each) => each.providerId === place.providerId)
  if (now?.step != null) return []
  const reasons = now?.reasons ?? [{ clause: 'no-standing', words: 'Left out: it no longer stands in this zone for this service line.' }]
  return [{ providerId: place.providerId, reasons }]
}

async function passOver(work: Work, callOff: CallOff, carePackage: CarePackage, skips: readonly { providerId: string; reasons: readonly Reason[] }[]): Promise<void> {
  if (skips.length === 0) return
  await insertSkips(work.tx, callOff.id, work.now, skips)
  const detail = { packageId: carePackage.id, providers: skips.map((skip) => ({ providerId: skip.providerId, clauses: skip.reasons.map((reason) => reason.clause) })) }
  work.audit({ kind: 'providers-passed-over', subjectKind: 'call-off', subjectId: callOff.id, personId: carePackage.personId, detail })
}
