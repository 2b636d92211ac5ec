import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Escalation } from '../terms/spending.ts'

/** Keeps that something was escalated; answers false when another did so in the meantime. */
export async function insertEscalation(tx: Tx, escalation: Escalation): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.escalation')
    .values({ id: escalation.id, kind: escalation.kind, subject_id: escalation.subjectId, package_id: escalation.packageId, level: escalation.level, reasons: JSON.stringify(escalation.reasons), told: JSON.stringify(escalation.told), escalated_at: escalation.escalatedAt.toString() })
    .onConflict((conflict) => conflict.constraint('escalation_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps which offers' providers are reminded; answers those that were not reminded before. */
export async function insertReminders(tx: Tx, offerIds: readonly string[], at: Temporal.Instant): Promise<Set<string>> {
  const { rows } = await sql<{ offer_id: string }>`insert into brokerage.offer_reminder (offer_id, sent_at)
    select id, ${at.toString()}::timestamptz from unnest(${`{${offerIds.join(',')}}`}::uuid[]) as t(id)
    on conflict (offer_id) do nothing returning offer_id`.execute(tx)
  return new Set(rows.map((row) => row.offer_id))
}
