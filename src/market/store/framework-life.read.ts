import type { Tx } from '../../platform/db/handles.ts'
import type { CrossZoneSwitch } from '../terms/cross-zone.ts'
import type { FrameworkLife, FrameworkLine, ProcurementRoute } from '../terms/framework-life.ts'

/** What a framework was let with, its extensions in their order and its lines by name. */
export async function findFrameworkLife(tx: Tx, frameworkId: string): Promise<FrameworkLife | undefined> {
  const row = await tx.selectFrom('market.framework').select(['ends_on', 'notice_days', 'procurement_began_on', 'procurement_route', 'long_term_reason']).where('id', '=', frameworkId).executeTakeFirst()
  if (row === undefined) return undefined
  const extensions = await tx
    .selectFrom('market.framework_extension as e')
    .leftJoin('market.framework_extension_use as u', (join) => join.onRef('u.framework_id', '=', 'e.framework_id').onRef('u.position', '=', 'e.position'))
    .select(['e.position', 'e.months', 'u.from_ends_on', 'u.to_ends_on', 'u.reason', 'u.used_at', 'u.used_by'])
    .where('e.framework_id', '=', frameworkId)
    .orderBy('e.position')
    .execute()
  return {
    firstEndsOn: Temporal.PlainDate.from(row.ends_on),
    noticeDays: row.notice_days,
    procurementBeganOn: row.procurement_began_on === null ? null : Temporal.PlainDate.from(row.procurement_began_on),
    procurementRoute: row.procurement_route as ProcurementRoute | null,
    longTermReason: row.long_term_reason,
    extensions: extensions.map(({ position, months, from_ends_on, to_ends_on, reason, used_at, used_by }) => ({
      position,
      months,
      used: from_ends_on === null || to_ends_on === null || used_at === null ? null : { fromEndsOn: Temporal.PlainDate.from(from_ends_on), toEndsOn: Temporal.PlainDate.from(to_ends_on), reason: reason ?? '', usedAt: Temporal.Instant.from(used_at), usedBy: used_by ?? '' },
    })),
    lines: await listLines(tx, frameworkId),
  }
}

/** The service lines a framework buys, by name; none when it buys all. */
export async function listLines(tx: Tx, frameworkId: string): Promise<FrameworkLine[]> {
  const rows = await tx.selectFrom('market.framework_line').select(['service_line', 'zone_set']).where('framework_id', '=', frameworkId).orderBy('service_line').execute()
  return rows.map((row) => ({ serviceLine: row.service_line, zoneSet: row.zone_set }))
}

/** A switch as kept. */
export interface KeptSwitch extends CrossZoneSwitch {
  readonly id: string
  readonly recordedBy: string
}

/** Every switch for cross-zone work of a framework, the latest first. */
export async function listCrossZone(tx: Tx, frameworkId: string): Promise<KeptSwitch[]> {
  const rows = await tx.selectFrom('market.cross_zone').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').orderBy('recorded_at', 'desc').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, zoneId: row.zone_id, fromZoneId: row.from_zone_id, serviceLine: row.service_line, fromOn: Temporal.PlainDate.from(row.from_on), allowed: row.allowed, recordedBy: row.recorded_by }))
}
