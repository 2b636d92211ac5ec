import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { systemActor } from '../../access/actor.ts'
import { read, write } from '../../action/transaction.ts'
import type { House, Work } from '../../action/work.ts'
import { notify } from '../../notify/notify.ts'
import { deliveryState, GONE, isFailingTooLong, secondsToNext } from '../delivery-rules.ts'
import { forgetListeners } from '../queue-news.ts'
import { sendRequest, type Sent } from '../send-request.ts'
import { signedHeaders } from '../signature.ts'
import { findFailingSince, listDeliveries } from '../store/delivery.read.ts'
import { insertAttempt } from '../store/delivery.write.ts'
import { listSecrets } from '../store/endpoint.read.ts'
import { insertPause } from '../store/endpoint.write.ts'
import { findEndpointById } from '../store/known-endpoint.read.ts'
import { DELIVERY_DUE, type Delivery, type Endpoint } from '../terms.ts'

const WEBHOOKS = systemActor('Webhooks')

/** What sending needs to know of the running program. */
export interface SendingOptions {
  /** Where the service is reached: links begin with it. */
  readonly publicUrl: string
  readonly mayBePrivate: boolean
}

/**
 * Tries a delivery once and keeps how it went; a failure is tried again later. Does nothing when its endpoint is paused or closed, when
 * it was taken, or when this attempt was made before, so that a job may come twice. The request is made outside of any transaction.
 */
export async function attemptDelivery(house: House, input: { readonly deliveryId: string; readonly number: number; readonly again?: boolean | undefined }, options: SendingOptions): Promise<void> {
  const due = await read(house, WEBHOOKS, (work) => findDue(work, input))
  if (due === undefined) return
  const { delivery, endpoint, secrets } = due
  const body = withWholeLinks(delivery.body, options.publicUrl)
  const attemptedAt = house.clock.now()
  const sent = await sendRequest(endpoint.url, signedHeaders(secrets, delivery.id, attemptedAt, body), body, options.mayBePrivate)
  await write(house, WEBHOOKS, (work) => keep(work, { delivery, endpoint, number: input.number, attemptedAt, sent }))
  if (!isTaken(sent)) forgetListeners(house.db) // it may have been paused
}

async function findDue(work: Work, { deliveryId, number, again }: { readonly deliveryId: string; readonly number: number; readonly again?: boolean | undefined }) {
  const [delivery] = await listDeliveries(work.tx, { id: deliveryId })
  if (delivery === undefined || delivery.attempts.length !== number - 1) return undefined
  if (again !== true && deliveryState(delivery.attempts) === 'taken') return undefined
  const endpoint = await findEndpointById(work.tx, delivery.endpointId)
  if (endpoint === undefined || endpoint.closedAt !== null || endpoint.pause !== null) return undefined
  return { delivery, endpoint, secrets: await listSecrets(work.tx, endpoint.id, work.now) }
}

interface Made {
  readonly delivery: Delivery
  readonly endpoint: Endpoint
  readonly number: number
  readonly attemptedAt: Temporal.Instant
  readonly sent: Sent
}

async function keep(work: Work, { delivery, endpoint, number, attemptedAt, sent }: Made): Promise<void> {
  const wasTaken = isTaken(sent)
  work.audit({ kind: 'webhook-attempted', subjectKind: 'webhook', subjectId: endpoint.id, detail: { deliveryId: delivery.id, number, status: sent.status, wasTaken } })
  const isNew = await insertAttempt(work.tx, { deliveryId: delivery.id, endpointId: endpoint.id, organisationId: endpoint.organisationId }, { number, attemptedAt, wasTaken, ...sent })
  if (!isNew || wasTaken) return
  const seconds = secondsToNext(number)
  if (seconds !== undefined) work.publish(DELIVERY_DUE, { deliveryId: delivery.id, number: number + 1 }, { startAfter: work.now.add({ seconds }) })
  const since = await findFailingSince(work.tx, endpoint.id)
  const reason = sent.status === GONE ? 'gone' : since !== undefined && isFailingTooLong(since, work.now) ? 'failing' : undefined
  if (reason !== undefined) await pause(work, endpoint, reason)
}

async function pause(work: Work, endpoint: Endpoint, reason: 'gone' | 'failing'): Promise<void> {
  if (!(await insertPause(work.tx, { id: randomUUID(), endpointId: endpoint.id, organisationId: endpoint.organisationId, reason, at: work.now, by: work.actor.name }))) return
  work.audit({ kind: 'webhook-paused', subjectKind: 'webhook', subjectId: endpoint.id, detail: { reason } })
  await notify(work, { organisationId: endpoint.organisationId, role: endpoint.organisationId === null ? 'administrator' : 'provider-coordinator' }, 'webhook-paused', { link: `/webhooks/${endpoint.id}` })
}

function isTaken({ status }: Sent): boolean {
  return status !== null && status >= 200 && status < 300
}

const newsShape = z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) })

/** Actions write links as paths, because they do not know where the service is reached. */
function withWholeLinks(body: string, publicUrl: string): string {
  const news = newsShape.parse(JSON.parse(body))
  const data = Object.fromEntries(Object.entries(news.data).map(([name, value]) => [name, typeof value === 'string' && value.startsWith('/') ? new URL(value, publicUrl).href : value]))
  return JSON.stringify({ ...news, data })
}
