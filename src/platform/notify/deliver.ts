import { NotifyClient } from 'notifications-node-client'
import { z } from 'zod'
import { systemActor } from '../access/actor.ts'
import { write } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { MESSAGE_QUEUED } from './notify.ts'
import { lockUnsentMessage, type OutboxMessage } from './store/message.read.ts'
import { markSent } from './store/message.write.ts'

/** Hands one message over and answers the service's own reference for it. Its links are whole by then. */
export type Deliver = (message: OutboxMessage) => Promise<string>

/**
 * Hands messages to GOV.UK Notify. The template is the one in the Notify service whose name is our code.
 * @param baseUrl another address of the same API, for a council's proxy or a test peer
 */
export function notifyDelivery(apiKey: string, baseUrl?: string): Deliver {
  const client = baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey)
  let templateIds: Promise<Map<string, string>> | undefined
  return async (message) => {
    templateIds ??= templateIdsByName(client)
    const templateId = (await templateIds).get(message.template)
    if (templateId === undefined) {
      templateIds = undefined // it may be added while we run
      throw new Error(`GOV.UK Notify has no email template named ${message.template}. Add one with that name.`)
    }
    const response = await client.sendEmail(templateId, message.recipientEmail, { personalisation: message.fields, reference: message.id })
    return response.data.id
  }
}

async function templateIdsByName(client: NotifyClient): Promise<Map<string, string>> {
  const response = await client.getAllTemplates('email')
  return new Map(response.data.templates.map((template) => [template.name, template.id]))
}

/**
 * The job that hands queued messages over. Without a delivery the outbox page is where they stay to be read.
 * Safe to run twice: the message is locked, and a sent one is left alone.
 */
export function deliverMessages(deliver: Deliver | null, publicUrl: string): JobHandler {
  return {
    topic: MESSAGE_QUEUED.name,
    name: 'hand over a message',
    handle: (house, payload) => deliverMessage(house, z.object({ messageId: z.uuid() }).parse(payload).messageId, deliver, publicUrl),
  }
}

async function deliverMessage(house: House, messageId: string, deliver: Deliver | null, publicUrl: string): Promise<void> {
  if (deliver === null) return
  await write(house, systemActor('outbox'), async (work) => {
    work.audit({ kind: 'message-handed-over', subjectKind: 'message', subjectId: messageId })
    const message = await lockUnsentMessage(work.tx, messageId)
    if (message === undefined) return
    await markSent(work.tx, messageId, work.now, await deliver(withWholeLinks(message, publicUrl)))
  })
}

/** Actions write links as paths, because they do not know where the service is reached; whoever reads an email needs the whole address. */
function withWholeLinks(message: OutboxMessage, publicUrl: string): OutboxMessage {
  const { link } = message.fields
  return link === undefined ? message : { ...message, fields: { ...message.fields, link: new URL(link, publicUrl).href } }
}
