import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage } from '../../test/support/render-page.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { refusedAs } from '../../test/support/refused-as.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { Forbidden, NotFound } from '../platform/action/refused.ts'
import { read } from '../platform/action/transaction.ts'
import { answerOffer } from './actions/answer-offer.ts'
import { openCallOff } from './actions/open-call-off.ts'
import { openDocument, seeDocuments } from './actions/see-documents.ts'
import { setAudience, uploadDocument, type UploadInput } from './actions/upload-document.ts'
import { packageDocumentPages } from './pages/package-documents/route.ts'
import { audienceFault } from './rules/document-audience.ts'
import { BROKER, aMarket, aPackage } from './testing/a-market.ts'
import { offerIdOf } from './testing/offers-of.ts'

const house = await openTestHouse()
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'secondary', null]])
const [ash, birch, cedar] = [market.coordinator('Ash'), market.coordinator('Birch'), market.coordinator('Cedar')]
const PDF = Buffer.from('%PDF-1.7\nA plan\n%%EOF\n')

const { packageId, personId } = await aPackage(house, market, { startByOn: '2026-03-02' })
await openCallOff(house, BROKER, { packageId })
const upload = async (actor: Actor, changes: Partial<UploadInput> = {}): Promise<string> =>
  (await uploadDocument(house, actor, { packageId, kind: 'care-plan', file: { name: 'plan.pdf', bytes: PDF }, audience: 'council', statesNoIdentity: false, replaces: null, ...changes })).documentId
const seenBy = async (actor: Actor): Promise<number> => (await seeDocuments(house, actor, packageId)).documents.length
const rawSeenBy = (actor: Actor, table: string): Promise<number> => read(house, actor, async (work) => (await sql`select 1 from ${sql.raw(table)}`.execute(work.tx)).rows.length)
const forOffered = { audience: 'offered', statesNoIdentity: true } as const

test('a document is opened to providers with an offer only when it is stated to say neither who nor where', () => {
  assert.equal(audienceFault('offered', false, false)?.clause, 'identity')
  for (const [audience, states] of [['offered', true], ['placed', false], ['council', false], ['withdrawn', false]] as const) assert.equal(audienceFault(audience, states, false), undefined)
  assert.equal(audienceFault('offered', true, true)?.clause, 'own-audience')
})

describe('before the placement', () => {
  test('the council alone sees what nothing was said about, and what is for whoever holds it', async () => {
    const [closed, placed] = [await upload(BROKER), await upload(BROKER, { audience: 'placed', kind: 'consent' })]
    assert.deepEqual([await seenBy(BROKER), await seenBy(ash), await rawSeenBy(ash, 'brokerage.document'), await rawSeenBy(ash, 'brokerage.document_content'), await rawSeenBy(ash, 'brokerage.document_audience')], [2, 0, 0, 0, 0])
    for (const id of [closed, placed]) await assert.rejects(openDocument(house, ash, id), NotFound)
  })

  test('providers with an open offer see what is stated to be safe for them, and those not asked see nothing', async () => {
    await assert.rejects(upload(BROKER, { audience: 'offered' }), refusedAs('identity'))
    const open = await upload(BROKER, { ...forOffered, kind: 'risk-assessment' })
    assert.deepEqual([await seenBy(ash), await seenBy(birch), await rawSeenBy(cedar, 'brokerage.document')], [1, 1, 0])
    await assert.rejects(seeDocuments(house, cedar, packageId), NotFound)
    await assert.rejects(openDocument(house, cedar, open), NotFound)
    await answerOffer(house, birch, { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'declined', reason: 'rate', note: null })
    assert.equal(await seenBy(birch), 0, 'who declined needs it no longer')
    await assert.rejects(openDocument(house, birch, open), NotFound)
  })

  test('a provider uploads nothing, also by raw SQL', async () => {
    await assert.rejects(upload(ash, { audience: 'placed' }), NotFound)
    const forged = read(house, ash, (work) => sql`insert into brokerage.document (id, series_id, version, package_id, provider_id, kind, file_name, media_type, byte_count, sha256, uploaded_at, uploaded_by)
      values (gen_random_uuid(), gen_random_uuid(), 1, ${packageId}, ${market.providerId('Ash')}, 'other', 'x', 'application/pdf', 1, sha256('x'), ${work.now.toString()}, 'x')`.execute(work.tx))
    await assert.rejects(forged, /row-level security/)
  })
})

