import type { ServiceLine } from '../../care/terms.ts'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { Placement, PlacementEndReason } from '../terms.ts'

/** Which placements: each part left out asks nothing. The dates ask for placements with care on any day between them, ends included. */
export interface PlacementFilter {
  readonly id?: string
  readonly providerId?: string
  readonly personId?: string
  readonly packageId?: string
  readonly frameworkId?: string
  readonly fromOn?: Temporal.PlainDate
  readonly toOn?: Temporal.PlainDate
}

/** Placements by start date, then identity. A provider's role sees its own. */
export async function listPlacementRows(tx: Tx, filter: PlacementFilter): Promise<Placement[]> {
  let query = tx
    .selectFrom('brokerage.placement as p')
    .leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id')
    .select(['p.id', 'p.package_id', 'p.person_id', 'p.provider_id', 'p.framework_id', 'p.zone_id', 'p.service_line', 'p.tier', 'p.starts_on', 'p.pence_per_hour', 'p.agreed_pence_per_hour', 'p.placed_at', 'e.ends_on'])
  if (filter.id !== undefined) query = query.where('p.id', '=', filter.id)
  if (filter.providerId !== undefined) query = query.where('p.provider_id', '=', filter.providerId)
  if (filter.personId !== undefined) query = query.where('p.person_id', '=', filter.personId)
  if (filter.packageId !== undefined) query = query.where('p.package_id', '=', filter.packageId)
  if (filter.frameworkId !== undefined) query = query.where('p.framework_id', '=', filter.frameworkId)
  if (filter.toOn !== undefined) query = query.where('p.starts_on', '<=', filter.toOn.toString())
  const fromOn = filter.fromOn?.toString()
  if (fromOn !== undefined) query = query.where((is) => is.or([is('e.ends_on', 'is', null), is('e.ends_on', '>=', fromOn)]))
  const rows = await query.orderBy('p.starts_on').orderBy('p.id').execute()
  return rows.map((row) => ({
    id: row.id,
    packageId: row.package_id,
    personId: row.person_id,
    providerId: row.provider_id,
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    serviceLine: row.service_line as ServiceLine,
    tier: row.tier as Tier,
    startsOn: Temporal.PlainDate.from(row.starts_on),
    endsOn: row.ends_on === null ? null : Temporal.PlainDate.from(row.ends_on),
    pencePerHour: row.pence_per_hour,
    agreedPencePerHour: row.agreed_pence_per_hour,
    placedAt: Temporal.Instant.from(row.placed_at),
  }))
}

/** How a placement ended; undefined while it has no end. */
export async function findPlacementEnd(tx: Tx, placementId: string): Promise<{ endsOn: Temporal.PlainDate; reason: PlacementEndReason; recordedBy: string } | undefined> {
  const row = await tx.selectFrom('brokerage.placement_end').select(['ends_on', 'reason', 'recorded_by']).where('placement_id', '=', placementId).executeTakeFirst()
  return row === undefined ? undefined : { endsOn: Temporal.PlainDate.from(row.ends_on), reason: row.reason as PlacementEndReason, recordedBy: row.recorded_by }
}
