import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { importVisits } from '../actions/import-visits.ts'
import { saveMapping, seeMapping } from '../actions/map-table.ts'
import { planWeek } from '../actions/plan-week.ts'
import { seeMappings } from '../actions/saved-mappings.ts'
import { aCaseload, everyDay } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import { exceptionsPage } from './exceptions/route.ts'
import { mappingPage, mappingPost } from './mapping/route.ts'
import { mappingsPage } from './mappings/route.ts'
import { previewPost } from './preview/route.ts'
import { savedMappingPage, savedMappingPost } from './saved-mapping/route.ts'
import { visitFilePage } from './visit-file/route.ts'
import { visitFilesPage } from './visit-files/route.ts'
import { visitPage } from './visit/route.ts'
import { visitsPage } from './visits/route.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const of = await aCaseload(house, { people: 2, pattern: [...everyDay(480, { timeCritical: true }), ...everyDay(720, { workers: 2 })] })
const other = await aCaseload(house, { name: 'Other Care' })
await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
const BROKER: Actor = { ...systemActor('Bea Broker'), role: 'broker' }
const row = (changes: Partial<FileRow>): FileRow => ({ visit_reference: 'V1', person_reference: of.people[0]?.personReference ?? '', visit_date: '2026-03-02', worker_reference: 'W1', check_in: '08:00', check_out: '08:30', ...changes })
const rows = [
  row({ check_in: '08:47', check_out: '09:17' }),
  row({ visit_reference: 'V2', check_in: '12:00', check_out: '12:10' }),
  row({ visit_reference: 'V3', person_reference: 'P000000', worker_reference: 'W2' }),
  row({ visit_reference: 'V4', visit_date: '2026-13-02' }),
]
const sent = await importVisits(house, of.coordinator, { providerId: of.providerId, name: 'week.csv', bytes: aVisitFile(rows), preview: false })
const lateVisit = await house.db.selectFrom('visits.visit_exception').select('planned_visit_id').where('kind', '=', 'late').executeTakeFirstOrThrow()

test('the preview shows the counts, the reasons and the rows as understood, and keeps nothing until it is confirmed', async () => {
  const user = await house.db.insertInto('access.user_account').values({ id: of.coordinator.userId ?? '', issuer: 'test', subject: 'cora', name: 'Cora', email: 'cora@example.org', role: 'provider-coordinator', organisation_id: of.providerId, created_at: '2026-01-01T00:00:00Z' }).returning('id').executeTakeFirstOrThrow()
  assert.equal(user.id, of.coordinator.userId)
  const file = { field: 'file', filename: 'next.csv', bytes: aVisitFile([row({ visit_reference: 'N1', visit_date: '2026-03-03' }), row({ visit_reference: 'N2', check_out: 'late' })]) }
  const { $ } = await openPage(previewPost, { house, actor: of.coordinator, files: [file] })
  assert.deepEqual($('.tw-tile__figure').map((_, tile) => $(tile).text()).get(), ['2', '1', '0', '0', '0', '1'])
  assert.match($('#reasons').text(), /It is not a clock time/)
  assert.match($('#understood').text(), /N1.*3 March 2026.*8am to 8:30am/s)
  const held = $('input[name=held]').attr('value') ?? ''
  const refused = await askPage(previewPost, { house, actor: of.coordinator, body: { held, do: 'refused' } })
  assert.match(refused.kind === 'download' ? String(refused.body) : '', /N2.*late.*check_out: It is not a clock time/)
  const kept = await askPage(previewPost, { house, actor: of.coordinator, body: { held, do: 'confirm' } })
  assert.match(kept.kind === 'redirect' ? kept.location : '', /^\/visit-files\/[0-9a-f-]{36}$/)
})

test('a file that is no visit file comes back with what to do', async () => {
  const { $, status } = await openPage(previewPost, { house, actor: of.coordinator, files: [{ field: 'file', filename: 'x.csv', bytes: Buffer.from('%PDF-1.7') }] })
  assert.equal(status, 400)
  assert.match($('.govuk-error-summary').text(), /PDF.*save it as CSV/s)
})

test('no file chosen is said at the field', async () => {
  const { $ } = await openPage(previewPost, { house, actor: of.coordinator })
  assert.match($('#file-error').text(), /Choose a file/)
})

