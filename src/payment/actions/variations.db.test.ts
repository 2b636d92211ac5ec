import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openPage, askPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { askVariation } from '../../visits/actions/ask-variation.ts'
import { chaseVariations } from '../../visits/actions/chase-variations.ts'
import { decideExceptions } from '../../visits/actions/decide-exceptions.ts'
import { decideVariation } from '../../visits/actions/decide-variation.ts'
import { openVariationDocument } from '../../visits/actions/see-variations.ts'
import { askVariationPage } from '../../visits/pages/ask-variation/route.ts'
import { variationPage, variationPost } from '../../visits/pages/variation/route.ts'
import { variationsPage } from '../../visits/pages/variations/route.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { explainTrace } from '../rules/explain-trace.ts'
import type { TraceStep } from '../terms/priced-visit.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-02-03T09:00:00Z' })
const [finance, commissioner, broker] = [actorWith('finance-officer'), actorWith('commissioner'), actorWith('broker')]
const council = await aPaymentCouncil(house)
const placement = await aPlacement(house, council, await aProvider(house, 'Larch Care'))
const coordinator = actorWith('provider-coordinator', placement.providerId)
const stranger = actorWith('provider-coordinator', await aProvider(house, 'Other Care'))
const day = (text: string) => Temporal.PlainDate.from(text)
await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[0] })
const visits = [await plan(house, placement, '2026-01-20'), await plan(house, placement, '2026-01-21'), await plan(house, placement, '2026-01-22')] as const
for (const [at, id] of visits.entries()) await sendRecord(house, placement, { reference: `A${String(at)}`, on: `2026-01-2${String(at)}`, plannedVisitId: id, minutes: 60 })
// The third must be fixed before it is paid; the first was found long and asks for a reason.
for (const [id, treatment] of [[visits[2], 'fix'], [visits[0], 'acknowledge']] as const) {
  await sql`insert into visits.visit_exception (provider_id, placement_id, person_id, planned_visit_id, visit_on, kind, facts, rule_version, treatment, found_at)
    select provider_id, placement_id, person_id, id, visit_on, 'long', '{"plannedMinutes": 30, "actualMinutes": 60, "allowedMinutes": 15}', 'test', ${treatment}, '2026-01-23T09:00:00Z' from visits.planned_visit where id = ${id}`.execute(house.db)
}
const pdf = { name: 'note.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') }
const ask = (changes: Partial<Parameters<typeof askVariation>[2]> = {}, actor = coordinator) =>
  askVariation(house, actor, { placementId: placement.placementId, kind: 'temporary-increase', fromOn: day('2026-01-20'), toOn: day('2026-01-21'), visits: null, reason: 'Her husband was ill', evidence: 'Note of 20 January by the care lead', ...changes })

interface Line { readonly planned_visit_id: number; readonly kind: string; readonly payable_minutes: number; readonly pence: number; readonly trace: readonly TraceStep[] }
async function linesOf(fromOn: string): Promise<Line[]> {
  const { payRunId } = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day(fromOn) })
  const { rows } = await sql<Line>`select l.planned_visit_id, l.kind, l.payable_minutes, l.pence, l.trace from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${payRunId} order by l.id`.execute(house.db)
  return rows
}

test('a visit that must be fixed pays nothing and says why; the others are paid as planned', async () => {
  const lines = await linesOf('2026-01-05')
  assert.deepEqual(lines.map((line) => [line.planned_visit_id, line.pence]), [[visits[0], 1200], [visits[1], 1200], [visits[2], 0]])
  assert.match(explainTrace(lines[2]?.trace ?? []).map((step) => step.words).join(' '), /Long\. .*put right, or let pass/)
})

