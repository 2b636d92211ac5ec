import type { Tx } from '../../platform/db/handles.ts'
import type { LeavingReason } from '../terms.ts'
import type { RecordedLeaving } from '../terms/leaving.ts'

/** Withdrawals of a provider, those by which others pass their packages to it, or one by its identity; the latest day first. For the council. */
export async function listLeavings(tx: Tx, of: { readonly id: string } | { readonly providerId: string } | { readonly successorId: string } | { readonly hasSuccessor: true }): Promise<RecordedLeaving[]> {
  const rows = await tx
    .selectFrom('market.provider_leaving as l')
    .innerJoin('market.provider as p', 'p.id', 'l.provider_id')
    .leftJoin('market.framework as f', 'f.id', 'l.framework_id')
    .leftJoin('market.provider as s', 's.id', 'l.successor_id')
    .select(['l.id', 'l.provider_id', 'l.framework_id', 'l.left_on', 'l.reason', 'l.successor_id', 'l.note', 'l.recorded_at', 'l.recorded_by', 'p.name as provider_name', 'f.name as framework_name', 's.name as successor_name'])
    .where((is) => ('id' in of ? is('l.id', '=', of.id) : 'providerId' in of ? is('l.provider_id', '=', of.providerId) : 'successorId' in of ? is('l.successor_id', '=', of.successorId) : is('l.successor_id', 'is not', null)))
    .orderBy('l.left_on', 'desc')
    .orderBy('l.recorded_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    providerName: row.provider_name,
    frameworkId: row.framework_id,
    frameworkName: row.framework_name,
    leftOn: Temporal.PlainDate.from(row.left_on),
    reason: row.reason as LeavingReason,
    successorId: row.successor_id,
    successorName: row.successor_name,
    note: row.note,
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: row.recorded_by,
  }))
}
