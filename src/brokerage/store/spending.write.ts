import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { SpendingCheck, SpendingLimit } from '../terms/spending.ts'

/** Sets a limit; those before stay. */
export async function insertSpendingLimit(tx: Tx, limit: SpendingLimit): Promise<void> {
  await tx
    .insertInto('brokerage.spending_limit')
    .values({ id: limit.id, role: limit.role, account_id: limit.accountId, kind: limit.kind, weekly_pence: limit.weeklyPence, may_approve_own: limit.mayApproveOwn, note: limit.note, recorded_at: limit.recordedAt.toString(), recorded_by: limit.recordedBy })
    .execute()
}

/** Keeps what packages are estimated to cost, held against a limit. A number of a package that is there already fails on `spending_check_once`. */
export async function insertSpendingChecks(tx: Tx, checks: readonly SpendingCheck[], ruleVersion: string): Promise<void> {
  await insertRows(tx, 'brokerage.spending_check', [
    { name: 'id', type: 'uuid', value: (row) => row.id },
    { name: 'package_id', type: 'uuid', value: (row) => row.packageId },
    { name: 'nr', type: 'int', value: (row) => row.nr },
    { name: 'weekly_pence', type: 'int', value: (row) => row.weeklyPence },
    { name: 'limit_pence', type: 'int', value: (row) => row.limitPence },
    { name: 'needs_approval', type: 'boolean', value: (row) => row.needsApproval },
    { name: 'reasons', type: 'jsonb', value: (row) => JSON.stringify(row.reasons) },
    { name: 'rule_version', type: 'text', value: () => ruleVersion },
    { name: 'note', type: 'text', value: (row) => row.note },
    { name: 'asked_at', type: 'timestamptz', value: (row) => row.askedAt.toString() },
    { name: 'asked_by', type: 'text', value: (row) => row.askedBy },
    { name: 'asked_by_account', type: 'uuid', value: (row) => row.askedByAccount },
  ], checks)
}

/** Says what became of a package that waited for approval; answers false when it was decided before. */
export async function insertSpendingDecision(tx: Tx, decision: { readonly checkId: string; readonly isApproved: boolean; readonly limitPence: number | null; readonly note: string | null; readonly decidedAt: Temporal.Instant; readonly decidedBy: string; readonly decidedByAccount: string | null }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.spending_decision')
    .values({ check_id: decision.checkId, is_approved: decision.isApproved, limit_pence: decision.limitPence, note: decision.note, decided_at: decision.decidedAt.toString(), decided_by: decision.decidedBy, decided_by_account: decision.decidedByAccount })
    .onConflict((conflict) => conflict.constraint('spending_decision_pk').doNothing())
    .returning('check_id')
    .executeTakeFirst()
  return row !== undefined
}
