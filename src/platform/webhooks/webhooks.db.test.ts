import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { addAccount } from '../access/actions/add-account.ts'
import { systemActor, type Actor } from '../access/actor.ts'
import { Forbidden, NotFound } from '../action/refused.ts'
import { read, write } from '../action/transaction.ts'
import { listMessages } from '../notify/store/message.read.ts'
import { attemptDelivery } from './actions/attempt-delivery.ts'
import { addEndpoint, closeEndpoint, pauseEndpoint, resumeEndpoint, rotateSecret, seeEndpoint, seeEndpoints, sendAgain, testEndpoint } from './actions/manage-endpoint.ts'
import { DELIVERY_DUE } from './terms.ts'
import { webhookTopic } from './webhook-topic.ts'
import { webhooksWiring } from './wiring.ts'

const BELL = webhookTopic('bell.rung', 'A bell was rung', z.object({ bellId: z.uuid(), link: z.string() }))
const options = { topics: [BELL], publicUrl: 'https://care.example.gov.uk', mayBePrivate: true }
// The queue keeps the time of its server: in a year to come a second attempt waits until it is asked for.
const house = await openTestHouse({ now: '2091-03-02T09:00:00Z', handlers: webhooksWiring(options).jobs })
const asOrganisation = (organisationId: string | null): Actor => ({ ...systemActor('Somebody'), role: organisationId === null ? 'administrator' : 'provider-coordinator', organisationId })
const [ash, birch, council] = [asOrganisation(randomUUID()), asOrganisation(randomUUID()), asOrganisation(null)]
const choices = { topics: [BELL.name], mayBePrivate: true }

interface Peer {
  readonly url: string
  status: number
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
}

/** A receiver of an organisation: a real server that answers as it is told to. */
async function aPeer(): Promise<Peer> {
  const got: Peer['got'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(peer.status, peer.status === 302 ? { location: `http://127.0.0.1:${String(port)}/elsewhere` } : {}).end('something long')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const peer: Peer = { url: `http://127.0.0.1:${String(port)}/hook`, status: 204, got }
  return peer
}

const ring = (organisationIds: readonly string[], then?: () => void) =>
  write(house, systemActor('Ringer'), (work) => {
    const bellId = randomUUID()
    work.audit({ kind: 'bell-rung', subjectKind: 'bell', subjectId: bellId })
    work.announce(BELL, organisationIds, { bellId, link: `/bells/${bellId}` })
    then?.()
    return Promise.resolve(bellId)
  })
const added = async (actor: Actor): Promise<{ peer: Peer; endpointId: string; secret: string }> => {
  const peer = await aPeer()
  return { peer, ...(await addEndpoint(house, actor, { url: peer.url, topics: [BELL.name] }, choices)) }
}
/** What a receiver does with a request, as docs/webhooks.md says. */
const verifies = (secret: string, { headers, body }: Peer['got'][number]): boolean => {
  const expected = `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}
const logOf = async (actor: Actor, endpointId: string) => (await seeEndpoint(house, actor, endpointId)).deliveries
const orgOf = (actor: Actor): string => actor.organisationId ?? ''

describe('news', () => {
  test('reaches the organisation it concerns and the council, signed, and nobody else', async () => {
    const [a, b, c] = [await added(ash), await added(birch), await added(council)]
    const bellId = await ring([orgOf(ash)])
    await house.runJobs()
    assert.deepEqual([a.peer.got.length, b.peer.got.length, c.peer.got.length], [1, 0, 1])
    const [request] = a.peer.got
    assert.ok(request)
    assert.deepEqual(JSON.parse(request.body), { type: 'bell.rung', timestamp: '2091-03-02T09:00:00Z', data: { bellId, link: `https://care.example.gov.uk/bells/${bellId}` } })
    assert.equal(request.headers['content-type'], 'application/json')
    assert.ok(verifies(a.secret, request) && !verifies(b.secret, request))
    const [delivery] = await logOf(ash, a.endpointId)
    assert.deepEqual([delivery?.id, delivery?.attempts.map((each) => each.status)], [request.headers['webhook-id'], [204]])
    for (const each of [[ash, a], [birch, b], [council, c]] as const) await closeEndpoint(house, each[0], each[1].endpointId)
    await ring([orgOf(ash)])
    await house.runJobs()
    assert.equal(a.peer.got.length, 1, 'a removed webhook is told nothing')
  })

  test('of a transaction that is undone is never told', async () => {
    const { peer, endpointId } = await added(ash)
    await assert.rejects(ring([orgOf(ash)], () => { throw new Error('undone') }))
    await house.runJobs()
    assert.deepEqual([peer.got.length, (await logOf(ash, endpointId)).length], [0, 0])
    await closeEndpoint(house, ash, endpointId)
  })
})

