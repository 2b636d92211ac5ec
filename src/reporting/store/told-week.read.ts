import type { Tx } from '../../platform/db/handles.ts'
import type { ToldWeek } from '../terms/awaiting-series.ts'

const COLUMNS = ['week_on', 'told_at', 'told_by', 'rule_version', 'content', 'previous_digest', 'digest'] as const

/** Weeks that were told, with their Monday between two days, the oldest first. */
export async function listToldWeeks(tx: Tx, range: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }): Promise<ToldWeek[]> {
  const rows = await tx.selectFrom('reporting.told_week').select(COLUMNS).where('week_on', '>=', range.fromOn.toString()).where('week_on', '<=', range.toOn.toString()).orderBy('week_on').execute()
  return rows.map(toldWeekOf)
}

/** The week told last; undefined when none is. */
export async function findNewestToldWeek(tx: Tx): Promise<ToldWeek | undefined> {
  const row = await tx.selectFrom('reporting.told_week').select(COLUMNS).orderBy('week_on', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : toldWeekOf(row)
}

function toldWeekOf(row: { week_on: string; told_at: string; told_by: string; rule_version: string; content: string; previous_digest: string | null; digest: string }): ToldWeek {
  return {
    weekOn: Temporal.PlainDate.from(row.week_on),
    toldAt: Temporal.Instant.from(row.told_at),
    toldBy: row.told_by,
    ruleVersion: row.rule_version,
    content: row.content,
    previousDigest: row.previous_digest,
    digest: row.digest,
  }
}
