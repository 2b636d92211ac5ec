import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { FailureBatch, FailureMove } from '../terms/failure.ts'

/** Keeps a proposed batch; the parts that are documents come as JSON text. */
export async function insertFailureBatch(tx: Tx, batch: FailureBatch & { readonly inputs: string; readonly result: string }): Promise<void> {
  await tx
    .insertInto('brokerage.failure_batch')
    .values({ id: batch.id, failure_id: batch.failureId, rule_version: batch.ruleVersion, inputs_hash: batch.inputsHash, inputs: batch.inputs, result: batch.result, made_at: batch.madeAt.toString(), made_by: batch.madeBy })
    .execute()
}

/** Keeps what became of the people of a batch. */
export async function insertFailureMoves(tx: Tx, moves: readonly FailureMove[]): Promise<void> {
  await insertRows(tx, 'brokerage.failure_move', [
    { name: 'placement_id', type: 'uuid', value: (row) => row.placementId },
    { name: 'batch_id', type: 'uuid', value: (row) => row.batchId },
    { name: 'package_id', type: 'uuid', value: (row) => row.packageId },
    { name: 'proposed_provider_id', type: 'uuid', value: (row) => row.proposedProviderId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'pool_zone_id', type: 'uuid', value: (row) => row.poolZoneId },
    { name: 'call_off_id', type: 'uuid', value: (row) => row.callOffId },
    { name: 'handover_on', type: 'date', value: (row) => row.handoverOn.toString() },
    { name: 'moved_at', type: 'timestamptz', value: (row) => row.movedAt.toString() },
    { name: 'moved_by', type: 'text', value: (row) => row.movedBy },
  ], moves)
}
