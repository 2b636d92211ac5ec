import { sql } from 'kysely'
import type { Reason } from '../../kernel/decision.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { CallOff, OfferOrder } from '../terms.ts'

/**
 * Adds a search; answers false when one already runs for the package, or its cost lacks an approval that it needs. Both are asked in the
 * statement that adds it, so that beginning a search costs no more for it.
 */
export async function insertCallOff(tx: Tx, callOff: CallOff, ruleVersion: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`insert into brokerage.call_off (id, package_id, framework_id, zone_id, rule_version, steps, opened_at, opened_by)
    select ${callOff.id}::uuid, ${callOff.packageId}::uuid, ${callOff.frameworkId}::uuid, ${callOff.zoneId}::uuid, ${ruleVersion}, ${JSON.stringify(callOff.steps)}::jsonb, ${callOff.openedAt.toString()}::timestamptz, ${callOff.openedBy}
    where not exists (select from brokerage.spending_check c left join brokerage.spending_decision d on d.check_id = c.id
      where c.package_id = ${callOff.packageId}::uuid and c.needs_approval and d.is_approved is not true
      and not exists (select from brokerage.spending_check n where n.package_id = c.package_id and n.nr > c.nr))
    on conflict (package_id) where closed_at is null do nothing returning id`.execute(tx)
  return rows.length > 0
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

/** Ends a search that its caller holds locked; one that has ended keeps how it did. */
export async function closeCallOff(tx: Tx, id: string, at: Temporal.Instant, reason: NonNullable<CallOff['closedReason']>): Promise<void> {
  await tx.updateTable('brokerage.call_off').set({ closed_at: at.toString(), closed_reason: reason }).where('id', '=', id).where('closed_at', 'is', null).execute()
}
