import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { addAccount } from '../../platform/access/actions/add-account.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { visitJobs } from '../jobs/handlers.ts'
import { decideExceptionsPage, decideExceptionsPost } from '../pages/decide-exceptions/route.ts'
import { exceptionSettingsPost } from '../pages/exception-settings/route.ts'
import { settingsValues } from '../pages/exception-settings/fields.ts'
import { USUAL_EXCEPTIONS as usual } from '../terms/exception-settings.ts'
import { aCaseload, everyDay } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import type { ExceptionSettingsDocument } from '../terms/exception-settings.ts'
import { decideExceptions } from './decide-exceptions.ts'
import { previewExceptionSettings, setExceptionSettings } from './exception-settings.ts'
import { findMissedNow } from './find-missed.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'
import { seeExceptions } from './see-exceptions.ts'

const house = await openTestHouse({ now: '2026-03-04T11:50:00Z', handlers: visitJobs })
const system = systemActor('test')
const of = await aCaseload(house, { people: 2, pattern: [...everyDay(480, { timeCritical: true }), ...everyDay(720)] })
const other = await aCaseload(house, { name: 'Other Care' })
await planWeek(house, system, { weekOn: Temporal.PlainDate.from('2026-03-02') })
const [broker, commissioner]: [Actor, Actor] = [{ ...system, name: 'Bea Broker', role: 'broker' }, { ...system, name: 'Cleo', role: 'commissioner' }]
await addAccount(house, system, { issuer: 'http://identity.example.org', subject: 'bea', name: 'Bea', email: 'bea@council.example.org', role: 'broker', organisationId: null, personId: null })
const row = (person: number, changes: Partial<FileRow>): FileRow => ({ visit_reference: 'V1', person_reference: of.people[person]?.personReference ?? '', visit_date: '2026-03-02', worker_reference: 'W1', check_in: '08:00', check_out: '08:30', ...changes })
const send = (name: string, rows: readonly FileRow[]) => importVisits(house, of.coordinator, { providerId: of.providerId, name, bytes: aVisitFile(rows), preview: false })
const document: ExceptionSettingsDocument = { ...usual, overMinutes: 5, missed: { rule: 'before-next', clockMinute: 1380 }, treatments: { ...usual.treatments, long: 'fix', 'manual-entry': 'acknowledge' } }
const queue = (actor: Actor, filter: Partial<Parameters<typeof seeExceptions>[2]> = {}) => seeExceptions(house, actor, { order: 'visit', descending: false, limit: 50, offset: 0, ...filter })
const SOURCE = 'Schedule 4'

await send('monday.csv', [row(0, { check_out: '08:40', check_out_method: 'manual' }), row(1, { visit_reference: 'V2', worker_reference: 'W2', check_in: '08:50', check_out: '09:20' })])

test('settings are previewed against those in force, set from a date, and judge the days before again', async () => {
  const effect = await previewExceptionSettings(house, commissioner, { frameworkId: of.frameworkId, document })
  assert.deepEqual(effect.kinds.filter((each) => each.now !== each.then || each.toFixThen > 0).map((each) => [each.kind, each.now, each.then, each.toFixThen]), [['missed', 0, 0, 0], ['long', 0, 1, 1], ['manual-entry', 0, 1, 0]].filter(([, now, then]) => now !== then))
  assert.equal((await queue(broker, { kind: 'long' })).total, 0)
  await assert.rejects(setExceptionSettings(house, commissioner, { frameworkId: of.frameworkId, document, fromOn: Temporal.PlainDate.from('2025-12-01'), source: SOURCE }), (fault: unknown) => fault instanceof Refused && fault.code === 'too-far-back')
  await assert.rejects(setExceptionSettings(house, broker, { frameworkId: of.frameworkId, document, fromOn: Temporal.PlainDate.from('2026-03-02'), source: SOURCE }), Forbidden)
  const { $ } = await openPage(exceptionSettingsPost, { house, actor: commissioner, params: { frameworkId: of.frameworkId }, body: { ...settingsValues(document), do: 'preview' }, url: `/frameworks/${of.frameworkId}/exceptions` })
  assert.match($('#effect-table, table').first().text(), /Long.*\+1/s)
  await setExceptionSettings(house, commissioner, { frameworkId: of.frameworkId, document, fromOn: Temporal.PlainDate.from('2026-03-02'), source: SOURCE })
  await house.runJobs()
  const [long] = (await queue(broker, { kind: 'long' })).rows
  assert.deepEqual([long?.treatment, long?.turn.who, long?.turn.blocksPayment], ['fix', 'provider', true])
})

