import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage, askPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../access/actor.ts'
import { anAccount, signedIn } from '../web/testing/test-app.ts'
import type { Directory } from './directory.ts'
import { sweepAccess } from './jobs/sweep-access.ts'
import { newAccountPages } from './pages/new-account/route.ts'

const house = await openTestHouse()
const PROVIDER = '5f0cf1a4-95a3-4f7e-8f0d-0b8f7a3d5a10'
const PERSON = '5f0cf1a4-95a3-4f7e-8f0d-0b8f7a3d5a11'
const directory: Directory = {
  providerNames: () => Promise.resolve(new Map([[PROVIDER, 'Cedar Home Care']])),
  personIdsByReference: (_work, references) => Promise.resolve(new Map(references.filter((each) => each === 'P-00001').map((each) => [each, PERSON]))),
}
const [form, add] = newAccountPages(directory, 'https://login.example.gov.uk')
const actor = systemActor('Test')
const sent = { issuer: 'https://login.example.gov.uk', subject: 'abc', name: 'Ada Admin', email: 'ada@example.org', role: 'broker', organisationId: '', personReference: '' }

test('The form for an account offers the council’s own issuer and the providers by name', async () => {
  assert.ok(form)
  const { $ } = await openPage(form, { house, actor })
  assert.equal($('#issuer').val(), 'https://login.example.gov.uk')
  assert.match($('#organisationId').text(), /Cedar Home Care/)
})

test('An account is added with its audit event; the same subject again is refused at its field', async () => {
  assert.ok(add)
  assert.equal((await askPage(add, { house, actor, body: sent })).kind, 'redirect')
  const { $, status } = await openPage(add, { house, actor, body: sent })
  assert.equal(status, 400)
  assert.match($('#subject-error').text(), /already has an account/)
  const events = await house.db.selectFrom('audit.event').select('kind').where('kind', '=', 'account-added').execute()
  assert.equal(events.length, 1)
})

test('A provider role needs its provider, a person their reference, and a reference that nobody has is said to be so', async () => {
  assert.ok(add)
  const errorsOf = async (body: Partial<typeof sent>): Promise<string> => (await openPage(add, { house, actor, body: { ...sent, subject: 'new', ...body } })).$('.govuk-error-summary').text()
  assert.match(await errorsOf({ role: 'provider-finance' }), /Choose the provider for a provider role/)
  assert.match(await errorsOf({ role: 'person' }), /Enter the reference of the person/)
  assert.match(await errorsOf({ role: 'person', personReference: 'P-99999' }), /Nobody has the reference P-99999/)
  assert.equal((await askPage(add, { house, actor, body: { ...sent, subject: 'new', role: 'person', personReference: 'P-00001' } })).kind, 'redirect')
})

test('Every night keys older than a week and ended sessions go, and the others stay', async () => {
  const account = await anAccount(house, 'broker')
  await signedIn(house, account)
  const key = (name: string, at: string) => ({ token_id: PROVIDER, key: name, request_hash: Buffer.from('x'), status: 201, response: '{}', created_at: at })
  await house.db.insertInto('access.idempotency_key').values([key('old', '2026-02-23T08:59:00Z'), key('new', '2026-02-23T09:01:00Z')]).execute()
  await sweepAccess.handle(house, {})
  assert.deepEqual(await house.db.selectFrom('access.idempotency_key').select('key').execute(), [{ key: 'new' }])
  assert.equal((await house.db.selectFrom('access.session').select('user_id').execute()).length, 1)
  house.setNow('2026-03-02T21:01:00Z')
  await sweepAccess.handle(house, {})
  assert.equal((await house.db.selectFrom('access.session').select('user_id').execute()).length, 0)
})
