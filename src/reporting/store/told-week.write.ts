import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ToldWeek } from '../terms/awaiting-series.ts'

/** Lets one transaction at a time tell weeks: each week's digest holds the one before it. */
export async function lockTelling(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tell weeks', 7210351))`.execute(tx)
}

export async function insertToldWeeks(tx: Tx, weeks: readonly ToldWeek[]): Promise<void> {
  await tx
    .insertInto('reporting.told_week')
    .values(weeks.map((each) => ({ week_on: each.weekOn.toString(), told_at: each.toldAt.toString(), told_by: each.toldBy, rule_version: each.ruleVersion, content: each.content, previous_digest: each.previousDigest, digest: each.digest })))
    .execute()
}
