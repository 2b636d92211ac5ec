import { sql } from 'kysely'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { Subcontract } from '../terms/subcontract.ts'

/** A subcontract with what a table shows of it. */
export interface NamedSubcontract extends Subcontract {
  /** Last day of its own, whatever became of the placement; null when open. */
  readonly agreedToOn: Temporal.PlainDate | null
  readonly providerName: string
  readonly subcontractorName: string
  readonly packageReference: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly recordedAt: Temporal.Instant
  /** When an early end was recorded; null without one. */
  readonly endRecordedAt: Temporal.Instant | null
}

/** Subcontracts of a placement, of a framework, of a provider on either side, or all that this role may see; newest first. An early end, or that of the placement, is their last day. */
export async function listSubcontracts(tx: Tx, filter: { readonly placementId?: string; readonly frameworkId?: string; readonly involving?: string }): Promise<NamedSubcontract[]> {
  let query = tx
    .selectFrom('brokerage.subcontract as s')
    .innerJoin('brokerage.placement as p', 'p.id', 's.placement_id')
    .innerJoin('care.package as k', 'k.id', 'p.package_id')
    .innerJoin('market.provider as lead', 'lead.id', 's.provider_id')
    .innerJoin('market.provider as sub', 'sub.id', 's.subcontractor_id')
    .leftJoin('brokerage.subcontract_end as e', 'e.subcontract_id', 's.id')
    .leftJoin('brokerage.placement_end as placed', 'placed.placement_id', 's.placement_id')
    .select(['s.id', 's.placement_id', 's.provider_id', 's.subcontractor_id', 's.from_on', 's.to_on', 's.weekly_minutes', 's.pence_per_hour', 's.recorded_at', 'e.recorded_at as end_recorded_at', 'e.ends_on', 'placed.ends_on as placement_ends_on'])
    .select(['lead.name as provider_name', 'sub.name as subcontractor_name', 'k.reference', 'p.framework_id', 'p.zone_id'])
  if (filter.placementId !== undefined) query = query.where('s.placement_id', '=', filter.placementId)
  if (filter.frameworkId !== undefined) query = query.where('p.framework_id', '=', filter.frameworkId)
  const { involving } = filter
  if (involving !== undefined) query = query.where((is) => is.or([is('s.provider_id', '=', involving), is('s.subcontractor_id', '=', involving)]))
  const rows = await query.orderBy('s.recorded_at', 'desc').orderBy('s.id').execute()
  return rows.map((row) => {
    // ISO dates compare as text; with the placement its subcontracts end.
    const agreedToOn = row.ends_on ?? row.to_on
    const toOn = [agreedToOn, row.placement_ends_on].filter((day) => day !== null).toSorted()[0] ?? null
    return {
      id: row.id,
      placementId: row.placement_id,
      providerId: row.provider_id,
      subcontractorId: row.subcontractor_id,
      fromOn: Temporal.PlainDate.from(row.from_on),
      toOn: toOn === null ? null : Temporal.PlainDate.from(toOn),
      agreedToOn: agreedToOn === null ? null : Temporal.PlainDate.from(agreedToOn),
      weeklyMinutes: row.weekly_minutes,
      pencePerHour: row.pence_per_hour,
      providerName: row.provider_name,
      subcontractorName: row.subcontractor_name,
      packageReference: row.reference,
      frameworkId: row.framework_id,
      zoneId: row.zone_id,
      recordedAt: Temporal.Instant.from(row.recorded_at),
      endRecordedAt: row.end_recorded_at === null ? null : Temporal.Instant.from(row.end_recorded_at),
    }
  })
}

/** Holds a placement's subcontracts until the transaction ends: hours are passed on one subcontract at a time. */
export async function lockSubcontracts(tx: Tx, placementId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`subcontract ${placementId}`}, 7210349))`.execute(tx)
}

/** Minutes a week of all placements of a zone on a day, whoever asks. */
export async function zoneMinutes(tx: Tx, zone: { readonly frameworkId: string; readonly zoneId: string; readonly on: Temporal.PlainDate }): Promise<Minutes> {
  const { rows } = await sql<{ minutes: number }>`select brokerage.zone_minutes(${zone.frameworkId}::uuid, ${zone.zoneId}::uuid, ${zone.on.toString()}::date) as minutes`.execute(tx)
  return rows[0]?.minutes ?? 0
}
