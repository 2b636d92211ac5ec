import type { Reason } from '../../kernel/decision.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { CallOff, OfferOrder } from '../terms.ts'

/** Adds a search; answers false when one already runs for the package. */
export async function insertCallOff(tx: Tx, callOff: CallOff, ruleVersion: string): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.call_off')
    .values({
      id: callOff.id,
      package_id: callOff.packageId,
      framework_id: callOff.frameworkId,
      zone_id: callOff.zoneId,
      rule_version: ruleVersion,
      steps: JSON.stringify(callOff.steps),
      opened_at: callOff.openedAt.toString(),
      opened_by: callOff.openedBy,
    })
    .onConflict((conflict) => conflict.column('package_id').where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps every place of an order with its reasons, those left out too. */
export async function insertPlaces(tx: Tx, callOffId: string, places: OfferOrder['places']): Promise<void> {
  await insertRows(tx, 'brokerage.call_off_place', [
    { name: 'call_off_id', type: 'uuid', value: () => callOffId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'step', type: 'int', value: (row) => row.step },
    { name: 'place', type: 'int', value: (row) => row.place },
    { name: 'tier', type: 'text', value: (row) => row.tier },
    { name: 'rank', type: 'int', value: (row) => row.rank },
    { name: 'pence_per_hour', type: 'int', value: (row) => row.pencePerHour },
    { name: 'reasons', type: 'jsonb', value: (row) => JSON.stringify(row.reasons) },
  ], places)
}

/** Keeps why providers were passed over when their turn came. */
export async function insertSkips(tx: Tx, callOffId: string, at: Temporal.Instant, skips: readonly { readonly providerId: string; readonly reasons: readonly Reason[] }[]): Promise<void> {
  await insertRows(tx, 'brokerage.call_off_skip', [
    { name: 'call_off_id', type: 'uuid', value: () => callOffId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'skipped_at', type: 'timestamptz', value: () => at.toString() },
    { name: 'reasons', type: 'jsonb', value: (row) => JSON.stringify(row.reasons) },
  ], skips)
}

/** Ends a search that its caller holds locked. */
export async function closeCallOff(tx: Tx, id: string, at: Temporal.Instant, reason: NonNullable<CallOff['closedReason']>): Promise<void> {
  await tx.updateTable('brokerage.call_off').set({ closed_at: at.toString(), closed_reason: reason }).where('id', '=', id).execute()
}
