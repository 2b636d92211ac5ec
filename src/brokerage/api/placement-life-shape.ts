import { z } from 'zod'
import { FUNDERS, patternVisit } from '../../care/terms.ts'
import type { WholePlacement } from '../actions/see-placements.ts'
import { ABSENCE_KINDS, HAND_BACK_REASONS } from '../terms/placement-life.ts'
import { reasonsShape } from '../terms/reasons.ts'


/** What happened to a placement since it was made. */
export const lifeJson = z.object({
  placementId: z.uuid(),
  status: z.enum(['to-start', 'current', 'ended', 'suspended', 'hold-passed', 'holiday', 'respite']),
  startedOn: z.iso.date().nullable(),
  hospitalStays: z.array(z.object({ stayId: z.uuid(), fromOn: z.iso.date(), heldUntilOn: z.iso.date(), resumesOn: z.iso.date().nullable() })),
  absences: z.array(z.object({ absenceId: z.uuid(), kind: z.enum(ABSENCE_KINDS), fromOn: z.iso.date(), toOn: z.iso.date(), returnsOn: z.iso.date().nullable(), toldOn: z.iso.date() })),
  prices: z.array(z.object({ priceId: z.uuid(), fromOn: z.iso.date(), pencePerHour: z.int().nullable(), pencePerWeek: z.int().nullable(), reason: z.string(), isApproved: z.boolean().nullable() })),
  diedOn: z.iso.date().nullable(),
  /** Who pays today; null for providers. */
  funding: z.object({ funder: z.enum(FUNDERS), nhsPercent: z.int().nullable(), contributionPence: z.int().nullable() }).nullable(),
  changes: z.array(z.object({ changeId: z.uuid(), fromOn: z.iso.date(), toOn: z.iso.date().nullable(), weeklyMinutes: z.int(), pattern: z.array(patternVisit), reason: z.string(), reasons: reasonsShape, needsApproval: z.boolean(), isApproved: z.boolean().nullable() })),
  handBack: z.object({ lastOn: z.iso.date(), isAtOnce: z.boolean(), reason: z.enum(HAND_BACK_REASONS), note: z.string().nullable() }).nullable(),
  followedByPackageId: z.uuid().nullable(),
})

export function lifeToJson({ life, lifeStatus, funding }: WholePlacement): z.output<typeof lifeJson> {
  return {
    placementId: life.placementId,
    status: lifeStatus,
    startedOn: life.startedOn?.toString() ?? null,
    hospitalStays: life.stays.map((stay) => ({ stayId: stay.id, fromOn: stay.fromOn.toString(), heldUntilOn: stay.heldUntilOn.toString(), resumesOn: stay.resumesOn?.toString() ?? null })),
    absences: life.absences.map((absence) => ({ absenceId: absence.id, kind: absence.kind, fromOn: absence.fromOn.toString(), toOn: absence.toOn.toString(), returnsOn: absence.returnsOn?.toString() ?? null, toldOn: absence.toldOn.toString() })),
    prices: life.prices.map((price) => ({ priceId: price.id, fromOn: price.fromOn.toString(), pencePerHour: price.pencePerHour, pencePerWeek: price.pencePerWeek, reason: price.reason, isApproved: price.decision?.isApproved ?? null })),
    diedOn: life.death?.diedOn.toString() ?? null,
    funding: funding === null ? null : { funder: funding.funder, nhsPercent: funding.nhsPercent, contributionPence: funding.contributionPence },
    changes: life.changes.map((change) => ({ changeId: change.id, fromOn: change.fromOn.toString(), toOn: change.toOn?.toString() ?? null, weeklyMinutes: change.weeklyMinutes, pattern: [...change.pattern], reason: change.reason, reasons: [...change.reasons], needsApproval: change.needsApproval, isApproved: change.decision?.isApproved ?? null })),
    handBack: life.handBack === null ? null : { lastOn: life.handBack.lastOn.toString(), isAtOnce: life.handBack.isAtOnce, reason: life.handBack.reason, note: life.handBack.note },
    followedByPackageId: life.followOn?.packageId ?? null,
  }
}