test('a new secret signs beside the old one for a day, and then alone', async () => {
  const { peer, endpointId, secret } = await added(ash)
  const rotated = await rotateSecret(house, ash, endpointId)
  await testEndpoint(house, ash, endpointId)
  await house.runJobs()
  house.setNow('2091-03-03T09:00:01Z')
  await testEndpoint(house, ash, endpointId)
  await house.runJobs()
  const [first, second] = peer.got
  assert.ok(first && second)
  assert.deepEqual([verifies(secret, first), verifies(rotated.secret, first), verifies(secret, second), verifies(rotated.secret, second)], [true, true, false, true])
  await closeEndpoint(house, ash, endpointId)
})

describe('a request that fails', () => {
  test('is kept with its answer and tried again under the same id; a redirect is a failure and is not followed', async () => {
    const { peer, endpointId } = await added(ash)
    peer.status = 302
    await ring([orgOf(ash)])
    await house.runJobs()
    const [delivery] = await logOf(ash, endpointId)
    assert.ok(delivery)
    assert.deepEqual([peer.got.length, delivery.attempts.map((each) => [each.status, each.wasTaken])], [1, [[302, false]]])
    peer.status = 200
    await attemptDelivery(house, { deliveryId: delivery.id, number: 2 }, options)
    await attemptDelivery(house, { deliveryId: delivery.id, number: 2 }, options)
    assert.deepEqual(peer.got.map((each) => each.headers['webhook-id']), [delivery.id, delivery.id], 'a job that comes twice sends once')
    await attemptDelivery(house, { deliveryId: delivery.id, number: 3 }, options)
    assert.equal(peer.got.length, 2, 'what was taken is not sent again by itself')
    await sendAgain(house, ash, endpointId, delivery.id)
    await house.runJobs()
    assert.equal(peer.got.length, 3, 'but when somebody asks')
    await closeEndpoint(house, ash, endpointId)
  })

  test('for three days pauses the webhook and tells its organisation; resuming sends what still waits', async () => {
    const { peer, endpointId } = await added(ash)
    await addAccount(house, systemActor('test'), { issuer: 'http://identity.example.org', subject: randomUUID(), name: 'A coordinator', email: 'ash@example.org', role: 'provider-coordinator', organisationId: ash.organisationId, personId: null })
    peer.status = 500
    const start = house.clock.now()
    await ring([orgOf(ash)])
    await house.runJobs()
    const deliveryId = (await logOf(ash, endpointId))[0]?.id ?? ''
    for (let number = 2; number <= 10; number += 1) {
      assert.equal((await seeEndpoint(house, ash, endpointId)).endpoint.pause, null)
      house.setNow(start.add({ hours: 8 * (number - 1) + (number === 10 ? 1 : 0) }))
      await attemptDelivery(house, { deliveryId, number }, options)
    }
    assert.equal((await seeEndpoint(house, ash, endpointId)).endpoint.pause?.reason, 'failing')
    const [message] = await read(house, systemActor('test'), (work) => listMessages(work.tx, 1))
    assert.deepEqual([message?.template, message?.recipientEmail, message?.fields['link']], ['webhook-paused', 'ash@example.org', `/webhooks/${endpointId}`])
    await ring([orgOf(ash)])
    await assert.rejects(testEndpoint(house, ash, endpointId), refusedAs('paused'))
    await resumeEndpoint(house, ash, endpointId)
    assert.deepEqual((await logOf(ash, endpointId)).length, 1, 'news of the pause is not kept')
    peer.status = 410
    await ring([orgOf(ash)])
    await house.runJobs()
    assert.equal((await seeEndpoint(house, ash, endpointId)).endpoint.pause?.reason, 'gone')
    await resumeEndpoint(house, ash, endpointId)
    peer.status = 200
    await house.runJobs()
    assert.deepEqual((await logOf(ash, endpointId)).map((each) => each.attempts.at(-1)?.wasTaken), [true, false])
    await closeEndpoint(house, ash, endpointId)
  })

  test('because nobody listens, or because the address is inside, says so in words of ours and reaches nobody', async () => {
    const { peer, endpointId } = await added(ash)
    await testEndpoint(house, ash, endpointId)
    const deliveryId = (await logOf(ash, endpointId))[0]?.id ?? ''
    await attemptDelivery(house, { deliveryId, number: 1 }, { ...options, mayBePrivate: false })
    await sql`update webhooks.endpoint set url = 'https://localtest.invalid/' where id = ${endpointId}`.execute(house.db)
    await attemptDelivery(house, { deliveryId, number: 2 }, { ...options, mayBePrivate: false })
    await sql`update webhooks.endpoint set url = 'http://127.0.0.1:9/' where id = ${endpointId}`.execute(house.db)
    await attemptDelivery(house, { deliveryId, number: 3 }, options)
    const failures = (await logOf(ash, endpointId))[0]?.attempts.map((each) => each.failure) ?? []
    assert.equal(failures[0], 'The address must begin with https')
    assert.match(failures[1] ?? '', /not found|not be looked up/)
    assert.equal(failures[2], 'The server refused the connection')
    assert.equal(peer.got.length, 0)
    await closeEndpoint(house, ash, endpointId)
  })
})

