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
  await tx.insertInto('brokerage.price_change').values({ id: change.id, placement_id: change.placementId, from_on: change.fromOn.toString(), pence_per_hour: change.pencePerHour, pence_per_week: change.pencePerWeek, reason: change.reason, asked_at: change.askedAt.toString(), asked_by: change.askedBy, asked_by_account: change.askedByAccount }).execute()
}

/** Decides on another price; answers false when that was done before. */
export async function insertPriceDecision(tx: Tx, changeId: string, of: NonNullable<PriceChange['decision']>): Promise<boolean> {
  const row = await tx.insertInto('brokerage.price_change_decision').values({ change_id: changeId, is_approved: of.isApproved, note: of.note, decided_at: of.decidedAt.toString(), decided_by: of.decidedBy }).onConflict((conflict) => conflict.constraint('price_change_decision_pk').doNothing()).returning('change_id').executeTakeFirst()
  return row !== undefined
}

/** Keeps that a person has died; answers false when that was recorded before and not taken back. */
export async function insertDeath(tx: Tx, personId: string, of: Death): Promise<boolean> {
  const { rows } = await sql`insert into brokerage.death (person_id, nr, died_on, recorded_at, recorded_by)
    select ${personId}::uuid, 1 + count(*), ${of.diedOn.toString()}::date, ${of.recordedAt.toString()}::timestamptz, ${of.recordedBy} from brokerage.death_correction where person_id = ${personId}::uuid
    on conflict on constraint death_pk do nothing returning person_id`.execute(tx)
  return rows.length > 0
}

/** Keeps that a recorded death was a mistake; answers false when that was done before. */
export async function insertDeathCorrection(tx: Tx, of: { readonly personId: string; readonly nr: number; readonly reason: string; readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx.insertInto('brokerage.death_correction').values({ person_id: of.personId, nr: of.nr, reason: of.reason, recorded_at: of.at.toString(), recorded_by: of.by }).onConflict((conflict) => conflict.constraint('death_correction_pk').doNothing()).returning('nr').executeTakeFirst()
  return row !== undefined
}

/** Takes back the end that a corrected death made, to what stood before it; answers false when it made none. */
export async function takeBackEnd(tx: Tx, placementId: string, nr: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select brokerage.take_back_end(${placementId}::uuid, ${nr}::smallint) as done`.execute(tx)
  return rows[0]?.done === true
}

/** The death of a person; undefined when none is recorded, or it was taken back. */
export async function findDeath(tx: Tx, personId: string): Promise<(Death & { readonly nr: number }) | undefined> {
  const row = await tx.selectFrom('brokerage.death as d').selectAll().where('person_id', '=', personId).where((is) => is.not(is.exists(is.selectFrom('brokerage.death_correction as c').select('c.nr').whereRef('c.person_id', '=', 'd.person_id').whereRef('c.nr', '=', 'd.nr')))).executeTakeFirst()
  return row === undefined ? undefined : { nr: row.nr, diedOn: Temporal.PlainDate.from(row.died_on), recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }
}

/** Brings the end of a placement that lies after a death forward to it; what stood is kept. */
export async function bringEndForward(tx: Tx, placementId: string, to: { readonly endsOn: Temporal.PlainDate; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await sql`select brokerage.bring_end_forward(${placementId}::uuid, ${to.endsOn.toString()}::date, ${to.at.toString()}::timestamptz, ${to.by})`.execute(tx)
}
