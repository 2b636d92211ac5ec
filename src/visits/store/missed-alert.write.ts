import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** Keeps that missed visits were told. */
export async function insertMissedAlerts(tx: Tx, providerId: string, exceptionIds: readonly number[], at: Temporal.Instant): Promise<void> {
  await sql`insert into visits.missed_alert (exception_id, provider_id, told_at) select id, ${providerId}::uuid, ${at.toString()}::timestamptz from unnest(${`{${exceptionIds.join(',')}}`}::bigint[]) as t(id)`.execute(tx)
}