test('the council sees every file and no form to send one; a provider sees its own', async () => {
  const council = await openPage(visitFilesPage, { house, actor: BROKER })
  assert.equal(council.$('form[enctype]').length, 0)
  assert.match(council.$('#table').text(), /week\.csv.*Orchard Home Care/s)
  const stranger = await openPage(visitFilesPage, { house, actor: other.coordinator })
  assert.doesNotMatch(stranger.html, /week\.csv/)
})

test('a file’s page tells its refusals and gives the refused rows back', async () => {
  const asked = { house, actor: of.coordinator, params: { visitFileId: sent.visitFileId ?? '' } }
  const { $ } = await openPage(visitFilePage, asked)
  assert.match($('#refusals').text(), /There is no such month/)
  const reply = await askPage(visitFilePage, { ...asked, query: { refused: 'csv' } })
  assert.match(reply.kind === 'download' ? String(reply.body) : '', /V4.*Why refused|V4/)
})

test('the queue says what happened, whose turn it is and what is not paid yet', async () => {
  const { $ } = await openPage(exceptionsPage, { house, actor: BROKER })
  const text = $('#table').text()
  assert.match(text, /Started 47 minutes late; 30 minutes are allowed for a time-critical visit/)
  assert.match(text, /1 care worker came where 2 were planned/)
  assert.match(text, /P000000.*Not paid yet/s)
})

test('the queue’s filter by kind shows that kind alone, and the tiles still count all', async () => {
  const { $ } = await openPage(exceptionsPage, { house, actor: BROKER, query: { kind: 'late', provider: '' }, url: '/exceptions?kind=late' })
  assert.equal($('#table tbody tr').length, 1)
  assert.match($('.tw-tiles').text(), /1\s*Unplanned/)
})

test('a day’s visits show plan against actual, and records without a plan', async () => {
  const { $ } = await openPage(visitsPage, { house, actor: of.coordinator, query: { on: '2026-03-02' }, url: '/visits?on=2026-03-02' })
  assert.match($('h1').text(), /Visits on Monday 2 March 2026/)
  assert.match($('#planned').text(), /8am.*8:47am, 30 minutes.*Late/s)
  assert.match($('#unplanned').text(), /V3.*P000000.*Unallocated/s)
})

test('a visit’s page shows its records and exceptions, and leaves its mark in the person’s access history', async () => {
  const plannedVisitId = String(lateVisit.planned_visit_id)
  const { $ } = await openPage(visitPage, { house, actor: BROKER, params: { plannedVisitId } })
  assert.match($('#records').text(), /V1.*Current.*8:47am/s)
  assert.match($('#exceptions').text(), /Started 47 minutes late/)
  const read = await house.db.selectFrom('audit.event').select('person_id').where('kind', '=', 'visit-read').where('subject_id', '=', plannedVisitId).executeTakeFirst()
  assert.equal(read?.person_id, of.people[0]?.personId)
})

test('another provider’s visit and file are not found', async () => {
  await assert.rejects(askPage(visitPage, { house, actor: other.coordinator, params: { plannedVisitId: String(lateVisit.planned_visit_id) } }), NotFound)
  await assert.rejects(askPage(visitFilePage, { house, actor: other.coordinator, params: { visitFileId: sent.visitFileId ?? '' } }), NotFound)
})