test('an organisation manages its own webhooks alone, and the database lets it read no secret, its own neither', async () => {
  const { endpointId } = await added(ash)
  assert.deepEqual([(await seeEndpoints(house, birch)).length, (await seeEndpoints(house, council)).length], [0, 0])
  for (const stranger of [birch, council]) {
    await assert.rejects(seeEndpoint(house, stranger, endpointId), NotFound)
    await assert.rejects(rotateSecret(house, stranger, endpointId), NotFound)
  }
  await assert.rejects(pauseEndpoint(house, { ...ash, role: 'provider-finance' }, endpointId), Forbidden)
  await assert.rejects(addEndpoint(house, ash, { url: 'https://10.0.0.1/', topics: [BELL.name] }, { ...choices, mayBePrivate: false }), refusedAs('bad-address'))
  await assert.rejects(addEndpoint(house, ash, { url: 'https://care.example.org/', topics: ['nothing'] }, choices), refusedAs('no-topic'))
  await assert.rejects(read(house, ash, (work) => sql`select secret from webhooks.secret`.execute(work.tx)), /permission denied/)
  const count = async (actor: Actor, table: string) => read(house, actor, async (work) => (await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`.execute(work.tx)).rows[0]?.count)
  const cedar = asOrganisation(randomUUID())
  for (const table of ['webhooks.endpoint', 'webhooks.delivery', 'webhooks.attempt', 'webhooks.pause']) assert.equal(await count(cedar, table), 0, table)
  assert.ok(((await count(ash, 'webhooks.attempt')) ?? 0) > 0)
  await closeEndpoint(house, ash, endpointId)
})

test('a job for a delivery that is not there does nothing', async () => {
  await attemptDelivery(house, DELIVERY_DUE.payload.parse({ deliveryId: randomUUID(), number: 1 }), options)
})