test('an exception is acknowledged by whoever’s turn it is, with a reason; others see neither it nor the means', async () => {
  const [manual] = (await queue(broker, { kind: 'manual-entry' })).rows
  const [late] = (await queue(broker, { kind: 'late' })).rows
  assert.ok(manual && late)
  await assert.rejects(decideExceptions(house, other.coordinator, { ids: [manual.id], decision: 'acknowledged', reason: 'x' }), NotFound)
  await assert.rejects(decideExceptions(house, of.coordinator, { ids: [manual.id], decision: 'acknowledged', reason: ' ' }), Refused)
  await assert.rejects(decideExceptions(house, of.coordinator, { ids: [late.id], decision: 'acknowledged', reason: 'Traffic' }), /council’s turn/)
  assert.deepEqual(await decideExceptions(house, of.coordinator, { ids: [manual.id, late.id], decision: 'acknowledged', reason: 'The tag was broken' }), { decided: 1, left: [{ id: late.id, words: 'it is the council’s turn' }] })
  assert.deepEqual((await queue(broker, { state: 'decided' })).rows.map((each) => [each.kind, each.decision?.reason, each.decision?.side]), [['manual-entry', 'The tag was broken', 'provider']])
  assert.deepEqual((await queue(broker, { who: 'council' })).rows.map((each) => each.kind), ['late'])
  assert.equal((await queue(broker, { olderThanDays: 3 })).total, 0)
})

test('what must be fixed is the council’s to let pass, many at once on a page that keeps the queue’s filters', async () => {
  const [long] = (await queue(broker, { kind: 'long' })).rows
  const url = '/exceptions/decide?kind=long'
  const shown = await openPage(decideExceptionsPage, { house, actor: broker, query: { kind: 'long' }, url })
  assert.equal(shown.$('input[name=ids]').length, 1)
  await assert.rejects(decideExceptions(house, of.coordinator, { ids: [long?.id ?? 0], decision: 'accepted', reason: 'x' }), Forbidden)
  const wrong = await openPage(decideExceptionsPost, { house, actor: broker, query: { kind: 'long' }, url, body: { ids: String(long?.id), decision: 'acknowledged', reason: 'Fine' } })
  assert.equal(wrong.status, 400)
  assert.match(wrong.$('.govuk-error-summary').text(), /must be put right/)
  const done = await askPage(decideExceptionsPost, { house, actor: broker, query: { kind: 'long' }, url, body: { ids: String(long?.id), decision: 'upheld', reason: 'Nobody agreed to it' } })
  assert.equal(done.kind === 'redirect' ? done.location.split('?')[0] : '', '/exceptions')
  assert.deepEqual([(await queue(broker, { kind: 'long' })).total, (await queue(broker, { state: 'unpaid' })).total], [0, 1])
})

test('a visit missed before the next one is found when that is due, and told at once, time-critical first and without personal data', async () => {
  await send('wednesday.csv', [row(0, { visit_reference: 'V9', visit_date: '2026-03-04' })])
  assert.equal(await findMissedNow(house, system), undefined, 'nothing is due')
  house.setNow('2026-03-04T12:05:00Z')
  assert.equal((await findMissedNow(house, system))?.added, 1)
  await house.runJobs()
  const messages = await house.db.selectFrom('notify.message').select(['template', 'fields']).where('template', 'like', 'visit-missed%').execute()
  assert.deepEqual(messages.map((each) => each.template), ['visit-missed-critical'])
  assert.doesNotMatch(JSON.stringify(messages), /Ada|Cole|High Street|P[0-9a-f]{8}/)
  await findMissedNow(house, system)
  await house.runJobs()
  assert.equal((await house.db.selectFrom('notify.message').select('id').where('template', 'like', 'visit-missed%').execute()).length, 1, 'told once')
})
