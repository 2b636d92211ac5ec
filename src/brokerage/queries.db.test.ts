import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openPage } from '../../test/support/render-page.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { refusedAs } from '../../test/support/refused-as.ts'
import { addAccount } from '../platform/access/actions/add-account.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { Forbidden, NotFound } from '../platform/action/refused.ts'
import { read, write } from '../platform/action/transaction.ts'
import { openDb } from '../platform/db/open.ts'
import { forgetChanges } from '../platform/db/version.ts'
import { answerOffer } from './actions/answer-offer.ts'
import { answerQuery } from './actions/answer-query.ts'
import { boardRows, seeBoard } from './actions/see-board.ts'
import { askQuery } from './actions/ask-query.ts'
import { extendReplyBy } from './actions/extend-reply-by.ts'
import { lapseDueOffers } from './actions/lapse-offers.ts'
import { markFailure } from './actions/mark-failure.ts'
import { openCallOff } from './actions/open-call-off.ts'
import { recordStay } from './actions/record-stay.ts'
import { seeOffer } from './actions/see-offers.ts'
import { seeOpenQueries, seeQueries } from './actions/see-queries.ts'
import { queryJobs } from './jobs/query-jobs.ts'
import { packageQueryPages } from './pages/package-queries/route.ts'
import { BROKER, aMarket, aPackage } from './testing/a-market.ts'
import { auditKinds, offerIdOf, offersOf } from './testing/offers-of.ts'

const house = await openTestHouse({ handlers: queryJobs })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'secondary', null]])
const [ash, birch, cedar] = [market.coordinator('Ash'), market.coordinator('Birch'), market.coordinator('Cedar')]
const PRACTITIONER: Actor = { ...systemActor('Pat Practitioner'), role: 'practitioner' }
const accounts = [['broker', 'Bo Broker', null], ['practitioner', 'Bea Broker', null], ['practitioner', 'Nobody’s', null], ['provider-coordinator', 'Ash', market.providerId('Ash')], ['provider-coordinator', 'Birch', market.providerId('Birch')]] as const
for (const [role, name, organisationId] of accounts) await addAccount(house, systemActor('test'), { issuer: 'http://identity.example.org', subject: randomUUID(), name, email: `${name.replaceAll(/\W/g, '')}-${role}@example.org`, role, organisationId, personId: null })

/** The messages written since the last look, as `template to`. */
async function messages(): Promise<string[]> {
  const rows = await house.db.selectFrom('notify.message').select(['template', 'recipient_email']).orderBy('recipient_email').execute()
  await house.db.deleteFrom('notify.message').execute()
  return rows.map((row) => `${row.template} ${row.recipient_email.replace('@example.org', '')}`)
}
async function onOffer(): Promise<{ packageId: string; personId: string }> {
  const made = await aPackage(house, market, { startByOn: '2026-03-02' })
  await openCallOff(house, BROKER, { packageId: made.packageId })
  await messages()
  return made
}
const texts = async (actor: Actor, packageId: string): Promise<string[]> =>
  (await seeQueries(house, actor, packageId)).items.map((item) => (item.kind === 'query' ? `${item.query.question} ${item.query.answers.map((each) => each.answer).join('|')}` : `shared ${item.shared.question} ${item.shared.answer}`).trim())

