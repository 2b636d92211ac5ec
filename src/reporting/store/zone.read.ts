import type { NotNull } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ReportFramework, ReportTier, ReportZone, TierTargetFacts } from '../terms.ts'

/** Zones in order, of all frameworks or of one, and the names of these frameworks; zones are named with theirs when there are several. */
export async function listReportZones(tx: Tx, frameworkId: string | null = null): Promise<{ readonly zones: ReportZone[]; readonly frameworkNames: Map<string, string> }> {
  const rows = await tx
    .selectFrom('market.published_zone')
    .select(['zone_id', 'zone_name', 'framework_id', 'framework_name'])
    .$if(frameworkId !== null, (of) => of.where('framework_id', '=', frameworkId))
    .orderBy('framework_name')
    .orderBy('position')
    .$narrowType<{ zone_id: NotNull; zone_name: NotNull; framework_id: NotNull; framework_name: NotNull }>()
    .execute()
  const frameworkNames = new Map(rows.map((row) => [row.framework_id, row.framework_name]))
  const zones = rows.map((row) => ({ zoneId: row.zone_id, name: frameworkNames.size > 1 ? `${row.zone_name}, ${row.framework_name}` : row.zone_name }))
  return { zones, frameworkNames }
}

/** Every framework that has zones, by name. */
export async function listReportFrameworks(tx: Tx): Promise<ReportFramework[]> {
  const rows = await tx.selectFrom('market.published_zone').select(['framework_id', 'framework_name']).distinct().orderBy('framework_name').$narrowType<{ framework_id: NotNull; framework_name: NotNull }>().execute()
  return rows.map((row) => ({ id: row.framework_id, name: row.framework_name }))
}

/** Targets of the frameworks that are named. */
export async function listReportTargets(tx: Tx, frameworkNames: ReadonlyMap<string, string>): Promise<TierTargetFacts[]> {
  const rows = await tx
    .selectFrom('market.published_tier_target')
    .select(['framework_id', 'tier', 'low_percent', 'high_percent'])
    .$narrowType<{ framework_id: NotNull; tier: NotNull; low_percent: NotNull; high_percent: NotNull }>()
    .execute()
  return rows.filter((row) => frameworkNames.has(row.framework_id)).map((row) => ({
    framework: frameworkNames.get(row.framework_id) ?? '',
    tier: row.tier as ReportTier,
    lowPercent: row.low_percent,
    highPercent: row.high_percent,
  }))
}
