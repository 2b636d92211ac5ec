import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { FollowOnCause, HandBack, HospitalStay, PatternChange } from '../terms/placement-life.ts'

interface Recorded {
  readonly providerId: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** Confirms that care began; answers false when it was confirmed before. */
export async function insertPlacementStart(tx: Tx, start: Recorded & { readonly placementId: string; readonly startedOn: Temporal.PlainDate }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.placement_start')
    .values({ placement_id: start.placementId, provider_id: start.providerId, started_on: start.startedOn.toString(), recorded_at: start.recordedAt.toString(), recorded_by: start.recordedBy })
    .onConflict((conflict) => conflict.constraint('placement_start_pk').doNothing())
    .returning('placement_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Adds a stay in hospital. */
export async function insertHospitalStay(tx: Tx, providerId: string, stay: HospitalStay): Promise<void> {
  await tx
    .insertInto('brokerage.hospital_stay')
    .values({ id: stay.id, placement_id: stay.placementId, provider_id: providerId, from_on: stay.fromOn.toString(), held_until_on: stay.heldUntilOn.toString(), recorded_at: stay.recordedAt.toString(), recorded_by: stay.recordedBy })
    .execute()
}

/** Says from which day care goes on; answers false when it was said before. */
export async function insertHospitalStayEnd(tx: Tx, end: Recorded & { readonly stayId: string; readonly resumesOn: Temporal.PlainDate }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.hospital_stay_end')
    .values({ stay_id: end.stayId, provider_id: end.providerId, resumes_on: end.resumesOn.toString(), recorded_at: end.recordedAt.toString(), recorded_by: end.recordedBy })
    .onConflict((conflict) => conflict.constraint('hospital_stay_end_pk').doNothing())
    .returning('stay_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Adds a change of the week. */
export async function insertPatternChange(tx: Tx, providerId: string, change: PatternChange, ruleVersion: string): Promise<void> {
  await tx
    .insertInto('brokerage.pattern_change')
    .values({
      id: change.id,
      placement_id: change.placementId,
      provider_id: providerId,
      from_on: change.fromOn.toString(),
      to_on: change.toOn?.toString() ?? null,
      pattern: JSON.stringify(change.pattern),
      weekly_minutes: change.weeklyMinutes,
      reason: change.reason,
      needs_approval: change.needsApproval,
      reasons: JSON.stringify(change.reasons),
      rule_version: ruleVersion,
      asked_at: change.askedAt.toString(),
      asked_by: change.askedBy,
    })
    .execute()
}

/** Says what became of a change; answers false when it was decided before. */
export async function insertChangeDecision(tx: Tx, providerId: string, changeId: string, decision: NonNullable<PatternChange['decision']>): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.pattern_change_decision')
    .values({ change_id: changeId, provider_id: providerId, is_approved: decision.isApproved, note: decision.note, decided_at: decision.decidedAt.toString(), decided_by: decision.decidedBy })
    .onConflict((conflict) => conflict.constraint('pattern_change_decision_pk').doNothing())
    .returning('change_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps that a package was given back; answers false when it was before. */
export async function insertHandBack(tx: Tx, providerId: string, handBack: HandBack): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.hand_back')
    .values({ placement_id: handBack.placementId, provider_id: providerId, last_on: handBack.lastOn.toString(), is_at_once: handBack.isAtOnce, reason: handBack.reason, note: handBack.note, given_at: handBack.givenAt.toString(), given_by: handBack.givenBy })
    .onConflict((conflict) => conflict.constraint('hand_back_pk').doNothing())
    .returning('placement_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ties new packages to the placements that they follow. */
export async function insertFollowOns(tx: Tx, rows: readonly { readonly packageId: string; readonly placementId: string }[], of: { readonly cause: FollowOnCause; readonly failureId: string | null; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('brokerage.follow_on')
    .values(rows.map((row) => ({ package_id: row.packageId, placement_id: row.placementId, cause: of.cause, failure_id: of.failureId, recorded_at: of.at.toString(), recorded_by: of.by })))
    .execute()
}

/** Makes whoever changes the life of a placement wait for one another until the transaction ends. */
export async function lockPlacement(tx: Tx, placementId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${placementId}, 7210350))`.execute(tx)
}
