import { sql, type NotNull } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ReportSource, ReportTier, HeldPackage, StartedPackage } from '../terms.ts'

export type ReportPlacement = HeldPackage & StartedPackage & {
  /** It passed to its provider from one that merged or was bought: nobody waited for it. */
  readonly isPassedOn: boolean
}

/** Placements made before an instant, with the end that was recorded before it; those that ended before `fromOn` or never began are left out. Of the frameworks that are named. */
export async function listReportPlacements(
  tx: Tx,
  search: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly knownBefore: Temporal.Instant },
  frameworkNames: ReadonlyMap<string, string>,
): Promise<ReportPlacement[]> {
  const known = search.knownBefore.toString()
  const endsOn = sql<string | null>`case when end_recorded_at < ${known} then ends_on end`
  const rows = await tx
    .selectFrom('brokerage.published_placement')
    .select(['framework_id', 'tier', 'weekly_minutes', 'source', 'received_on', 'starts_on', 'is_passed_on', endsOn.as('ends_on')])
    .where('placed_at', '<', known)
    .where('starts_on', '<=', search.toOn.toString())
    .where((is) => is.or([is(endsOn, 'is', null), is.and([is(endsOn, '>=', search.fromOn.toString()), is(endsOn, '>=', is.ref('starts_on'))])]))
    .$narrowType<{ framework_id: NotNull; tier: NotNull; weekly_minutes: NotNull; source: NotNull; received_on: NotNull; starts_on: NotNull; is_passed_on: NotNull }>()
    .execute()
  return rows.filter((row) => frameworkNames.has(row.framework_id)).map((row) => ({
    framework: frameworkNames.get(row.framework_id) ?? '',
    tier: row.tier as ReportTier,
    weeklyMinutes: row.weekly_minutes,
    source: row.source as ReportSource,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    startsOn: Temporal.PlainDate.from(row.starts_on),
    isPassedOn: row.is_passed_on,
    endsOn: row.ends_on === null ? null : Temporal.PlainDate.from(row.ends_on),
  }))
}
