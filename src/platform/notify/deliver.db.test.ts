import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { addAccount } from '../access/actions/add-account.ts'
import { systemActor } from '../access/actor.ts'
import { read, write } from '../action/transaction.ts'
import { deliverMessages, notifyDelivery } from './deliver.ts'
import { notify } from './notify.ts'
import { listMessages } from './store/message.read.ts'

const API_KEY = `test-${randomUUID()}-${randomUUID()}`

/** A peer that speaks the part of GOV.UK Notify's API that is used: the list of templates, and sending an email. */
interface Peer {
  readonly url: string
  readonly sent: { readonly address: string; readonly link: string; readonly reference: string; readonly authorised: boolean }[]
}

async function startPeer(templateNames: readonly string[]): Promise<Peer> {
  const sent: Peer['sent'] = []
  const server: Server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.method === 'GET' && request.url?.startsWith('/v2/templates') === true) {
      answer(200, { templates: templateNames.map((name) => ({ id: randomUUID(), name, type: 'email' })) })
      return
    }
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const body = JSON.parse(text) as { email_address: string; reference: string; personalisation: { link: string } }
      sent.push({ address: body.email_address, link: body.personalisation.link, reference: body.reference, authorised: request.headers.authorization?.startsWith('Bearer ') === true })
      answer(201, { id: 'notify-1', reference: body.reference })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const address = server.address()
  return { url: typeof address === 'object' && address !== null ? `http://127.0.0.1:${String(address.port)}` : '', sent }
}

async function houseWithMessage(handlers: Parameters<typeof openTestHouse>[0]) {
  const house = await openTestHouse(handlers)
  const maker = systemActor('test')
  await addAccount(house, maker, { issuer: 'http://identity.example.org', subject: randomUUID(), name: 'A broker', email: 'broker@council.example.org', role: 'broker', organisationId: null, personId: null })
  await write(house, maker, async (work) => {
    work.audit({ kind: 'tried', subjectKind: 'test', subjectId: '1' })
    await notify(work, { organisationId: null, role: 'broker' }, 'call-off-exhausted', { package: 'K100001', link: '/packages/1' })
  })
  return house
}

const messagesOf = (house: Parameters<typeof read>[0]) => read(house, systemActor('test'), (work) => listMessages(work.tx, 10))

test('with a key, a message is handed to GOV.UK Notify once, with the whole link, and the outbox says so', async () => {
  const peer = await startPeer(['call-off-exhausted'])
  const handler = deliverMessages(notifyDelivery(API_KEY, peer.url), 'https://care.example.gov.uk')
  const house = await houseWithMessage({ handlers: [handler] })
  await house.runJobs()
  const [message] = await messagesOf(house)
  assert.ok(message?.sentAt)
  assert.deepEqual(peer.sent, [{ address: 'broker@council.example.org', link: 'https://care.example.gov.uk/packages/1', reference: message.id, authorised: true }])
  await handler.handle(house, { messageId: message.id })
  assert.equal(peer.sent.length, 1, 'the same job again sends nothing')
})

test('a template that the Notify service lacks leaves the message in the outbox and says which one to add', async () => {
  const peer = await startPeer(['something-else'])
  const house = await houseWithMessage({ handlers: [deliverMessages(notifyDelivery(API_KEY, peer.url), 'https://care.example.gov.uk')] })
  await assert.rejects(house.runJobs(), /no email template named call-off-exhausted/)
  assert.equal((await messagesOf(house))[0]?.sentAt, null)
})

test('without a key a message stays in the outbox to be read', async () => {
  const house = await houseWithMessage({ handlers: [deliverMessages(null, 'https://care.example.gov.uk')] })
  await house.runJobs()
  const [message] = await messagesOf(house)
  assert.equal(message?.sentAt, null)
  assert.equal(message.failure, null)
})