test('a provider asks for visits of its own, made within the days that the framework lets it reach back, with reason and evidence', async () => {
  await assert.rejects(ask({}, stranger), NotFound)
  await assert.rejects(ask({ fromOn: day('2026-01-05') }), (fault: unknown) => fault instanceof Refused && fault.code === 'too-far-back')
  await assert.rejects(ask({ toOn: day('2026-02-04') }), (fault: unknown) => fault instanceof Refused && fault.code === 'still-to-come')
  await assert.rejects(ask({ evidence: '' }), (fault: unknown) => fault instanceof Refused && fault.field === 'evidence')
  await assert.rejects(ask({ visits: [{ plannedVisitId: visits[0], askedMinutes: 61 }] }), /more than the 60 recorded/)
  await assert.rejects(ask({ documents: [{ name: 'note.pdf', bytes: Buffer.from('Not a PDF') }] }), (fault: unknown) => fault instanceof Refused && fault.code === 'not-kept' && /note\.pdf is none of the kinds/.test(fault.message))
  await assert.rejects(ask({ documents: Array.from({ length: 6 }, () => pdf) }), (fault: unknown) => fault instanceof Refused && fault.code === 'too-many-files')
  const { $ } = await openPage(askVariationPage, { house, actor: coordinator, params: { placementId: placement.placementId } })
  assert.equal($('input[name=visits]').length, 3)
})

test('it is decided once by the council, and the next run pays the agreed minutes by an adjustment that names it', async () => {
  const { variationId, number } = await ask({ evidence: '', documents: [pdf, { ...pdf, name: 'second.pdf' }] })
  const opened = await openVariationDocument(house, broker, { variationId, nr: 2 })
  assert.deepEqual([opened.document.fileName, opened.bytes.equals(pdf.bytes)], ['second.pdf', true])
  await assert.rejects(openVariationDocument(house, stranger, { variationId, nr: 1 }), NotFound)
  await assert.rejects(openVariationDocument(house, coordinator, { variationId, nr: 3 }), NotFound)
  await assert.rejects(ask(), (fault: unknown) => fault instanceof Refused && fault.code === 'no-visit')
  assert.equal(await chaseVariations(house, systemActor('test')), 0)
  house.setNow('2026-02-11T09:00:00Z')
  assert.equal(await chaseVariations(house, systemActor('test')), 1, 'five working days have passed')
  assert.equal(await chaseVariations(house, systemActor('test')), 0)
  await assert.rejects(decideVariation(house, coordinator, { variationId, outcome: 'granted', mostMoreMinutes: null, reason: 'x' }), Forbidden)
  const page = { house, params: { variationId } }
  assert.match((await openPage(variationPage, { ...page, actor: broker })).$('main').text(), /Overdue.*60 minutes more in all/s)
  const done = await askPage(variationPost, { ...page, actor: broker, url: `/variations/${variationId}`, body: { outcome: 'granted', mostMoreMinutes: '20', reason: 'Agreed with the social worker' } })
  assert.equal(done.kind, 'redirect')
  await assert.rejects(decideVariation(house, broker, { variationId, outcome: 'refused', mostMoreMinutes: null, reason: 'x' }), (fault: unknown) => fault instanceof Refused && fault.code === 'decided')
  assert.match((await openPage(variationsPage, { house, actor: coordinator })).$('main').text(), /Granted/)
  const said = await sql<{ decision: string; reason: string }>`select decision, reason from visits.exception_decision`.execute(house.db)
  assert.deepEqual(said.rows, [{ decision: 'acknowledged', reason: `Variation V${String(number)} was granted` }])
  // What must be fixed is let pass: the same run pays it.
  const { rows: [blocked] } = await sql<{ id: number }>`select id from visits.visit_exception where treatment = 'fix'`.execute(house.db)
  await decideExceptions(house, broker, { ids: [blocked?.id ?? 0], decision: 'accepted', reason: 'The family confirmed it' })
  house.setNow('2026-03-03T09:00:00Z')
  const lines = await linesOf('2026-02-02')
  assert.deepEqual(lines.map((line) => [line.planned_visit_id, line.kind, line.payable_minutes, line.pence]), [[visits[0], 'adjustment', 20, 800], [visits[1], 'adjustment', 20, 800], [visits[2], 'adjustment', 30, 1200]])
  assert.match(explainTrace(lines[0]?.trace ?? []).map((step) => step.words).join(' '), new RegExp(`Planned 30 minutes\\. Variation V${String(number)} agreed 50 minutes`))
})
