import type { Tx } from '../../db/handles.ts'

/** A message of the outbox. */
export interface OutboxMessage {
  readonly id: string
  readonly template: string
  readonly recipientEmail: string
  readonly fields: Readonly<Record<string, string>>
  readonly createdAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly failure: string | null
}

/** The newest messages, newest first. */
export async function listMessages(tx: Tx, most: number): Promise<OutboxMessage[]> {
  const rows = await tx.selectFrom('notify.message').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(most).execute()
  return rows.map(messageOf)
}

/** One message, locked for sending; undefined when it is gone, sent or given up. */
export async function lockUnsentMessage(tx: Tx, id: string): Promise<OutboxMessage | undefined> {
  const row = await tx.selectFrom('notify.message').selectAll().where('id', '=', id).where('sent_at', 'is', null).where('failed_at', 'is', null).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : messageOf(row)
}

/** The email addresses of an organisation's active accounts in a role; organisation null is the council. */
export async function listRecipients(tx: Tx, organisationId: string | null, role: string): Promise<{ userId: string; email: string }[]> {
  const rows = await tx
    .selectFrom('access.user_account')
    .select(['id', 'email'])
    .where('role', '=', role)
    .where('active', '=', true)
    .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ userId: row.id, email: row.email }))
}

/** The active accounts in a role of each of these organisations, by organisation. */
export async function listRecipientsOf(tx: Tx, organisationIds: readonly string[], role: string): Promise<Map<string, { userId: string; email: string }[]>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('access.user_account')
    .select(['id', 'email', 'organisation_id'])
    .where('role', '=', role)
    .where('active', '=', true)
    .where('organisation_id', 'in', [...organisationIds])
    .orderBy('id')
    .execute()
  const recipients = new Map<string, { userId: string; email: string }[]>()
  for (const row of rows) {
    const organisationId = row.organisation_id ?? ''
    recipients.set(organisationId, [...(recipients.get(organisationId) ?? []), { userId: row.id, email: row.email }])
  }
  return recipients
}

function messageOf(row: { id: string; template: string; recipient_email: string; fields: unknown; created_at: string; sent_at: string | null; failure: string | null }): OutboxMessage {
  return {
    id: row.id,
    template: row.template,
    recipientEmail: row.recipient_email,
    fields: row.fields as Record<string, string>,
    createdAt: Temporal.Instant.from(row.created_at),
    sentAt: row.sent_at === null ? null : Temporal.Instant.from(row.sent_at),
    failure: row.failure,
  }
}
