import { randomUUID } from 'node:crypto'
import type { ServiceLine } from '../../care/terms.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { listRates, rateFor } from '../../market/public.ts'
import type { Tier } from '../../market/terms.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { closeCallOff } from '../store/call-off.write.ts'
import { insertAnswers } from '../store/offer.write.ts'
import { insertPlacement } from '../store/placement.write.ts'
import { PACKAGE_PLACED, type Offer } from '../terms.ts'
import { PLACEMENT_MADE } from '../terms/webhooks.ts'

/** What an offer is about, as much of it as a placement keeps. */
interface PackageOnOffer {
  readonly packageId: string
  readonly personId: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly serviceLine: ServiceLine
  readonly tier: Tier
}

/**
 * Gives the package of an offer to its provider from a day on: the answer, the placement and the end of the search, which
 * the caller holds locked. `hasAnswered` says that its provider answered in part before. Without an agreed price the rate is the framework's on the first day of care. Answers the
 * placement's id. Throws `Refused` when there is no rate, or the package is already placed.
 */
export async function placePackage(work: Work, offer: Offer, offered: PackageOnOffer, startsOn: Temporal.PlainDate, by: { readonly name: string; readonly agreedPencePerHour: Pence | null; readonly note: string | null; readonly hasAnswered?: true }): Promise<string> {
  const { frameworkId, zoneId, serviceLine, tier, packageId, personId } = offered
  const rate = by.agreedPencePerHour === null ? rateFor(await listRates(work, frameworkId), { zoneId, serviceLine, tier, on: startsOn }) : undefined
  if (rate?.ok === false) throw new Refused('no-rate', rate.reasons.map((reason) => reason.words).join(' '), 'startsOn')
  const pencePerHour = rate === undefined ? by.agreedPencePerHour ?? 0 : rate.value.pencePerHour
  const id = randomUUID()
  if (by.hasAnswered !== true) await insertAnswers(work.tx, [{ offer, answer: { answer: 'accepted', reason: null, note: by.note, startsOn, answeredAt: work.now, answeredBy: by.name } }])
  const placement = { id, packageId, personId, providerId: offer.providerId, frameworkId, zoneId, serviceLine, tier, startsOn, pencePerHour, agreedPencePerHour: by.agreedPencePerHour, placedAt: work.now, offerId: offer.id }
  if (!(await insertPlacement(work.tx, placement))) throw new Refused('already-placed', 'Another provider has been given this package. You do not need to do anything')
  await closeCallOff(work.tx, offer.callOffId, work.now, 'placed')
  work.audit({ kind: 'offer-accepted', subjectKind: 'offer', subjectId: offer.id, personId, detail: { packageId, providerId: offer.providerId, startsOn: startsOn.toString() } })
  work.audit({ kind: 'package-placed', subjectKind: 'placement', subjectId: id, personId, detail: { packageId, providerId: offer.providerId, tier, rateId: rate?.value.id ?? null, pencePerHour } })
  work.publish(PACKAGE_PLACED, { placementId: id, callOffId: offer.callOffId, packageId })
  work.announce(PLACEMENT_MADE, [offer.providerId], { placementId: id, packageId, link: `/placements/${id}` })
  return id
}
