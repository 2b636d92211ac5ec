import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { Attempt, Delivery } from '../terms.ts'

/** Which deliveries: one, or the newest of an endpoint. */
export type DeliveryChoice = { readonly id: string } | { readonly endpointId: string; readonly most: number }

/** Deliveries with their attempts, the newest first. A provider's role sees its own. */
export async function listDeliveries(tx: Tx, choice: DeliveryChoice): Promise<Delivery[]> {
  const rows = await tx
    .selectFrom('webhooks.delivery')
    .select(['id', 'endpoint_id', 'topic', 'body', 'made_at'])
    .$if('id' in choice, (query) => query.where('id', '=', 'id' in choice ? choice.id : ''))
    .$if('endpointId' in choice, (query) => query.where('endpoint_id', '=', 'endpointId' in choice ? choice.endpointId : ''))
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit('most' in choice ? choice.most : 1)
    .execute()
  const attempts = await listAttempts(tx, rows.map((row) => row.id))
  return rows.map((row) => ({ id: row.id, endpointId: row.endpoint_id, topic: row.topic, body: row.body, madeAt: Temporal.Instant.from(row.made_at), attempts: attempts.get(row.id) ?? [] }))
}

async function listAttempts(tx: Tx, deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>> {
  if (deliveryIds.length === 0) return new Map()
  const rows = await tx.selectFrom('webhooks.attempt').selectAll().where('delivery_id', '=', sql<string>`any(${[...deliveryIds]}::uuid[])`).orderBy('delivery_id').orderBy('number').execute()
  const grouped = Map.groupBy(rows, (row) => row.delivery_id)
  return new Map([...grouped].map(([id, own]) => [id, own.map((row) => ({ number: row.number, attemptedAt: Temporal.Instant.from(row.attempted_at), milliseconds: row.milliseconds, status: row.status, failure: row.failure, wasTaken: row.was_taken }))]))
}

/** Since when, and how often, everything sent to an endpoint has failed; undefined when the last attempt was taken. */
export async function findFailingSince(tx: Tx, endpointId: string): Promise<{ firstFailureAt: Temporal.Instant; failures: number } | undefined> {
  const { rows } = await sql<{ first: string | null; failures: number }>`select min(a.attempted_at) as first, count(*)::int as failures from webhooks.attempt a
    where a.endpoint_id = ${endpointId} and not a.was_taken and a.attempted_at > coalesce(
      greatest((select max(t.attempted_at) from webhooks.attempt t where t.endpoint_id = ${endpointId} and t.was_taken),
        (select max(p.resumed_at) from webhooks.pause p where p.endpoint_id = ${endpointId})), '-infinity')`.execute(tx)
  const [found] = rows
  return found?.first == null ? undefined : { firstFailureAt: Temporal.Instant.from(found.first), failures: found.failures }
}
