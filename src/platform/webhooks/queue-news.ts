import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../db/handles.ts'
import type { OutgoingJob } from '../jobs/topic.ts'
import { insertDeliveries } from './store/delivery.write.ts'
import { listListeners, type Listener } from './store/listener.read.ts'
import { DELIVERY_DUE } from './terms.ts'
import type { News } from './webhook-topic.ts'

/** How long who listens is believed: what is sent is in the transaction, but an endpoint added elsewhere hears from a second later on. */
const BELIEVED_MS = 1000

const known = new WeakMap<Db, { readonly at: number; readonly listeners: readonly Listener[] }>()

/**
 * Puts news into the log of each endpoint that wants it, within the caller's transaction and as the owner, and answers the jobs that
 * send it. The council hears everything it chose; a provider what concerns it. Costs nothing while nobody listens.
 */
export async function queueNews(db: Db, tx: Tx, news: readonly News[], now: Temporal.Instant): Promise<OutgoingJob[]> {
  if (news.length === 0) return []
  const listeners = await listenersOf(db, tx)
  const rows = news.flatMap(({ topic, organisationIds, data }) =>
    listeners
      .filter((each) => each.topics.includes(topic) && (each.organisationId === null || organisationIds.includes(each.organisationId)))
      .map(({ endpointId, organisationId }) => ({ id: randomUUID(), endpointId, organisationId, topic, body: newsBody(topic, data, now), madeAt: now })),
  )
  await insertDeliveries(tx, rows)
  return rows.map((row) => dueJob(row.id, 1))
}

/** What is sent: the kind of news, when, and its data, as Standard Webhooks lays it out. */
export function newsBody(topic: string, data: unknown, at: Temporal.Instant): string {
  return JSON.stringify({ type: topic, timestamp: at.round('millisecond').toString(), data })
}

/** Asks again who listens at the next news: an endpoint was added, paused or closed. */
export function forgetListeners(db: Db): void {
  known.delete(db)
}

function dueJob(deliveryId: string, number: number): OutgoingJob {
  return { topic: DELIVERY_DUE.name, payload: { deliveryId, number } }
}

async function listenersOf(db: Db, tx: Tx): Promise<readonly Listener[]> {
  const before = known.get(db)
  if (before !== undefined && performance.now() - before.at < BELIEVED_MS) return before.listeners
  const listeners = await listListeners(tx)
  known.set(db, { at: performance.now(), listeners })
  return listeners
}
