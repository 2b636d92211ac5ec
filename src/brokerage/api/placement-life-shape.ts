import { z } from 'zod'
import { patternVisit } from '../../care/terms.ts'
import type { WholePlacement } from '../actions/see-placements.ts'
import { HAND_BACK_REASONS } from '../terms/placement-life.ts'

const reason = z.object({ clause: z.string(), words: z.string() })

/** What happened to a placement since it was made. */
export const lifeJson = z.object({
  placementId: z.uuid(),
  status: z.enum(['to-start', 'current', 'ended', 'suspended', 'hold-passed']),
  startedOn: z.iso.date().nullable(),
  hospitalStays: z.array(z.object({ stayId: z.uuid(), fromOn: z.iso.date(), heldUntilOn: z.iso.date(), resumesOn: z.iso.date().nullable() })),
  changes: z.array(z.object({ changeId: z.uuid(), fromOn: z.iso.date(), toOn: z.iso.date().nullable(), weeklyMinutes: z.int(), pattern: z.array(patternVisit), reason: z.string(), reasons: z.array(reason), needsApproval: z.boolean(), isApproved: z.boolean().nullable() })),
  handBack: z.object({ lastOn: z.iso.date(), isAtOnce: z.boolean(), reason: z.enum(HAND_BACK_REASONS), note: z.string().nullable() }).nullable(),
  followedByPackageId: z.uuid().nullable(),
})

export function lifeToJson({ life, lifeStatus }: WholePlacement): z.output<typeof lifeJson> {
  return {
    placementId: life.placementId,
    status: lifeStatus,
    startedOn: life.startedOn?.toString() ?? null,
    hospitalStays: life.stays.map((stay) => ({ stayId: stay.id, fromOn: stay.fromOn.toString(), heldUntilOn: stay.heldUntilOn.toString(), resumesOn: stay.resumesOn?.toString() ?? null })),
    changes: life.changes.map((change) => ({ changeId: change.id, fromOn: change.fromOn.toString(), toOn: change.toOn?.toString() ?? null, weeklyMinutes: change.weeklyMinutes, pattern: [...change.pattern], reason: change.reason, reasons: [...change.reasons], needsApproval: change.needsApproval, isApproved: change.decision?.isApproved ?? null })),
    handBack: life.handBack === null ? null : { lastOn: life.handBack.lastOn.toString(), isAtOnce: life.handBack.isAtOnce, reason: life.handBack.reason, note: life.handBack.note },
    followedByPackageId: life.followOn?.packageId ?? null,
  }
}
