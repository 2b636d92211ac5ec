import type { Tx } from '../../db/handles.ts'

/** Puts messages in the outbox. */
export async function insertMessages(
  tx: Tx,
  rows: readonly { id: string; template: string; recipientUserId: string | null; recipientEmail: string; fields: Readonly<Record<string, string>>; createdAt: Temporal.Instant }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('notify.message')
    .values(rows.map((row) => ({ id: row.id, template: row.template, recipient_user_id: row.recipientUserId, recipient_email: row.recipientEmail, fields: JSON.stringify(row.fields), created_at: row.createdAt.toString() })))
    .execute()
}

/** Marks a message as handed over. */
export async function markSent(tx: Tx, id: string, at: Temporal.Instant, providerReference: string | null): Promise<void> {
  await tx.updateTable('notify.message').set({ sent_at: at.toString(), provider_reference: providerReference }).where('id', '=', id).where('sent_at', 'is', null).execute()
}
