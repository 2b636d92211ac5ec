import type { Tx } from '../../platform/db/handles.ts'
import type { Leaving } from '../terms/leaving.ts'

/** Keeps that a provider withdraws. */
export async function insertLeaving(tx: Tx, leaving: Leaving, recorded: { readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx
    .insertInto('market.provider_leaving')
    .values({
      id: leaving.id,
      provider_id: leaving.providerId,
      framework_id: leaving.frameworkId,
      left_on: leaving.leftOn.toString(),
      reason: leaving.reason,
      successor_id: leaving.successorId,
      note: leaving.note,
      recorded_at: recorded.at.toString(),
      recorded_by: recorded.by,
    })
    .execute()
}
