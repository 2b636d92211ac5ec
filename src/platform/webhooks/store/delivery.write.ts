import type { Tx } from '../../db/handles.ts'
import type { Attempt } from '../terms.ts'

/** Puts news for endpoints into the log, to be sent. */
export async function insertDeliveries(tx: Tx, rows: readonly { readonly id: string; readonly endpointId: string; readonly organisationId: string | null; readonly topic: string; readonly body: string; readonly madeAt: Temporal.Instant }[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('webhooks.delivery')
    .values(rows.map((row) => ({ id: row.id, endpoint_id: row.endpointId, organisation_id: row.organisationId, topic: row.topic, body: row.body, made_at: row.madeAt.toString() })))
    .execute()
}

/** Keeps an attempt; answers false when one of that number was kept before. */
export async function insertAttempt(tx: Tx, of: { readonly deliveryId: string; readonly endpointId: string; readonly organisationId: string | null }, attempt: Attempt): Promise<boolean> {
  const row = await tx
    .insertInto('webhooks.attempt')
    .values({ delivery_id: of.deliveryId, endpoint_id: of.endpointId, organisation_id: of.organisationId, number: attempt.number, attempted_at: attempt.attemptedAt.toString(), milliseconds: attempt.milliseconds, status: attempt.status, failure: attempt.failure, was_taken: attempt.wasTaken })
    .onConflict((conflict) => conflict.constraint('attempt_pk').doNothing())
    .returning('number')
    .executeTakeFirst()
  return row !== undefined
}
