import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'
import { keptInputs, keptResult } from '../terms/kept-assignment.ts'
import type { FailureBatch, FailureMove } from '../terms/failure.ts'

const batchInputs = keptInputs.omit({ leftOut: true }).extend({
  /** Placements by the reference of their package. */
  placementIds: z.record(z.string(), z.uuid()),
})

/** A proposed batch with what it was worked out from. */
export interface KeptFailureBatch extends FailureBatch {
  readonly inputs: z.output<typeof batchInputs>
  readonly result: z.output<typeof keptResult>
}

/** One batch; undefined when there is none. */
export async function findFailureBatch(tx: Tx, id: string): Promise<KeptFailureBatch | undefined> {
  const row = await tx.selectFrom('brokerage.failure_batch').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : { ...batchOf(row), inputs: batchInputs.parse(row.inputs), result: keptResult.parse(row.result) }
}

/** The batches of a failure, the newest first, with how many people each proposed and how many of them were moved by it. */
export async function listFailureBatches(tx: Tx, failureId: string): Promise<(FailureBatch & { readonly people: number; readonly moved: number })[]> {
  const rows = await tx
    .selectFrom('brokerage.failure_batch as b')
    .select(['b.id', 'b.failure_id', 'b.rule_version', 'b.inputs_hash', 'b.made_at', 'b.made_by'])
    .select(sql<number>`jsonb_array_length(b.inputs #> '{problem,packages}')`.as('people'))
    .select((of) => of.selectFrom('brokerage.failure_move as m').select((each) => each.fn.countAll<number>().as('n')).whereRef('m.batch_id', '=', 'b.id').as('moved'))
    .where('b.failure_id', '=', failureId)
    .orderBy('b.made_at', 'desc')
    .orderBy('b.id')
    .execute()
  return rows.map((row) => ({ ...batchOf(row), people: row.people, moved: row.moved ?? 0 }))
}

function batchOf(row: { id: string; failure_id: string; rule_version: string; inputs_hash: string; made_at: string; made_by: string }): FailureBatch {
  return { id: row.id, failureId: row.failure_id, ruleVersion: row.rule_version, inputsHash: row.inputs_hash, madeAt: Temporal.Instant.from(row.made_at), madeBy: row.made_by }
}

/** What became of the people of a batch, by placement. */
export async function listFailureMoves(tx: Tx, batchId: string): Promise<Map<string, FailureMove>> {
  const rows = await tx.selectFrom('brokerage.failure_move').selectAll().where('batch_id', '=', batchId).execute()
  return new Map(rows.map((row) => [row.placement_id, {
    placementId: row.placement_id, batchId: row.batch_id, packageId: row.package_id, proposedProviderId: row.proposed_provider_id, providerId: row.provider_id, poolZoneId: row.pool_zone_id, callOffId: row.call_off_id,
    handoverOn: Temporal.PlainDate.from(row.handover_on), movedAt: Temporal.Instant.from(row.moved_at), movedBy: row.moved_by,
  }]))
}