test('each download is a reading of the person, comes as an attachment of the kind that its bytes are, and is byte for byte what was sent', async () => {
  const id = await upload(BROKER, { file: { name: '../Mrs “B” plan.html', bytes: PDF } })
  const before = await house.db.selectFrom('audit.event').select('seq').where('kind', '=', 'person-read').where('person_id', '=', personId).execute()
  const [, , file] = packageDocumentPages
  assert.ok(file)
  const reply = await askPage(file, { house, actor: BROKER, params: { documentId: id } })
  assert.ok(reply.kind === 'download')
  assert.deepEqual([reply.contentType, createHash('sha256').update(reply.body).digest('hex')], ['application/pdf', createHash('sha256').update(PDF).digest('hex')])
  const after = await house.db.selectFrom('audit.event').select(['seq', 'subject_id']).where('kind', '=', 'person-read').where('person_id', '=', personId).orderBy('seq').execute()
  assert.deepEqual([after.length - before.length, after.at(-1)?.subject_id], [1, id])
  await assert.rejects(openDocument(house, { ...systemActor('A'), role: 'analyst' }, id), Forbidden)
  await assert.rejects(openDocument(house, { ...ash, role: 'provider-finance' }, id), Forbidden)
})

test('a file is refused when it is empty, too large, or none of the kinds that are kept, whatever its name', async () => {
  const withFile = (bytes: Buffer) => upload(BROKER, { file: { name: 'plan.pdf', bytes } })
  await assert.rejects(withFile(Buffer.alloc(0)), refusedAs('empty-file'))
  await assert.rejects(withFile(Buffer.from('<html><script>alert(1)</script>')), refusedAs('not-kept'))
  await assert.rejects(withFile(Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)])), refusedAs('too-large'))
})

test('a new version keeps the one before, and a withdrawn document is opened by nobody', async () => {
  const first = await upload(BROKER, forOffered)
  const second = await upload(BROKER, { ...forOffered, replaces: first })
  const { documents } = await seeDocuments(house, BROKER, packageId)
  const versions = documents.filter((each) => each.seriesId === documents.find((one) => one.id === first)?.seriesId)
  assert.deepEqual(versions.map((each) => [each.id, each.version]), [[second, 2], [first, 1]])
  await assert.rejects(setAudience(house, BROKER, { documentId: second, audience: 'withdrawn', statesNoIdentity: false, reason: null }), refusedAs('withdraw-reason'))
  await setAudience(house, BROKER, { documentId: second, audience: 'withdrawn', statesNoIdentity: false, reason: 'It names her daughter' })
  for (const actor of [BROKER, ash]) await assert.rejects(openDocument(house, actor, second), NotFound)
  assert.equal((await openDocument(house, ash, first)).bytes.length, PDF.length)
  await assert.rejects(setAudience(house, ash, { documentId: first, audience: 'council', statesNoIdentity: false, reason: null }), Forbidden)
})

test('whoever holds the placement sees what is for it, uploads its own, and leaves the council’s versions alone', async () => {
  const council = await upload(BROKER, { audience: 'placed' })
  await answerOffer(house, ash, { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-02') })
  assert.equal((await openDocument(house, ash, council)).document.audience, 'placed')
  const own = await upload(ash, { audience: 'placed', kind: 'risk-assessment' })
  assert.equal((await openDocument(house, BROKER, own)).document.providerId, market.providerId('Ash'))
  await assert.rejects(upload(ash, { audience: 'placed', replaces: council }), NotFound)
  await assert.rejects(openDocument(house, birch, own), NotFound)
  const [page] = packageDocumentPages
  assert.ok(page)
  const { html } = await openPage(page, { house, actor: ash, params: { packageId } })
  assert.match(html, /Add a document/)
  assert.doesNotMatch(html, /Who may see it|Change who sees/)
})
