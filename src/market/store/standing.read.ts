import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Standing, Suspension, Tier } from '../terms.ts'

/** What to look for; whatever is left out is not asked. */
export interface StandingSearch {
  readonly frameworkId?: string
  readonly zoneId?: string
  readonly providerId?: string
  readonly serviceLines?: readonly string[]
}

/** A standing with the names a table shows. */
export interface NamedStanding extends Standing {
  readonly providerName: string
  readonly zoneName: string
  readonly frameworkName: string
  /** First day of its zone, where that begins later than the framework. */
  readonly zoneStartsOn: Temporal.PlainDate | null
  readonly languages: readonly string[]
  readonly leftOn: Temporal.PlainDate | null
}

/** Standings past, present and to come. */
export async function listStandings(tx: Tx, search: StandingSearch): Promise<NamedStanding[]> {
  let query = tx
    .selectFrom('market.standing as s')
    .innerJoin('market.provider as p', 'p.id', 's.provider_id')
    .innerJoin('market.zone as z', 'z.id', 's.zone_id')
    .innerJoin('market.framework as f', 'f.id', 's.framework_id')
    .selectAll('s')
    .select(['p.name as provider_name', 'p.languages', 'p.left_on', 'z.name as zone_name', 'z.starts_on as zone_starts_on', 'f.name as framework_name'])
  if (search.frameworkId !== undefined) query = query.where('s.framework_id', '=', search.frameworkId)
  if (search.zoneId !== undefined) query = query.where('s.zone_id', '=', search.zoneId)
  if (search.providerId !== undefined) query = query.where('s.provider_id', '=', search.providerId)
  if (search.serviceLines !== undefined) query = query.where('s.service_line', 'in', [...search.serviceLines])
  const rows = await query.orderBy('z.position').orderBy('p.name').orderBy('s.from_on', 'desc').orderBy('s.id').execute()
  return rows.map((row) => ({
    ...toStanding(row),
    providerName: row.provider_name,
    zoneName: row.zone_name,
    frameworkName: row.framework_name,
    zoneStartsOn: row.zone_starts_on === null ? null : Temporal.PlainDate.from(row.zone_starts_on),
    languages: row.languages,
    leftOn: row.left_on === null ? null : Temporal.PlainDate.from(row.left_on),
  }))
}

export async function findStanding(tx: Tx, standingId: string): Promise<Standing | undefined> {
  const row = await tx.selectFrom('market.standing').selectAll().where('id', '=', standingId).executeTakeFirst()
  return row === undefined ? undefined : toStanding(row)
}

/** Suspensions of some providers, or of all, past ones too; the latest first. */
export async function listSuspensions(tx: Tx, providerIds?: readonly string[]): Promise<Suspension[]> {
  if (providerIds?.length === 0) return []
  let query = tx.selectFrom('market.suspension').selectAll()
  if (providerIds !== undefined) query = query.where('provider_id', 'in', [...providerIds])
  const rows = await query.orderBy('from_on', 'desc').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    reviewOn: Temporal.PlainDate.from(row.review_on),
    toOn: row.to_on === null ? null : Temporal.PlainDate.from(row.to_on),
    reason: row.reason,
  }))
}

function toStanding(row: { id: string; framework_id: string; zone_id: string; provider_id: string; service_line: string; tier: string; rank: number | null; from_on: string; to_on: string | null; reason: string | null }): Standing {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    providerId: row.provider_id,
    serviceLine: row.service_line,
    tier: row.tier as Tier,
    rank: row.rank,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: row.to_on === null ? null : Temporal.PlainDate.from(row.to_on),
    reason: row.reason,
  }
}

/** Whether a provider is suspended from new work on a day. */
export async function isProviderSuspended(tx: Tx, providerId: string, on: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql<{ suspended: boolean }>`select market.is_suspended(${providerId}::uuid, ${on.toString()}::date) as suspended`.execute(tx)
  return rows[0]?.suspended === true
}
