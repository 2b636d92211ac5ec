import type { Tx } from '../../platform/db/handles.ts'
import type { CrossZoneSwitch } from '../terms/cross-zone.ts'
import type { FrameworkLine, ProcurementRoute } from '../terms/framework-life.ts'

/** What a framework was let with, as recorded beside its dates. */
export interface LetTerms {
  readonly noticeDays: number | null
  readonly procurementBeganOn: Temporal.PlainDate | null
  readonly procurementRoute: ProcurementRoute | null
  readonly longTermReason: string | null
}

/** Records what a framework was let with. */
export async function saveLetTerms(tx: Tx, frameworkId: string, terms: LetTerms): Promise<void> {
  await tx
    .updateTable('market.framework')
    .set({ notice_days: terms.noticeDays, procurement_began_on: terms.procurementBeganOn?.toString() ?? null, procurement_route: terms.procurementRoute, long_term_reason: terms.longTermReason })
    .where('id', '=', frameworkId)
    .execute()
}

/** Adds extensions by their months, numbered on from `after`. */
export async function insertExtensions(tx: Tx, frameworkId: string, months: readonly number[], after: number): Promise<void> {
  if (months.length === 0) return
  await tx.insertInto('market.framework_extension').values(months.map((each, index) => ({ framework_id: frameworkId, position: after + index + 1, months: each }))).execute()
}

export async function insertExtensionUse(tx: Tx, frameworkId: string, use: { readonly position: number; readonly fromEndsOn: Temporal.PlainDate; readonly toEndsOn: Temporal.PlainDate; readonly reason: string; readonly usedBy: string }, now: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('market.framework_extension_use')
    .values({ framework_id: frameworkId, position: use.position, from_ends_on: use.fromEndsOn.toString(), to_ends_on: use.toEndsOn.toString(), reason: use.reason, used_at: now.toString(), used_by: use.usedBy })
    .execute()
}

/** Puts these service lines in the place of those a framework had. */
export async function replaceLines(tx: Tx, frameworkId: string, lines: readonly FrameworkLine[]): Promise<void> {
  await tx.deleteFrom('market.framework_line').where('framework_id', '=', frameworkId).execute()
  if (lines.length > 0) await tx.insertInto('market.framework_line').values(lines.map((line) => ({ framework_id: frameworkId, service_line: line.serviceLine, zone_set: line.zoneSet }))).execute()
}

export async function insertCrossZone(tx: Tx, frameworkId: string, switches: readonly (CrossZoneSwitch & { readonly id: string })[], by: { readonly name: string; readonly now: Temporal.Instant }): Promise<void> {
  await tx
    .insertInto('market.cross_zone')
    .values(switches.map((each) => ({ id: each.id, framework_id: frameworkId, zone_id: each.zoneId, from_zone_id: each.fromZoneId, service_line: each.serviceLine, from_on: each.fromOn.toString(), allowed: each.allowed, recorded_at: by.now.toString(), recorded_by: by.name })))
    .execute()
}