test('any table is read through a mapping: proposed, shown, confirmed, saved as a version, and recognised from then on', async () => {
  const person = of.people[0]?.personReference ?? ''
  const csv = (lines: string[]) => Buffer.from(['Booking ID;Client Ref;Date;Carer;Actual Start;Actual End;Status', ...lines, ''].join('\r\n'))
  const first = csv([`M1;${person};05/03/2026;W1;8:02 am;8:31 am;Completed`, `M2;${person};06/03/2026;W1;8:00 am;8:30 am;Cust. away`, `M3;${person};07/03/2026;W1;soon;8:30 am;Completed`])
  const uploaded = await askPage(previewPost, { house, actor: of.coordinator, files: [{ field: 'file', filename: 'rota.csv', bytes: first }] })
  assert.ok(uploaded.kind === 'redirect')
  const heldId = uploaded.location.split('/').at(-1) ?? ''
  const ask = (body: Record<string, string | string[]>) => openPage(mappingPost, { house, actor: of.coordinator, params: { heldId }, body })
  const shown = await openPage(mappingPage, { house, actor: of.coordinator, params: { heldId } })
  assert.equal(shown.$('#column-person_reference option[selected]').text().trim(), 'Client Ref')
  const columns = Object.fromEntries(Object.entries({ visit_reference: 0, person_reference: 1, visit_date: 2, worker_reference: 3, check_in: 4, check_out: 5, outcome: 6 }).map(([ours, place]) => [`column-${ours}`, String(place)]))
  const tried = await ask({ ...columns, do: 'try' })
  assert.match(tried.$('#tried').text(), /Outcome, Cust. away: it is not one of the accepted values\./)
  assert.deepEqual(tried.$('select[name=ours-outcome]').map((_, each) => tried.$(each).find('option[selected]').text().trim()).get(), ['delivered', 'Not understood'])
  assert.match(tried.$('#date-format-hint').text(), /3 dates can only be month first|can only be day first/)
  const words = { 'theirs-outcome': ['completed', 'cust. away'], 'ours-outcome': ['delivered', 'no-access'] }
  const asked = await ask({ ...columns, ...words, do: 'save' })
  assert.match(asked.$('.govuk-error-summary').text(), /day or month/)
  const saved = await ask({ ...columns, ...words, 'date-format': 'dd/mm/yyyy', zone: 'london', do: 'save' })
  assert.deepEqual(saved.$('.tw-tile__figure').map((_, tile) => saved.$(tile).text()).get(), ['3', '2', '0', '0', '0', '1'])
  const confirmed = await askPage(previewPost, { house, actor: of.coordinator, body: { held: heldId, do: 'confirm' } })
  assert.ok(confirmed.kind === 'redirect')
  const next = await importVisits(house, of.coordinator, { providerId: of.providerId, name: 'next.csv', bytes: csv([`M4;${person};04/03/2026;W1;8:02 am;8:31 am;Completed`]), preview: false })
  assert.deepEqual([next.layout, next.summary.new, next.refusals], ['mapped', 1, []])
  const kept = await house.db.selectFrom('visits.visit_record').select(['visit_on', 'actual_starts_at', 'outcome']).where('visit_reference', '=', 'M4').executeTakeFirstOrThrow()
  assert.deepEqual(kept, { visit_on: '2026-03-04', actual_starts_at: '2026-03-04T08:02:00+00:00', outcome: 'delivered' })
  const mapping = await house.db.selectFrom('visits.mapping').select(['version', 'saved_by']).executeTakeFirstOrThrow()
  assert.equal(mapping.version, 1)
})

test('a provider sees its saved mappings and their use, names one and withdraws it: it is no longer read through, saved again it is a version that stands', async () => {
  const own = { house, actor: of.coordinator }
  const list = await openPage(mappingsPage, own)
  assert.match(list.$('tbody tr').text(), /Booking ID, Client Ref, Date ….*In use/s)
  const { id: mappingId } = await house.db.selectFrom('visits.mapping').select('id').executeTakeFirstOrThrow()
  await assert.rejects(askPage(savedMappingPage, { house, actor: other.coordinator, params: { mappingId } }), NotFound)
  const say = (body: Record<string, string>) => askPage(savedMappingPost, { ...own, params: { mappingId }, url: '/x', body })
  assert.match((await openPage(savedMappingPost, { ...own, params: { mappingId }, body: { deed: 'rename', name: ' ' } })).$('.govuk-error-summary').text(), /Enter a name/)
  await say({ deed: 'rename', name: 'Rota system' })
  await say({ deed: 'withdraw' })
  const { $ } = await openPage(savedMappingPage, { ...own, params: { mappingId } })
  assert.match($('main').text(), /Rota system.*Withdrawn.*Client Ref.*completed: delivered.*Version 1 withdrawn.*Named Rota system.*Version 1 saved/s)
  const headings = ['Booking ID', 'Client Ref', 'Date', 'Carer', 'Actual Start', 'Actual End', 'Status']
  assert.equal(await seeMapping(house, of.coordinator, { providerId: of.providerId, headings }), undefined)
  const document = { columns: { person_reference: 1, visit_date: 2, visit_reference: 0 }, constants: { outcome: 'delivered' }, dateFormat: 'dd/mm/yyyy' as const, zone: 'london' as const, words: {} }
  assert.equal((await saveMapping(house, of.coordinator, { providerId: of.providerId, table: { ok: true, headings, rows: [], notes: [] }, document })).version, 2)
  assert.deepEqual((await seeMappings(house, of.coordinator)).map((each) => [each.name, each.version, each.isWithdrawn, each.files]), [['Rota system', 2, false, 2]])
})

