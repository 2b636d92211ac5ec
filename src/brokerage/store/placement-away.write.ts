import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Absence, Death, PriceChange } from '../terms/placement-life.ts'

/** Adds days on which a person is away. */
export async function insertAbsence(tx: Tx, providerId: string, of: Absence): Promise<void> {
  await tx.insertInto('brokerage.absence').values({ id: of.id, placement_id: of.placementId, provider_id: providerId, kind: of.kind, from_on: of.fromOn.toString(), to_on: of.toOn.toString(), told_on: of.toldOn.toString(), recorded_at: of.recordedAt.toString(), recorded_by: of.recordedBy }).execute()
}

/** Says anew on which day care goes on after an absence. */
export async function insertAbsenceReturn(tx: Tx, providerId: string, of: { readonly absenceId: string; readonly returnsOn: Temporal.PlainDate; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx.insertInto('brokerage.absence_return').values({ absence_id: of.absenceId, provider_id: providerId, returns_on: of.returnsOn.toString(), recorded_at: of.at.toString(), recorded_by: of.by }).execute()
}

/** Asks for another price. */
export async function insertPriceChange(tx: Tx, change: PriceChange): Promise<void> {
  await tx.insertInto('brokerage.price_change').values({ id: change.id, placement_id: change.placementId, from_on: change.fromOn.toString(), pence_per_hour: change.pencePerHour, reason: change.reason, asked_at: change.askedAt.toString(), asked_by: change.askedBy, asked_by_account: change.askedByAccount }).execute()
}

/** Decides on another price; answers false when that was done before. */
export async function insertPriceDecision(tx: Tx, changeId: string, of: NonNullable<PriceChange['decision']>): Promise<boolean> {
  const row = await tx.insertInto('brokerage.price_change_decision').values({ change_id: changeId, is_approved: of.isApproved, note: of.note, decided_at: of.decidedAt.toString(), decided_by: of.decidedBy }).onConflict((conflict) => conflict.constraint('price_change_decision_pk').doNothing()).returning('change_id').executeTakeFirst()
  return row !== undefined
}

/** Keeps that a person has died; answers false when that was recorded before. */
export async function insertDeath(tx: Tx, personId: string, of: Death): Promise<boolean> {
  const row = await tx.insertInto('brokerage.death').values({ person_id: personId, died_on: of.diedOn.toString(), recorded_at: of.recordedAt.toString(), recorded_by: of.recordedBy }).onConflict((conflict) => conflict.constraint('death_pk').doNothing()).returning('person_id').executeTakeFirst()
  return row !== undefined
}

/** The death of a person; undefined when none is recorded. */
export async function findDeath(tx: Tx, personId: string): Promise<Death | undefined> {
  const row = await tx.selectFrom('brokerage.death').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row === undefined ? undefined : { diedOn: Temporal.PlainDate.from(row.died_on), recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }
}

/** Brings the end of a placement that lies after a death forward to it; what stood is kept. */
export async function bringEndForward(tx: Tx, placementId: string, to: { readonly endsOn: Temporal.PlainDate; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await sql`select brokerage.bring_end_forward(${placementId}::uuid, ${to.endsOn.toString()}::date, ${to.at.toString()}::timestamptz, ${to.by})`.execute(tx)
}
