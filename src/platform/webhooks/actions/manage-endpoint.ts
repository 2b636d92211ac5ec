import { randomUUID } from 'node:crypto'
import type { Actor } from '../../access/actor.ts'
import { need } from '../../access/permission.ts'
import { NotFound, Refused } from '../../action/refused.ts'
import { read, write } from '../../action/transaction.ts'
import type { House, Work } from '../../action/work.ts'
import { deliveryState } from '../delivery-rules.ts'
import { forgetListeners, newsBody } from '../queue-news.ts'
import { addressFault } from '../safe-address.ts'
import { newWebhookSecret } from '../signature.ts'
import { listDeliveries } from '../store/delivery.read.ts'
import { insertDeliveries } from '../store/delivery.write.ts'
import { findOverlap, listEndpoints, lockEndpoint } from '../store/endpoint.read.ts'
import { closeEndpointRow, endPause, insertEndpoint, insertPause, insertSecret } from '../store/endpoint.write.ts'
import { DELIVERY_DUE, MANAGE_WEBHOOKS, TEST_NEWS, type Delivery, type Endpoint } from '../terms.ts'

const MOST_ENDPOINTS = 10
const OVERLAP_HOURS = 24
/** How much of an endpoint's log is shown, and looked through when it resumes. */
const SHOWN = 200

/** The endpoints of the actor's own organisation, newest first. */
export async function seeEndpoints(house: House, actor: Actor): Promise<Endpoint[]> {
  return read(house, actor, (work) => {
    need(actor, MANAGE_WEBHOOKS)
    return listEndpoints(work.tx, actor.organisationId)
  })
}

/** One endpoint with its newest deliveries, and until when an earlier secret still signs. Throws `NotFound`, also for another organisation's. */
export async function seeEndpoint(house: House, actor: Actor, endpointId: string): Promise<{ readonly endpoint: Endpoint; readonly deliveries: readonly Delivery[]; readonly overlapUntil: Temporal.Instant | null }> {
  return read(house, actor, async (work) => {
    need(actor, MANAGE_WEBHOOKS)
    const endpoint = await own(work, endpointId)
    return { endpoint, deliveries: await listDeliveries(work.tx, { endpointId, most: SHOWN }), overlapUntil: await findOverlap(work.tx, endpointId, work.now) }
  })
}

/** Adds an endpoint and answers its secret, which is shown this once. Throws `Refused` for an address requests may not go to. */
export async function addEndpoint(house: House, actor: Actor, input: { readonly url: string; readonly topics: readonly string[] }, options: { readonly topics: readonly string[]; readonly mayBePrivate: boolean }): Promise<{ readonly endpointId: string; readonly secret: string }> {
  const added = await write(house, actor, async (work) => {
    need(actor, MANAGE_WEBHOOKS)
    const fault = addressFault(input.url, options.mayBePrivate)
    if (fault !== undefined) throw new Refused('bad-address', fault, 'url')
    const topics = options.topics.filter((each) => input.topics.includes(each))
    if (topics.length === 0) throw new Refused('no-topic', 'Choose at least one kind of news', 'topics')
    if ((await listEndpoints(work.tx, actor.organisationId)).length >= MOST_ENDPOINTS) throw new Refused('too-many', `You have ${String(MOST_ENDPOINTS)} webhooks already. Remove one first`, 'url')
    const [endpointId, secret] = [randomUUID(), newWebhookSecret()]
    const { organisationId } = actor
    await insertEndpoint(work.tx, { id: endpointId, organisationId, url: input.url, topics, createdAt: work.now, createdBy: actor.name })
    await insertSecret(work.tx, { id: randomUUID(), endpointId, organisationId, secret, madeAt: work.now }, work.now)
    work.audit({ kind: 'webhook-added', subjectKind: 'webhook', subjectId: endpointId, detail: { topics } })
    return { endpointId, secret }
  })
  forgetListeners(house.db)
  return added
}

/** Makes a new secret, shown this once. The one before signs beside it for a day. */
export async function rotateSecret(house: House, actor: Actor, endpointId: string): Promise<{ readonly secret: string }> {
  return change(house, actor, endpointId, async (work, endpoint) => {
    const secret = newWebhookSecret()
    await insertSecret(work.tx, { id: randomUUID(), endpointId, organisationId: endpoint.organisationId, secret, madeAt: work.now }, work.now.add({ hours: OVERLAP_HOURS }))
    work.audit({ kind: 'webhook-secret-rotated', subjectKind: 'webhook', subjectId: endpointId })
    return { secret }
  })
}

