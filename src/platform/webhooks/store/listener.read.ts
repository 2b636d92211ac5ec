import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'

/** An endpoint that wants news now: neither closed nor paused. */
export interface Listener {
  readonly endpointId: string
  readonly organisationId: string | null
  readonly topics: readonly string[]
}

/** Every endpoint that wants news now. Read as the owner: whoever causes news may not see who hears of it. */
export async function listListeners(tx: Tx): Promise<Listener[]> {
  const rows = await sql<{ id: string; organisation_id: string | null; topics: string[] }>`select e.id, e.organisation_id, e.topics from webhooks.endpoint e
    where e.closed_at is null and not exists (select from webhooks.pause p where p.endpoint_id = e.id and p.resumed_at is null)`.execute(tx)
  return rows.rows.map((row) => ({ endpointId: row.id, organisationId: row.organisation_id, topics: row.topics }))
}
