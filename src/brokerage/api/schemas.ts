import { z } from 'zod'
import { FUNDERS, NEEDS, REFERRAL_SOURCES, SERVICE_LINES, URGENCIES, patternVisit, type CarePackage } from '../../care/terms.ts'
import { TIERS } from '../../market/terms.ts'
import { INTERIM_COVERS, PLACEMENT_END_REASONS, type OfferOrder } from '../terms.ts'
import type { SeenOffer } from '../actions/see-offers.ts'
import type { SeenPlacement } from '../actions/see-placements.ts'
import type { BoardRow } from '../actions/see-board.ts'
import { reasonShape, reasonsShape } from '../terms/reasons.ts'


/** A waiting package. */
export const waitingJson = z.object({
  packageId: z.uuid(),
  packageReference: z.string(),
  personId: z.uuid(),
  initials: z.string(),
  zoneId: z.uuid().nullable(),
  zoneName: z.string().nullable(),
  serviceLine: z.enum(SERVICE_LINES),
  source: z.enum(REFERRAL_SOURCES),
  urgency: z.enum(URGENCIES),
  funder: z.enum(FUNDERS),
  weeklyMinutes: z.int(),
  weeklyVisits: z.int(),
  mostWorkers: z.int(),
  openQuestions: z.int(),
  receivedOn: z.iso.date(),
  startByOn: z.iso.date(),
  daysWaiting: z.int(),
  why: reasonShape,
  lastStep: z.string(),
  nextAt: z.iso.datetime().nullable(),
  interimCover: z.object({ kind: z.enum(INTERIM_COVERS), fromOn: z.iso.date() }).nullable(),
})

export function waitingToJson({ carePackage, ...row }: BoardRow): z.output<typeof waitingJson> {
  const { weeklyMinutes, weeklyVisits, mostWorkers, serviceLine, source, urgency, zoneId, personId } = carePackage
  return {
    packageId: carePackage.id, packageReference: carePackage.reference, personId, initials: row.initials, zoneId, zoneName: row.zoneName, serviceLine, source, urgency, funder: row.funder, weeklyMinutes, weeklyVisits, mostWorkers, openQuestions: row.openQueries,
    receivedOn: carePackage.receivedOn.toString(), startByOn: carePackage.startByOn.toString(), daysWaiting: row.days,
    why: { clause: row.reason.clause, words: row.reason.words }, lastStep: row.reason.lastStep, nextAt: row.reason.nextAt?.toString() ?? null,
    interimCover: row.cover === null ? null : { kind: row.cover.kind, fromOn: row.cover.fromOn.toString() },
  }
}

/** An offer order: steps, and every provider with its place or why it has none. */
export const orderJson = z.object({
  ruleVersion: z.string(),
  steps: z.array(z.object({ label: z.string(), replyWorkingMinutes: z.int() })),
  places: z.array(z.object({ providerId: z.uuid(), providerName: z.string(), tier: z.enum(TIERS), rank: z.int().nullable(), step: z.int().nullable(), place: z.int().nullable(), pencePerHour: z.int().nullable(), reasons: reasonsShape })),
})

export function orderToJson(order: OfferOrder): z.output<typeof orderJson> {
  return { ruleVersion: order.ruleVersion, steps: order.steps.map((step) => ({ ...step })), places: order.places.map((place) => ({ ...place, reasons: [...place.reasons] })) }
}

/** An offer as its own provider sees it. */
export const offerJson = z.object({
  offerId: z.uuid(),
  packageReference: z.string(),
  zoneName: z.string(),
  status: z.enum(['open', 'accepted', 'partial', 'declined', 'lapsed', 'withdrawn']),
  sentAt: z.iso.datetime(),
  replyByAt: z.iso.datetime(),
  workingMinutesLeft: z.int(),
  pencePerHour: z.int(),
  serviceLine: z.enum(SERVICE_LINES),
  needs: z.array(z.enum(NEEDS)),
  needsNote: z.string().nullable(),
  languages: z.array(z.string()),
  genderPreference: z.enum(['female', 'male']).nullable(),
  startByOn: z.iso.date(),
  weeklyMinutes: z.int(),
  weeklyVisits: z.int(),
  mostWorkers: z.int(),
})
export const offerWithWeekJson = offerJson.extend({ pattern: z.array(patternVisit), placementId: z.uuid().nullable(), bidPlace: z.int().nullable() })

export function offerToJson({ offer, offered, status, minutesLeft }: SeenOffer): z.output<typeof offerJson> {
  const { zoneName, serviceLine, needsNote, genderPreference, weeklyMinutes, weeklyVisits, mostWorkers } = offered
  return {
    offerId: offer.id, packageReference: offered.reference, zoneName, status, sentAt: offer.sentAt.toString(), replyByAt: offer.replyByAt.toString(), workingMinutesLeft: minutesLeft, pencePerHour: offer.pencePerHour,
    serviceLine, needs: [...offered.needs], needsNote, languages: [...offered.languages], genderPreference, startByOn: offered.startByOn.toString(), weeklyMinutes, weeklyVisits, mostWorkers,
  }
}

/** A placement. */
export const placementJson = z.object({
  placementId: z.uuid(),
  packageId: z.uuid(),
  packageReference: z.string(),
  personId: z.uuid(),
  personReference: z.string(),
  initials: z.string(),
  providerId: z.uuid(),
  providerName: z.string(),
  zoneId: z.uuid(),
  zoneName: z.string(),
  serviceLine: z.enum(SERVICE_LINES),
  tier: z.enum(TIERS),
  status: z.enum(['to-start', 'current', 'ended']),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  pencePerHour: z.int(),
  weeklyMinutes: z.int(),
  weeklyVisits: z.int(),
})
export const placementWithWeekJson = placementJson.extend({ pattern: z.array(patternVisit), endReason: z.enum(PLACEMENT_END_REASONS).nullable() })

export function placementToJson({ placement, person, ...seen }: SeenPlacement): z.output<typeof placementJson> {
  const { packageId, personId, providerId, zoneId, serviceLine, tier, pencePerHour } = placement
  return {
    placementId: placement.id, packageId, packageReference: seen.packageReference, personId, personReference: person.reference, initials: person.initials, providerId, providerName: seen.providerName, zoneId, zoneName: seen.zoneName,
    serviceLine, tier, status: seen.status, startsOn: placement.startsOn.toString(), endsOn: placement.endsOn?.toString() ?? null, pencePerHour, weeklyMinutes: seen.weeklyMinutes, weeklyVisits: seen.weeklyVisits,
  }
}

/** The week of a package as JSON keeps it. */
export function patternToJson(pattern: CarePackage['pattern']): CarePackage['pattern'][number][] {
  return pattern.map((visit) => ({ ...visit }))
}
