import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { issueApiToken } from '../../platform/access/actions/issue-api-token.ts'
import { actorOf } from '../../platform/access/session.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { buildApp } from '../../platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../../platform/web/testing/test-app.ts'
import { planWeek } from '../actions/plan-week.ts'
import { SEE_VISITS, SEND_VISITS } from '../terms.ts'
import { aCaseload } from '../testing/a-caseload.ts'
import { aVisitFile, HEADER } from '../testing/a-visit-file.ts'
import { wiring } from '../wiring.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring], logTo: { write: () => undefined } })
const of = await aCaseload(house, { people: 100 })
await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
const coordinator = actorOf(await anAccount(house, 'provider-coordinator', of.providerId), 'test')
const { secret } = await issueApiToken(house, coordinator, { name: 'ECM', role: 'provider-coordinator', scopes: [SEND_VISITS.name, SEE_VISITS.name], days: 30 }, [SEND_VISITS, SEE_VISITS])

interface Answer { visitFileId: string | null; summary: { read: number; new: number; repeated: number; refused: number }; detail: string; title: string }

async function send(body: Buffer | string | undefined, options: { query?: string; type?: string; key?: string; secret?: string } = {}): Promise<{ status: number; json: Answer; replayed: boolean }> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/visit-files${options.query ?? ''}`,
    headers: { authorization: `Bearer ${options.secret ?? secret}`, 'content-type': options.type ?? 'text/csv', ...(options.key === undefined ? {} : { 'idempotency-key': options.key }) },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, json: answer.json<Answer>(), replayed: answer.headers['idempotency-replayed'] === 'true' }
}

const row = (at: number, date = '2026-03-02') => ({ visit_reference: `V${at} ${date}`, person_reference: of.people[at % 100]?.personReference ?? '', visit_date: date, check_in: '08:00', check_out: '08:30' })

const temporaryFiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tendwell-file-'))

describe('a visit file sent to the API as the file itself', () => {
  test('is read as the page reads it, with its name and preview in the address', async () => {
    const bytes = aVisitFile([row(1), row(2)])
    const preview = await send(bytes, { query: '?name=week-10.csv&preview=true' })
    assert.deepEqual([preview.status, preview.json.visitFileId, preview.json.summary.new], [201, null, 2])
    const kept = await send(bytes, { query: '?name=week-10.csv' })
    assert.equal(kept.json.summary.new, 2)
    const file = await house.db.selectFrom('visits.visit_file').select('name').where('id', '=', kept.json.visitFileId ?? '').executeTakeFirstOrThrow()
    assert.equal(file.name, 'week-10.csv')
    assert.equal((await send(bytes)).json.summary.repeated, 2)
  })

  test('keeps its own encoding: Windows-1252 is not broken on the way', async () => {
    const bytes = Buffer.from(aVisitFile([{ ...row(3), worker_reference: 'Zoë' }]).toString('utf8'), 'latin1')
    assert.equal((await send(bytes, { type: 'text/csv; charset=windows-1252' })).json.summary.new, 1)
    const kept = await house.db.selectFrom('visits.visit_record').select('worker_reference').where('visit_reference', '=', 'V3 2026-03-02').executeTakeFirstOrThrow()
    assert.equal(kept.worker_reference, 'Zoë')
  })

  test('may be 20 MB', async () => {
    const note = 'x'.repeat(30_000)
    const lines = Array.from({ length: 700 }, (_, at) => {
      const cells: Readonly<Record<string, string>> = { sequence: '1', outcome: 'delivered', ...row(at % 100, `2026-03-0${String(2 + Math.floor(at / 100))}`), visit_reference: `L${String(at)}` }
      return [...HEADER.map((heading) => cells[heading] ?? ''), note].join(',')
    })
    const bytes = Buffer.from(`${[...HEADER, 'note'].join(',')}\n${lines.join('\n')}\n`)
    assert.ok(bytes.length > 20_000_000)
    const answer = await send(bytes, { query: '?name=large.csv', key: 'large-file-0001' })
    assert.deepEqual([answer.status, answer.json.summary.read, answer.json.summary.refused], [201, 700, 0])
    const again = await send(bytes, { query: '?name=large.csv', key: 'large-file-0001' })
    assert.deepEqual([again.replayed, again.json], [true, answer.json])
    bytes[bytes.length - 2] = 'y'.charCodeAt(0)
    assert.equal((await send(bytes, { query: '?name=large.csv', key: 'large-file-0001' })).status, 409, 'another file under the same key')
  })

  test('may be larger than what is held in memory: it stands on disk until it is answered, and then no longer', async () => {
    const before = temporaryFiles()
    const answer = await send(Buffer.alloc(33 * 1024 * 1024, 'a'), { query: '?preview=true' })
    assert.deepEqual([answer.status, answer.json.summary.read], [201, 0])
    assert.deepEqual(temporaryFiles(), before)
  })

  test('is refused with 400 when it is empty or when preview is neither true nor false', async () => {
    for (const nothing of [await send(''), await send(undefined)]) {
      assert.equal(nothing.status, 400)
      assert.match(nothing.json.detail, /No file came with the request/)
    }
    assert.equal((await send(aVisitFile([row(4)]), { query: '?preview=perhaps' })).status, 400)
  })

  test('is not read at all from somebody without a token', async () => {
    assert.equal((await send(Buffer.alloc(33 * 1024 * 1024), { secret: 'tdw_nobody' })).status, 401)
  })
})

test('a form without its token keeps nothing of its file, on disk or in the database', async () => {
  const account = await anAccount(house, 'provider-coordinator', of.providerId)
  const before = temporaryFiles()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(aVisitFile([row(6)]))]), 'week.csv')
  const body = new Response(form)
  const answer = await app.inject({ method: 'POST', url: '/visit-files/preview', cookies: await signedIn(house, account), headers: { 'content-type': body.headers.get('content-type') ?? '' }, payload: Buffer.from(await body.arrayBuffer()) })
  assert.equal(answer.statusCode, 403)
  assert.deepEqual([temporaryFiles(), await house.db.selectFrom('files.held_piece').select('number').execute()], [before, []])
})

test('the JSON form goes on working, up to 1 MB, and says where larger files go', async () => {
  const json = (content: string) => send(JSON.stringify({ name: 'json.csv', content, preview: true }), { type: 'application/json' })
  assert.equal((await json(aVisitFile([row(5)]).toString())).json.summary.new, 1)
  const large = await json('x'.repeat(1_100_000))
  assert.equal(large.status, 413)
  assert.match(large.json.detail, /JSON sent to the API may be at most 1 MB; send a file as text\/csv/)
})

test('the OpenAPI document says in which forms the operation takes a file', async () => {
  interface Document { paths: Record<string, { post?: { requestBody: { content: Record<string, { schema: { type: string; properties?: object } }> } } }> }
  const document = (await app.inject('/api/openapi.json')).json<Document>()
  const content = document.paths['/api/v1/visit-files']?.post?.requestBody.content
  assert.deepEqual(Object.keys(content ?? {}), ['application/json', 'text/csv', 'application/geo+json', 'application/xml'])
  assert.deepEqual(Object.keys(content?.['application/json']?.schema.properties ?? {}), ['name', 'content', 'preview'])
  assert.equal(content?.['text/csv']?.schema.type, 'string')
})

describe('visits sent by a program', () => {
  interface Acknowledged { visitFileId: string; summary: { new: number; repeated: number; refused: number; changed: number }; acknowledgements: { place: number; status: string; reference: string; refusals: { reason: string }[] }[] }
  const post = async (what: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1/evv/${what}`, headers: { authorization: `Bearer ${secret}` }, payload })
    return { status: answer.statusCode, json: answer.json<Acknowledged>() }
  }
  const statuses = (answer: { json: Acknowledged }) => answer.json.acknowledgements.map((each) => each.status)
  const visit = (reference: string, changes: object = {}) => ({
    visit_reference: reference, sequence: 1, person_reference: 'ours-7', visit_date: '2026-03-06', worker_reference: 'W1', outcome: 'delivered',
    calls: [{ kind: 'in', at: '2026-03-06T08:01:00Z', method: 'app', metres: 12 }, { kind: 'out', at: '2026-03-06T08:29:00Z', method: 'app' }], ...changes,
  })

  test('workers and people are told first, then visits; each is acknowledged, a bad one costs only itself, and the same batch again changes nothing', async () => {
    const personReference = of.people[7]?.personReference ?? ''
    assert.deepEqual(statuses(await post('workers', { workers: [{ reference: 'W1', sequence: 1 }, { reference: 'W1', sequence: 1, startedOn: '2026-01-05' }, { sequence: 1 }] })), ['new', 'refused', 'refused'])
    assert.deepEqual(statuses(await post('workers', { workers: [{ reference: 'W1', sequence: 1 }, { reference: 'W1', sequence: 2, leftOn: '2026-03-31' }, { reference: 'W1', sequence: 1 }] })), ['repeated', 'changed', 'older'])
    assert.deepEqual(statuses(await post('people', { people: [{ reference: 'ours-7', sequence: 1, personReference }, { reference: 'x', sequence: 1, personReference: 'P0' }] })), ['new', 'refused'])
    const adjusted = { calls: [{ kind: 'in', at: '2026-03-06T08:01:00Z', method: 'tag' }], visit_date: '2026-03-07', adjusted_in: '08:01', adjusted_out: '08:30', reason_code: 'no-check-out', changes: [{ sequence: 1, by: 'office', at: '2026-03-08T09:00:00Z', reason_code: 'no-check-out' }] }
    const batch = { reference: 'B1', visits: [visit('E1'), visit('E2', { worker_reference: 'W9' }), 'nonsense', visit('E3', adjusted), visit('E4', { ...adjusted, calls: [], changes: [{ sequence: 1, by: 'x', at: 'soon', reason_code: 'nope' }] })] }
    const first = await post('visits', batch)
    assert.deepEqual([first.status, statuses(first)], [201, ['new', 'refused', 'refused', 'refused', 'refused']])
    assert.match(first.json.acknowledgements[3]?.refusals[0]?.reason ?? '', /check-in is not on the visit’s date/)
    const again = await post('visits', batch)
    assert.deepEqual([again.json.visitFileId, statuses(again)], [first.json.visitFileId, ['repeated', 'refused', 'refused', 'refused', 'refused']])
    const corrected = await post('visits', { reference: 'B2', visits: [visit('E1', { sequence: 2, adjusted_in: '08:00', adjusted_out: '08:30', reason_code: 'checked-early-or-late' }), visit('E1', { sequence: 0 })] })
    assert.deepEqual(statuses(corrected), ['changed', 'older'])
    const kept = await house.db.selectFrom('visits.visit_record').select(['person_reference', 'actual_minutes', 'adjusted_minutes', 'check_in_metres', 'calls']).where('visit_reference', '=', 'E1').where('sequence', '=', 2).executeTakeFirstOrThrow()
    assert.deepEqual([kept.person_reference, kept.actual_minutes, kept.adjusted_minutes, kept.check_in_metres], [personReference, 28, 30, 12])
    assert.equal((await post('visits', { reference: 'B3', visits: Array.from({ length: 5001 }, () => 0) })).status, 400)
  })
})
