import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Absence, AbsenceKind, PriceChange, RecordedDeath } from '../terms/placement-life.ts'

/** Absences of placements, by placement, in the order in which they begin, each with the newest day of return. @param isAsked which placements, as `any(...)` */
export async function listAbsences(tx: Tx, isAsked: RawBuilder<string>): Promise<Map<string, Absence[]>> {
  const { rows } = await sql<{ id: string; placement_id: string; kind: string; from_on: string; to_on: string; told_on: string; recorded_at: string; recorded_by: string; returns_on: string | null }>`
    select a.*, (select r.returns_on from brokerage.absence_return r where r.absence_id = a.id order by r.id desc limit 1) as returns_on
    from brokerage.absence a where a.placement_id = ${isAsked} order by a.from_on, a.recorded_at`.execute(tx)
  const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
  return Map.groupBy(
    rows.map((row): Absence => ({ id: row.id, placementId: row.placement_id, kind: row.kind as AbsenceKind, fromOn: day(row.from_on), toOn: day(row.to_on), returnsOn: row.returns_on === null ? null : day(row.returns_on), toldOn: day(row.told_on), recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by })),
    (each) => each.placementId,
  )
}

/** Other prices that were asked for, by placement, in the order in which they were. */
export async function listPriceChanges(tx: Tx, isAsked: RawBuilder<string>): Promise<Map<string, PriceChange[]>> {
  const rows = await tx.selectFrom('brokerage.price_change as c').leftJoin('brokerage.price_change_decision as d', 'd.change_id', 'c.id')
    .select(['c.id', 'c.placement_id', 'c.from_on', 'c.pence_per_hour', 'c.pence_per_week', 'c.reason', 'c.asked_at', 'c.asked_by', 'c.asked_by_account', 'd.is_approved', 'd.note', 'd.decided_at', 'd.decided_by'])
    .where('c.placement_id', '=', isAsked).orderBy('c.asked_at').orderBy('c.id').execute()
  return Map.groupBy(
    rows.map((row): PriceChange => ({
      id: row.id, placementId: row.placement_id, fromOn: Temporal.PlainDate.from(row.from_on), pencePerHour: row.pence_per_hour, pencePerWeek: row.pence_per_week, reason: row.reason, askedAt: Temporal.Instant.from(row.asked_at), askedBy: row.asked_by, askedByAccount: row.asked_by_account,
      decision: row.is_approved === null || row.decided_at === null ? null : { isApproved: row.is_approved, note: row.note, decidedAt: Temporal.Instant.from(row.decided_at), decidedBy: row.decided_by ?? '' },
    })),
    (each) => each.placementId,
  )
}

/** The same of named placements. */
export async function listPriceChangesOf(tx: Tx, placementIds: readonly string[]): Promise<Map<string, PriceChange[]>> {
  return listPriceChanges(tx, sql<string>`any(${`{${placementIds.join(',')}}`}::uuid[])`)
}

/** The deaths recorded of the people of placements, by placement, in order; those taken back have their correction. */
export async function listDeaths(tx: Tx, isAsked: RawBuilder<string>): Promise<Map<string, RecordedDeath[]>> {
  const rows = await tx.selectFrom('brokerage.death as d').innerJoin('brokerage.placement as p', 'p.person_id', 'd.person_id').leftJoin('brokerage.death_correction as c', (join) => join.onRef('c.person_id', '=', 'd.person_id').onRef('c.nr', '=', 'd.nr'))
    .select(['p.id', 'd.died_on', 'd.recorded_at', 'd.recorded_by', 'c.reason', 'c.recorded_at as corrected_at', 'c.recorded_by as corrected_by']).where('p.id', '=', isAsked).orderBy('d.nr').execute()
  return grouped(rows, (row): RecordedDeath => ({
    diedOn: Temporal.PlainDate.from(row.died_on),
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: row.recorded_by,
    takenBack: row.corrected_at === null ? null : { reason: row.reason ?? '', at: Temporal.Instant.from(row.corrected_at), by: row.corrected_by ?? '' },
  }))
}

function grouped<Row extends { readonly id: string }, T>(rows: readonly Row[], as: (row: Row) => T): Map<string, T[]> {
  return new Map([...Map.groupBy(rows, (row) => row.id)].map(([id, all]) => [id, all.map(as)]))
}
