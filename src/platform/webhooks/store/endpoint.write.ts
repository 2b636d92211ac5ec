import type { Tx } from '../../db/handles.ts'
import type { Endpoint, PauseReason } from '../terms.ts'

/** Adds an endpoint. */
export async function insertEndpoint(tx: Tx, endpoint: Omit<Endpoint, 'closedAt' | 'pause'>): Promise<void> {
  await tx
    .insertInto('webhooks.endpoint')
    .values({ id: endpoint.id, organisation_id: endpoint.organisationId, url: endpoint.url, topics: [...endpoint.topics], created_at: endpoint.createdAt.toString(), created_by: endpoint.createdBy })
    .execute()
}

/** Closes an endpoint for ever. */
export async function closeEndpointRow(tx: Tx, id: string, at: Temporal.Instant, by: string): Promise<void> {
  await tx.updateTable('webhooks.endpoint').set({ closed_at: at.toString(), closed_by: by }).where('id', '=', id).where('closed_at', 'is', null).execute()
}

/** Adds a secret; those before it go on signing until an instant at the latest. */
export async function insertSecret(tx: Tx, secret: { readonly id: string; readonly endpointId: string; readonly organisationId: string | null; readonly secret: string; readonly madeAt: Temporal.Instant }, othersUntil: Temporal.Instant): Promise<void> {
  await tx.updateTable('webhooks.secret').set({ until_at: othersUntil.toString() }).where('endpoint_id', '=', secret.endpointId).where('until_at', 'is', null).execute()
  await tx
    .insertInto('webhooks.secret')
    .values({ id: secret.id, endpoint_id: secret.endpointId, organisation_id: secret.organisationId, secret: secret.secret, made_at: secret.madeAt.toString() })
    .execute()
}

/** Pauses an endpoint; answers false when it is paused already. */
export async function insertPause(tx: Tx, pause: { readonly id: string; readonly endpointId: string; readonly organisationId: string | null; readonly reason: PauseReason; readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx
    .insertInto('webhooks.pause')
    .values({ id: pause.id, endpoint_id: pause.endpointId, organisation_id: pause.organisationId, reason: pause.reason, paused_at: pause.at.toString(), paused_by: pause.by })
    .onConflict((conflict) => conflict.column('endpoint_id').where('resumed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the pause of an endpoint; answers false when it is not paused. */
export async function endPause(tx: Tx, endpointId: string, at: Temporal.Instant, by: string): Promise<boolean> {
  const result = await tx.updateTable('webhooks.pause').set({ resumed_at: at.toString(), resumed_by: by }).where('endpoint_id', '=', endpointId).where('resumed_at', 'is', null).executeTakeFirst()
  return result.numUpdatedRows > 0n
}
