import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Work } from '../action/work.ts'
import type { Role } from '../access/roles.ts'
import { topic } from '../jobs/topic.ts'
import { insertMessages } from './store/message.write.ts'
import { listRecipients, listRecipientsOf } from './store/message.read.ts'
import type { TemplateCode } from './templates.ts'

/** A message waits in the outbox to be handed over. */
export const MESSAGE_QUEUED = topic('notify.message-queued', z.object({ messageId: z.uuid() }))

/**
 * Puts one message for each account of an organisation in a role into the outbox, within the caller's transaction.
 * A job hands it over afterwards: to GOV.UK Notify when a key is set, else it stays on the outbox page.
 * @param to organisation null means the council
 * @param fields references and links only
 */
export async function notify(work: Work, to: { organisationId: string | null; role: Role }, template: TemplateCode, fields: Readonly<Record<string, string>>): Promise<void> {
  const recipients = await listRecipients(work.tx, to.organisationId, to.role)
  const rows = recipients.map((recipient) => ({ id: randomUUID(), template, recipientUserId: recipient.userId, recipientEmail: recipient.email, fields, createdAt: work.now }))
  await insertMessages(work.tx, rows)
  for (const row of rows) work.publish(MESSAGE_QUEUED, { messageId: row.id })
}

/** As `notify`, for one role in many organisations with fields of their own, in two statements however many there are. */
export async function notifyEach(work: Work, role: Role, template: TemplateCode, messages: readonly { readonly organisationId: string; readonly fields: Readonly<Record<string, string>> }[]): Promise<void> {
  const recipients = await listRecipientsOf(work.tx, messages.map((message) => message.organisationId), role)
  const rows = messages.flatMap((message) =>
    (recipients.get(message.organisationId) ?? []).map((to) => ({ id: randomUUID(), template, recipientUserId: to.userId, recipientEmail: to.email, fields: message.fields, createdAt: work.now })),
  )
  await insertMessages(work.tx, rows)
  for (const row of rows) work.publish(MESSAGE_QUEUED, { messageId: row.id })
}

/** As `notify`, for accounts that the caller chose. */
export async function notifyAccounts(work: Work, accounts: readonly { readonly id: string; readonly email: string }[], template: TemplateCode, fields: Readonly<Record<string, string>>): Promise<void> {
  const rows = accounts.map((to) => ({ id: randomUUID(), template, recipientUserId: to.id, recipientEmail: to.email, fields, createdAt: work.now }))
  await insertMessages(work.tx, rows)
  for (const row of rows) work.publish(MESSAGE_QUEUED, { messageId: row.id })
}
