import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { Endpoint, PauseReason } from '../terms.ts'

/** Endpoints of an organisation (null: the council) that are not closed, or one of them, closed or not. The newest first. */
export async function listEndpoints(tx: Tx, organisationId: string | null, id?: string): Promise<Endpoint[]> {
  const rows = await tx
    .selectFrom('webhooks.endpoint as e')
    .leftJoin('webhooks.pause as p', (join) => join.onRef('p.endpoint_id', '=', 'e.id').on('p.resumed_at', 'is', null))
    .select(['e.id', 'e.organisation_id', 'e.url', 'e.topics', 'e.created_at', 'e.created_by', 'e.closed_at', 'p.reason', 'p.paused_at', 'p.paused_by'])
    .where('e.organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .$if(id === undefined, (query) => query.where('e.closed_at', 'is', null))
    .$if(id !== undefined, (query) => query.where('e.id', '=', id ?? ''))
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    url: row.url,
    topics: row.topics,
    createdAt: Temporal.Instant.from(row.created_at),
    createdBy: row.created_by,
    closedAt: row.closed_at === null ? null : Temporal.Instant.from(row.closed_at),
    pause: row.paused_at === null ? null : { reason: row.reason as PauseReason, pausedAt: Temporal.Instant.from(row.paused_at), pausedBy: row.paused_by ?? '' },
  }))
}

/** The secrets that sign for an endpoint now, the newest first. For the council's role: an organisation's own cannot read them. */
export async function listSecrets(tx: Tx, endpointId: string, now: Temporal.Instant): Promise<string[]> {
  const rows = await tx
    .selectFrom('webhooks.secret')
    .select('secret')
    .where('endpoint_id', '=', endpointId)
    .where((is) => is.or([is('until_at', 'is', null), is('until_at', '>', now.toString())]))
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.secret)
}

/** Until when the secret before the present one goes on signing; null when none does. */
export async function findOverlap(tx: Tx, endpointId: string, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const row = await tx.selectFrom('webhooks.secret').select('until_at').where('endpoint_id', '=', endpointId).where('until_at', '>', now.toString()).orderBy('until_at', 'desc').executeTakeFirst()
  return row?.until_at == null ? null : Temporal.Instant.from(row.until_at)
}

/** Makes whoever changes an endpoint wait for one another until the transaction ends. */
export async function lockEndpoint(tx: Tx, endpointId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${endpointId}, 7210360))`.execute(tx)
}