test('XML is read through the same mapping: the element is chosen, two care workers are two records, what was refused comes back as CSV, and a file with fewer elements is recognised', async () => {
  const person = of.people[0]?.personReference ?? ''
  const worker = (ref: string, start: string): string => `<CareWorker ref="${ref}"><Start>2026-03-05T${start}</Start><End>2026-03-05T18:40:00</End></CareWorker>`
  const xml = (visits: string[]): Buffer => Buffer.from(`<Rota><Client><ClientRef>${person}</ClientRef>${visits.join('')}</Client></Rota>`)
  const visit = (id: string, start: string, inner: string, status = 'Completed'): string => `<Visit id="${id}"><PlannedStart>2026-03-05T${start}</PlannedStart>${inner}<Status>${status}</Status></Visit>`
  const file = xml([visit('X1', '18:00:00', worker('W1', '18:01:00') + worker('W2', '18:02:00')), visit('X2', '18:30:00', worker('W1', 'soon')), visit('X3', '19:00:00', '', 'No reply')])
  const uploaded = await askPage(previewPost, { house, actor: of.coordinator, files: [{ field: 'file', filename: 'rota.xml', bytes: file }] })
  assert.ok(uploaded.kind === 'redirect' && uploaded.location.startsWith('/visit-files/mapping/'))
  const heldId = uploaded.location.split('/').at(-1) ?? ''
  const shown = await openPage(mappingPage, { house, actor: of.coordinator, params: { heldId } })
  assert.match(shown.$('#element option[selected]').text(), /^Client\/Visit\/CareWorker \(3 in the file\)/)
  assert.equal(shown.$('#column-person_reference option[selected]').text().trim(), 'Client/ClientRef')
  const other = await openPage(mappingPost, { house, actor: of.coordinator, params: { heldId }, body: { element: 'Rota/Client/Visit', 'element-shown': 'Rota/Client/Visit/CareWorker', do: 'element' } })
  assert.match(other.$('.govuk-inset-text').text(), /“Client\/Visit\/CareWorker\/@ref” is there several times in 1 row/)
  const chosen = shown.$('select[name^="column-"]').map((_, select) => [[shown.$(select).attr('name') ?? '', shown.$(select).find('option[selected]').attr('value') ?? '']]).get()
  const body = { ...Object.fromEntries(chosen) as Record<string, string>, element: 'Rota/Client/Visit/CareWorker', 'element-shown': 'Rota/Client/Visit/CareWorker', 'theirs-outcome': ['completed', 'no reply'], 'ours-outcome': ['delivered', 'no-access'], 'date-format': 'dd/mm/yyyy', zone: 'london', do: 'save' }
  const saved = await openPage(mappingPost, { house, actor: of.coordinator, params: { heldId }, body })
  assert.deepEqual(saved.$('.tw-tile__figure').map((_, tile) => saved.$(tile).text()).get(), ['4', '3', '0', '0', '0', '1'])
  const refused = await askPage(previewPost, { house, actor: of.coordinator, body: { held: heldId, do: 'refused' } })
  assert.ok(refused.kind === 'download')
  await askPage(previewPost, { house, actor: of.coordinator, body: { held: heldId, do: 'confirm' } })
  const send = (name: string, bytes: Buffer) => importVisits(house, of.coordinator, { providerId: of.providerId, name, bytes, preview: false })
  const mended = await send('mended.csv', Buffer.from(String(refused.body).replace('2026-03-05Tsoon', '2026-03-05T18:31:00')))
  assert.deepEqual([mended.layout, mended.summary.new, mended.refusals], ['mapped', 1, []])
  const unknown = await send('unknown.xml', Buffer.from('<Other><Call id="1"/><Call id="2"/></Other>'))
  assert.deepEqual([unknown.layout, unknown.refusals.map(({ reason }) => reason)], ['mapped', ['The elements of this XML are not known yet']])
  const missed = await send('missed.xml', xml([visit('X4', '07:00:00', '', 'No reply')]))
  assert.deepEqual([missed.summary.read, missed.summary.new, missed.refusals], [1, 1, []])
  const known = await send('known.xml', xml([visit('X5', '18:50:00', worker('W9', '18:35:00'))]))
  assert.deepEqual([known.summary.read, known.summary.new, known.refusals], [1, 1, []])
  const kept = await house.db.selectFrom('visits.visit_record').select(['visit_reference', 'second_worker']).where('visit_reference', 'like', 'X%').orderBy('visit_reference').execute()
  assert.deepEqual(kept.map(({ visit_reference, second_worker }) => [visit_reference, second_worker]), [['X1', false], ['X1/2', true], ['X2', false], ['X3', false], ['X4', false], ['X5', false]])
})