/** Stops telling an endpoint anything until it is resumed. Throws `Refused` when it is paused already. */
export async function pauseEndpoint(house: House, actor: Actor, endpointId: string): Promise<void> {
  await change(house, actor, endpointId, async (work, endpoint) => {
    if (!(await insertPause(work.tx, { id: randomUUID(), endpointId, organisationId: endpoint.organisationId, reason: 'asked', at: work.now, by: actor.name }))) throw new Refused('paused', 'This webhook is paused already. Nothing was changed')
    work.audit({ kind: 'webhook-paused', subjectKind: 'webhook', subjectId: endpointId, detail: { reason: 'asked' } })
  })
}

/** Ends a pause; what was still to be sent when it began is tried again. Answers how many. Throws `Refused` when it is not paused. */
export async function resumeEndpoint(house: House, actor: Actor, endpointId: string): Promise<{ readonly queued: number }> {
  return change(house, actor, endpointId, async (work) => {
    if (!(await endPause(work.tx, endpointId, work.now, actor.name))) throw new Refused('not-paused', 'This webhook is not paused. Nothing was changed')
    const waiting = (await listDeliveries(work.tx, { endpointId, most: SHOWN })).filter((each) => deliveryState(each.attempts) === 'waiting')
    for (const each of waiting) work.publish(DELIVERY_DUE, { deliveryId: each.id, number: each.attempts.length + 1 })
    work.audit({ kind: 'webhook-resumed', subjectKind: 'webhook', subjectId: endpointId, detail: { queued: waiting.length } })
    return { queued: waiting.length }
  })
}

/** Removes an endpoint for ever; its log is kept. */
export async function closeEndpoint(house: House, actor: Actor, endpointId: string): Promise<void> {
  await change(house, actor, endpointId, async (work) => {
    await closeEndpointRow(work.tx, endpointId, work.now, actor.name)
    work.audit({ kind: 'webhook-removed', subjectKind: 'webhook', subjectId: endpointId })
  })
}

/** Sends a test to an endpoint, whatever it chose to hear. Throws `Refused` when it is paused. */
export async function testEndpoint(house: House, actor: Actor, endpointId: string): Promise<{ readonly deliveryId: string }> {
  return change(house, actor, endpointId, async (work, endpoint) => {
    refusePaused(endpoint)
    const id = randomUUID()
    await insertDeliveries(work.tx, [{ id, endpointId, organisationId: endpoint.organisationId, topic: TEST_NEWS.name, body: newsBody(TEST_NEWS.name, { link: `/webhooks/${endpointId}` }, work.now), madeAt: work.now }])
    work.publish(DELIVERY_DUE, { deliveryId: id, number: 1 })
    work.audit({ kind: 'webhook-tested', subjectKind: 'webhook', subjectId: endpointId, detail: { deliveryId: id } })
    return { deliveryId: id }
  })
}

/** Sends a delivery again, taken or not, under the same id. Throws `Refused` when the endpoint is paused, `NotFound`. */
export async function sendAgain(house: House, actor: Actor, endpointId: string, deliveryId: string): Promise<void> {
  await change(house, actor, endpointId, async (work, endpoint) => {
    refusePaused(endpoint)
    const [delivery] = await listDeliveries(work.tx, { id: deliveryId })
    if (delivery?.endpointId !== endpointId) throw new NotFound('The delivery')
    work.publish(DELIVERY_DUE, { deliveryId, number: delivery.attempts.length + 1, again: true })
    work.audit({ kind: 'webhook-sent-again', subjectKind: 'webhook', subjectId: endpointId, detail: { deliveryId } })
  })
}

async function change<T>(house: House, actor: Actor, endpointId: string, deed: (work: Work, endpoint: Endpoint) => Promise<T>): Promise<T> {
  const done = await write(house, actor, async (work) => {
    need(actor, MANAGE_WEBHOOKS)
    await lockEndpoint(work.tx, endpointId)
    const endpoint = await own(work, endpointId)
    if (endpoint.closedAt !== null) throw new Refused('removed', 'This webhook was removed. Add a new one instead')
    return deed(work, endpoint)
  })
  forgetListeners(house.db)
  return done
}

async function own(work: Work, endpointId: string): Promise<Endpoint> {
  const [endpoint] = await listEndpoints(work.tx, work.actor.organisationId, endpointId)
  if (endpoint === undefined) throw new NotFound('The webhook')
  return endpoint
}

function refusePaused(endpoint: Endpoint): void {
  if (endpoint.pause !== null) throw new Refused('paused', 'This webhook is paused. Resume it first')
}
