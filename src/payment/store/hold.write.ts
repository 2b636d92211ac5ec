import type { Tx } from '../../platform/db/handles.ts'
import type { Hold } from '../terms/hold.ts'

export async function insertHold(tx: Tx, hold: Hold): Promise<void> {
  await tx
    .insertInto('payment.hold')
    .values({ id: hold.id, provider_id: hold.providerId, person_id: hold.personId, pay_line_id: hold.payLineId, statement_id: hold.statementId, for_invoice: hold.isForInvoice, must_act: hold.mustAct, reason: hold.reason, placed_at: hold.placedAt.toString(), placed_by: hold.placedBy })
    .execute()
}

/** Ends a hold by a row of its own; answers false when it had ended before. */
export async function insertHoldRelease(tx: Tx, release: { readonly holdId: string; readonly providerId: string; readonly note: string; readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx
    .insertInto('payment.hold_release')
    .values({ hold_id: release.holdId, provider_id: release.providerId, note: release.note, released_at: release.at.toString(), released_by: release.by })
    .onConflict((conflict) => conflict.column('hold_id').doNothing())
    .returning('hold_id')
    .executeTakeFirst()
  return row !== undefined
}