describe('a question about a package', () => {
  test('is seen by its asker and the council; the broker and the practitioner who referred are told, nobody else', async () => {
    const { packageId, personId } = await onOffer()
    await askQuery(house, ash, { packageId, question: 'Is there a key safe?' })
    await house.runJobs()
    assert.deepEqual(await messages(), ['query-asked BeaBroker-practitioner', 'query-asked BoBroker-broker'])
    assert.deepEqual([await texts(ash, packageId), await texts(birch, packageId), await texts(BROKER, packageId)], [['Is there a key safe?'], [], ['Is there a key safe?']])
    assert.deepEqual((await seeOpenQueries(house, BROKER)).map((each) => each.providerName), ['Ash'])
    assert.deepEqual((await seeBoard(house, BROKER)).filter((each) => each.carePackage.id === packageId).map((each) => each.openQueries), [1], 'the board says how many wait for an answer')
    assert.ok((await auditKinds(house, personId)).includes('query-asked'))
  })

  test('inside the council is seen by no provider', async () => {
    const { packageId } = await onOffer()
    await askQuery(house, BROKER, { packageId, question: 'Does she smoke?' })
    assert.deepEqual([await texts(PRACTITIONER, packageId), await texts(ash, packageId)], [['Does she smoke?'], []])
  })

  test('is asked while the package is on offer to the provider or its own, and not otherwise', async () => {
    const { packageId } = await onOffer()
    await assert.rejects(askQuery(house, cedar, { packageId, question: 'May I?' }), NotFound)
    await assert.rejects(seeQueries(house, cedar, packageId), NotFound)
    await assert.rejects(askQuery(house, ash, { packageId, question: '  ' }), refusedAs('missing'))
    await assert.rejects(answerQuery(house, ash, { queryId: randomUUID(), answer: 'x', sharedQuestion: null }), Forbidden)
    await answerOffer(house, birch, { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'declined', reason: 'rate', note: null })
    await assert.rejects(askQuery(house, birch, { packageId, question: 'Too late?' }), refusedAs('not-yours-now'))
    await answerOffer(house, ash, { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-02') })
    await askQuery(house, ash, { packageId, question: 'Where is the key?' })
  })
})

describe('an answer', () => {
  test('goes to its asker; shared, to everybody asked, in the broker’s wording and without who asked', async () => {
    const { packageId } = await onOffer()
    const { queryId } = await askQuery(house, ash, { packageId, question: 'We at Ash have no car: is there a bus?' })
    await house.runJobs()
    await messages()
    await assert.rejects(answerQuery(house, PRACTITIONER, { queryId, answer: 'Yes', sharedQuestion: 'Is there a bus?' }), Forbidden)
    await answerQuery(house, PRACTITIONER, { queryId, answer: 'I will ask.', sharedQuestion: null })
    assert.deepEqual(await messages(), ['query-answered Ash-provider-coordinator'])
    house.setNow('2026-03-02T09:05:00Z')
    await answerQuery(house, BROKER, { queryId, answer: 'Every 20 minutes.', sharedQuestion: 'Is there a bus?' })
    assert.deepEqual(await messages(), ['query-answered Ash-provider-coordinator', 'answer-shared Birch-provider-coordinator'])
    assert.deepEqual(await texts(ash, packageId), ['We at Ash have no car: is there a bus? I will ask.|Every 20 minutes.'])
    assert.deepEqual(await texts(birch, packageId), ['shared Is there a bus? Every 20 minutes.'])
    const [page] = packageQueryPages
    assert.ok(page)
    const { html } = await openPage(page, { house, actor: birch, params: { packageId } })
    assert.match(html, /Every 20 minutes/)
    assert.doesNotMatch(html, /Ash|no car/)
  })
})

test('the second wall keeps questions apart by raw SQL: a provider reads its own, asks for itself alone, and answers nothing', async () => {
  const { packageId } = await onOffer()
  const { queryId } = await askQuery(house, ash, { packageId, question: 'Mine?' })
  await answerQuery(house, BROKER, { queryId, answer: 'Yours', sharedQuestion: 'Whose?' })
  const raw = <T>(actor: Actor, query: string) => read(house, actor, async (work) => (await sql<T>`${sql.raw(query)}`.execute(work.tx)).rows)
  const seen = async (actor: Actor) => {
    const counts: number[] = []
    for (const table of ['query', 'query_answer', 'shared_answer']) counts.push((await raw(actor, `select 1 from brokerage.${table} where ${table === 'query_answer' ? `query_id = '${queryId}'` : `package_id = '${packageId}'`}`)).length)
    return counts
  }
  assert.deepEqual([await seen(ash), await seen(birch), await seen(cedar)], [[1, 1, 1], [0, 0, 1], [0, 0, 0]])
  const forge = (actor: Actor, as: string) => raw(actor, `insert into brokerage.query (id, package_id, provider_id, question, asked_at, asked_by) values ('${randomUUID()}', '${packageId}', ${as}, 'x', '2026-03-02T09:00Z', 'x')`)
  await assert.rejects(forge(ash, `'${market.providerId('Birch')}'`), /row-level security/)
  await assert.rejects(forge(ash, 'null'), /row-level security/)
  await assert.rejects(forge(cedar, `'${market.providerId('Cedar')}'`), /row-level security/)
  await assert.rejects(raw(ash, `insert into brokerage.query_answer (id, query_id, provider_id, answer, answered_at, answered_by) values ('${randomUUID()}', '${queryId}', '${market.providerId('Ash')}', 'x', '2026-03-02T09:00Z', 'x')`), /permission denied/)
  await assert.rejects(raw(ash, 'select reason from brokerage.offer_extension'), /permission denied/)
})

test('more time to reply holds for every open offer, is kept with its reason, and nothing lapses before it', async () => {
  house.setNow('2026-03-02T09:00:00Z')
  const { packageId } = await onOffer()
  const offerId = await offerIdOf(house, packageId, 'Ash')
  const before = (await seeOffer(house, ash, offerId)).offer.replyByAt
  await assert.rejects(extendReplyBy(house, BROKER, { packageId, workingMinutes: 120, reason: ' ' }), refusedAs('missing'))
  const { offers, replyByAt } = await extendReplyBy(house, BROKER, { packageId, workingMinutes: 480, reason: 'The practitioner is asked about the key safe' })
  assert.deepEqual([offers, before.toString(), replyByAt.toString()], [2, '2026-03-02T11:00:00Z', '2026-03-03T11:00:00Z'])
  assert.deepEqual(await messages(), ['reply-by-extended Ash-provider-coordinator', 'reply-by-extended Birch-provider-coordinator'])
  house.setNow('2026-03-03T10:59:59Z')
  await lapseDueOffers(house, BROKER)
  assert.equal((await seeOffer(house, ash, offerId)).status, 'open')
  assert.ok((await offersOf(house, packageId)).includes('Ash: open'))
  house.setNow('2026-03-03T11:00:00Z')
  assert.equal((await seeOffer(house, ash, offerId)).status, 'lapsed')
  await assert.rejects(answerOffer(house, ash, { offerId, answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-09') }), refusedAs('lapsed'))
  await assert.rejects(extendReplyBy(house, BROKER, { packageId, workingMinutes: 60, reason: 'Too late' }), refusedAs('no-open-offer'))
  await lapseDueOffers(house, BROKER)
  assert.deepEqual(await offersOf(house, packageId), ['Ash: lapsed', 'Birch: lapsed', 'Cedar: open'])
})

test('what the council changes in a placement its provider is told, and what it changes itself it is not; a failure is told to the practitioner who referred', async () => {
  house.setNow('2026-03-02T09:00:00Z')
  const held: string[] = []
  for (const actor of [BROKER, ash]) {
    const { packageId } = await onOffer()
    const { placementId } = await answerOffer(house, ash, { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-02') })
    await messages()
    await recordStay(house, actor, { placementId: placementId ?? '', fromOn: Temporal.PlainDate.from('2026-03-03'), heldUntilOn: Temporal.PlainDate.from('2026-03-10') })
    held.push(...(await messages()))
  }
  assert.deepEqual(held, ['placement-changed Ash-provider-coordinator'])
  await markFailure(house, BROKER, { providerId: market.providerId('Ash'), kind: 'emergency', fromOn: Temporal.PlainDate.from('2026-03-02'), reason: 'It is closing' })
  assert.deepEqual(await messages(), ['provider-failing BeaBroker-practitioner'])
})

describe('what is kept of the board', () => {
  const board = () => seeBoard(house, BROKER)
  const noted = async (): Promise<string[]> =>
    (await sql<{ name: string }>`select tgrelid::regclass::text as name from pg_trigger where tgname = 'awaiting_care_board' and tgenabled = 'A'`.execute(house.db)).rows.map((row) => row.name).toSorted()

  test('comes from no table whose writes are not noted', async () => {
    // A search that found nobody and a contribution, or else not every table is read.
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await sql`delete from brokerage.offer where package_id = ${packageId}`.execute(house.db)
    await sql`update brokerage.call_off set closed_at = opened_at, closed_reason = 'exhausted' where package_id = ${packageId}`.execute(house.db)
    await sql`update care.referral set contribution_pence = 100`.execute(house.db)
    const seen = await read(house, BROKER, async (work) => {
      await boardRows(work)
      // A transaction holds a lock on every table that it read, by whatever view, function or policy.
      return sql<{ name: string }>`select c.oid::regclass::text as name from pg_locks l join pg_class c on c.oid = l.relation
        where l.pid = pg_backend_pid() and c.relkind in ('r', 'p') and c.relnamespace <> 'pg_catalog'::regnamespace`.execute(work.tx)
    })
    assert.deepEqual(seen.rows.map((row) => row.name).toSorted(), await noted())
  })

  test('is dropped by any write to what it shows, by whichever process, and by none that is taken back', async (t) => {
    const other = openDb(house.url, 1)
    t.after(() => other.destroy())
    for (const table of await noted()) {
      const before = await board()
      assert.equal(await board(), before)
      await other.transaction().execute(async (tx) => {
        await sql`delete from ${sql.table(table)} where false`.execute(tx)
        assert.equal(await board(), before, `${table}: not before it is committed`)
      })
      assert.notEqual(await board(), before, table)
    }
    const before = await board()
    await assert.rejects(other.transaction().execute(async (tx) => { await sql`delete from care.package where false`.execute(tx); throw new Error('taken back') }), /taken back/)
    assert.equal(await board(), before)
  })

  test('stays for as long as time changes nothing that it shows: until an offer lapses or the day ends', async () => {
    const { packageId } = await aPackage(house, market, { startByOn: '2026-03-02' })
    const start = house.clock.now()
    await openCallOff(house, BROKER, { packageId })
    const replyBy = await house.db.selectFrom('brokerage.offer').select('reply_by_at').where('package_id', '=', packageId).orderBy('reply_by_at').executeTakeFirstOrThrow()
    const first = await board()
    assert.equal(first.find((row) => row.carePackage.id === packageId)?.reason.clause, 'offers-open')
    let kept = 0
    for (let minutes = 7; minutes < 36 * 60; minutes += 7) {
      house.setNow(start.add({ minutes }).toString())
      const before = await board()
      assert.deepEqual(before, await read(house, BROKER, boardRows), `after ${String(minutes)} minutes`)
      if (before === first) kept += 1
      else assert.ok(Temporal.Instant.compare(house.clock.now(), replyBy.reply_by_at) >= 0, 'it was kept until then')
    }
    assert.ok(kept > 3)
    house.setNow(start.toString())
  })

  test('stays over writes to anything else, and over the nightly sweep comes anew once', async () => {
    const before = await board()
    await addAccount(house, systemActor('test'), { issuer: 'http://identity.example.org', subject: randomUUID(), name: 'Else', email: 'else@example.org', role: 'analyst', organisationId: null, personId: null })
    assert.equal(await board(), before)
    await write(house, systemActor('test'), async (work) => { assert.ok((await forgetChanges(work.tx)) > 0); work.audit({ kind: 'test-swept', subjectKind: 'test', subjectId: 'one' }) })
    const after = await board()
    assert.notEqual(after, before)
    assert.equal(await board(), after)
  })
})
