import type { Tx } from '../../platform/db/handles.ts'
import type { Replacement } from '../terms/replacement.ts'

/** Keeps that a framework is replaced by another from a day. */
export async function insertReplacement(tx: Tx, replacement: Omit<Replacement, 'byName' | 'frameworkName'>, recorded: { readonly note: string | null; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  const { rule } = replacement
  await tx
    .insertInto('market.framework_replacement')
    .values({
      id: replacement.id,
      framework_id: replacement.frameworkId,
      by_framework_id: replacement.byFrameworkId,
      from_on: replacement.fromOn.toString(),
      new_packages: rule.newPackages,
      changed_percent: rule.changedPercent,
      handed_back: rule.handedBack,
      transferred: rule.transferred,
      all_from_on: rule.allFromOn?.toString() ?? null,
      note: recorded.note,
      recorded_at: recorded.at.toString(),
      recorded_by: recorded.by,
    })
    .execute()
}

/** Keeps that a replacement was given up; answers false when it was before. */
export async function insertReplacementWithdrawal(tx: Tx, replacementId: string, withdrawal: { readonly reason: string; readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx
    .insertInto('market.framework_replacement_withdrawal')
    .values({ replacement_id: replacementId, reason: withdrawal.reason, withdrawn_at: withdrawal.at.toString(), withdrawn_by: withdrawal.by })
    .onConflict((conflict) => conflict.constraint('framework_replacement_withdrawal_pk').doNothing())
    .returning('replacement_id')
    .executeTakeFirst()
  return row !== undefined
}
