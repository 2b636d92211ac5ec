import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../db/handles.ts'
import type { AuditEvent } from './event.ts'

/**
 * Appends events to the hash chain. The database function takes the chain's lock, so this is the last thing
 * a transaction does: the lock is held for the commit alone.
 */
export async function appendAudit(tx: Tx, actor: Actor, at: Temporal.Instant, events: readonly AuditEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    kind: event.kind,
    subject_kind: event.subjectKind,
    subject_id: event.subjectId,
    person_id: event.personId ?? null,
    detail: event.detail ?? {},
  }))
  await sql`select audit.append(
    ${at.toString()}::timestamptz, ${actor.userId}::uuid, ${actor.name}, ${actor.role}, ${actor.organisationId}::uuid,
    ${actor.requestId}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}
