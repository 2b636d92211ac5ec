import type { Tx } from '../../platform/db/handles.ts'
import type { ProviderFailure } from '../terms/failure.ts'

/** Marks a provider as failing; answers false when it was marked from that day before. */
export async function insertFailure(tx: Tx, failure: ProviderFailure): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.provider_failure')
    .values({ id: failure.id, provider_id: failure.providerId, kind: failure.kind, from_on: failure.fromOn.toString(), reason: failure.reason, marked_at: failure.markedAt.toString(), marked_by: failure.markedBy })
    .onConflict((conflict) => conflict.constraint('provider_failure_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
