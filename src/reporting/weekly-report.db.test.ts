import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { makeSmallCouncil } from '../../test/support/small-council.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { openPage, askPage } from '../../test/support/render-page.ts'
import { listWaiting } from '../brokerage/public.ts'
import { withdrawPackage } from '../care/public.ts'
import { listStatements, statementsByIssue } from '../payment/public.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { read, write } from '../platform/action/transaction.ts'
import { tallyDays } from '../visits/actions/tally-days.ts'
import { weeklyApi } from './api/weekly.ts'
import { weeklyPage } from './pages/weekly/route.ts'
import { weeklyDocument, weeklyDocumentOf, weeklyReport } from './public.ts'

const system = systemActor('test')
const analyst: Actor = { ...system, role: 'analyst' }
const house = await openTestHouse()
const council = await makeSmallCouncil(house)
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('the weekly report of the small council', () => {
  test('says of today what the board says: who waits, and for how many hours', async () => {
    const report = await weeklyReport(house, analyst, {})
    const waiting = await read(house, system, (work) => listWaiting(work))
    assert.ok(waiting.length > 0)
    assert.equal(report.hoursAwaiting.people, waiting.length)
    assert.equal(report.hoursAwaiting.totalHours, Math.round((waiting.reduce((sum, each) => sum + each.weeklyMinutes, 0) * 100) / 60) / 100)
  })

  test('pays by zone what the statements of the latest period total', async () => {
    const report = await weeklyReport(house, analyst, {})
    const statements = await read(house, system, (work) => listStatements(work))
    const latest = statements.filter((each) => each.fromOn.toString() === statements[0]?.fromOn.toString())
    assert.ok(latest.length > 0)
    assert.equal(report.pounds.totalPence, latest.reduce((sum, each) => sum + each.totalPence, 0))
  })

  test('counts no run that is not approved: as a draft it pays nobody yet, and finance sees it apart', async () => {
    const before = await weeklyReport(house, analyst, {})
    const { rows } = await sql<{ id: string }>`insert into payment.pay_run (id, framework_id, from_on, to_on, run_at, run_by, newest_record_id, needs_approval)
      select gen_random_uuid(), framework_id, to_on + 1, to_on + 28, run_at, run_by, newest_record_id, true from payment.pay_run order by from_on desc limit 1 returning id`.execute(house.db)
    const run = rows[0]?.id
    await sql`insert into payment.statement (id, pay_run_id, provider_id, number, line_count, adjustment_count, planned_minutes, payable_minutes, visits_pence, adjustments_pence, total_pence)
      select gen_random_uuid(), ${run}, provider_id, 'S999999', 1, 0, 30, 30, 1200, 0, 1200 from payment.statement limit 1`.execute(house.db)
    assert.deepEqual((await weeklyReport(house, analyst, {})).pounds, before.pounds)
    const { issued, drafted } = await read(house, system, (work) => statementsByIssue(work))
    assert.deepEqual([issued.length > 0, issued.some((each) => each.payRunId === run), drafted.map((each) => [each.payRunId, each.totalPence])], [true, false, [[run, 1200]]])
    await sql`delete from payment.statement where pay_run_id = ${run}`.execute(house.db)
    await sql`delete from payment.pay_run where id = ${run}`.execute(house.db)
  })

  test('counts visits, tiers and ratings from what happened', async () => {
    const report = await weeklyReport(house, analyst, {})
    assert.ok(report.visits.some((week) => week.delivered > 0))
    for (const week of report.visits) assert.equal(week.delivered + week.missed + week.excused + week.noRecord, week.planned)
    assert.equal(report.tierShares.reduce((sum, row) => sum + row.percent, 0), 100)
    assert.deepEqual(report.ratings.rows.find((row) => row.rating === 'good')?.locations, Object.keys(council.providers).length)
    assert.ok((report.starts.find((row) => row.source === 'all')?.starts ?? 0) > 0)
  })

  test('is the same from kept counts as from a recount, on any day and for any framework, also after a plan, a correction and an exception that came later', async () => {
    const { rows } = await sql<{ framework: string; record: string; plan: string }>`
      with last as (select pl.framework_id, max(p.id) as plan from visits.planned_visit p join visits.visit_record r on r.planned_visit_id = p.id join brokerage.placement pl on pl.id = p.placement_id group by 1)
      select l.framework_id as framework, max(r.id)::text as record, l.plan::text as plan
      from last l join brokerage.placement pl on pl.framework_id = l.framework_id join visits.planned_visit p on p.placement_id = pl.id and p.id <> l.plan join visits.visit_record r on r.planned_visit_id = p.id and r.outcome = 'delivered'
      where not exists (select from visits.visit_exception e where e.planned_visit_id = p.id) and not exists (select from visits.visit_record other where other.planned_visit_id = p.id and other.id <> r.id) group by 1, l.plan order by 1`.execute(house.db)
    const [one] = rows
    assert.ok(one)
    const days = ['2026-02-08', '2026-02-22', '2026-03-01', '2026-03-03'].map(day)
    const reports = async (): Promise<string> => JSON.stringify(await Promise.all(days.flatMap((on) => [undefined, one.framework].map(async (frameworkId) => weeklyDocumentOf(await weeklyReport(house, analyst, { on, frameworkId }))))))
    const recounted = async (): Promise<string> => {
      await sql`delete from visits.tallied_day`.execute(house.db)
      return reports()
    }
    const kept = async (): Promise<number> => (await sql<{ kept: number }>`select count(*)::int as kept from visits.published_kept_day('2025-12-01', '2026-03-02', 'infinity')`.execute(house.db)).rows[0]?.kept ?? 0
    const tally = async (): Promise<void> => {
      for (let runs = 0; runs < 4; runs += 1) await tallyDays(house, system)
      assert.equal(await tallyDays(house, system), 0, 'nothing was recorded since')
      assert.equal(await kept(), 92)
    }
    const hour = (at: number): string => `2026-03-03T${String(at)}:00:00Z`
    const changes = [
      (at: string) => sql`update visits.planned_visit set withdrawn_at = ${at}::timestamptz, withdrawn_reason = 'changed' where id = ${one.plan}`,
      (at: string) => sql`insert into visits.visit_exception (planned_visit_id, provider_id, visit_on, kind, facts, rule_version, found_at) select planned_visit_id, provider_id, visit_on, 'late', '{}', 'test', ${at}::timestamptz from visits.visit_record where id = ${one.record}`,
      (at: string) => sql`
        with old as (select r.*, f.name from visits.visit_record r join visits.visit_file f on f.id = r.file_id where r.id = ${one.record}),
        file as (insert into visits.visit_file (id, provider_id, name, layout, sha256, from_on, to_on, received_at, received_by, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals)
          select gen_random_uuid(), provider_id, name, 'tendwell', 'later', visit_on, visit_on, ${at}, 'Test', 1, 0, 1, 0, 0, 0, '[]' from old returning id),
        later as (insert into visits.visit_record (file_id, row_number, provider_id, visit_reference, sequence, person_reference, visit_on, outcome, second_worker, placement_id, planned_visit_id)
          select file.id, 1, provider_id, visit_reference, sequence + 1, person_reference, visit_on, 'refused', second_worker, placement_id, planned_visit_id from old, file returning id)
        update visits.visit_record set superseded_by = (select id from later) where id = ${one.record}`,
    ]
    house.setNow(hour(10))
    let last = await recounted()
    await tally()
    assert.equal(await reports(), last)
    for (const [at, change] of changes.entries()) {
      await change(hour(12 + at * 3)).execute(house.db)
      house.setNow(hour(12 + at * 3))
      assert.ok((await kept()) < 92, 'what has changed is not read from the kept counts')
      const seen = await reports()
      assert.notEqual(seen, last)
      assert.equal(seen, await recounted())
      house.setNow(hour(14 + at * 3))
      await tally()
      assert.equal(await reports(), seen)
      last = seen
    }
  })

  test('of a past day comes out the same after more has happened', async () => {
    const on = day('2026-03-01')
    const before = weeklyDocumentOf(await weeklyReport(house, analyst, { on }))
    const waiting = await read(house, system, (work) => listWaiting(work))
    house.setNow('2026-03-04T10:00:00Z')
    const [first] = waiting
    assert.ok(first)
    await write(house, system, (work) => withdrawPackage(work, first.packageId, work.today, 'No longer wanted'))
    assert.deepEqual(weeklyDocumentOf(await weeklyReport(house, analyst, { on })), before)
    const now = await weeklyReport(house, analyst, {})
    assert.equal(now.hoursAwaiting.people, waiting.length - 1)
  })

  test('of a day before anything was recorded is empty, and of a day to come is refused', async () => {
    const report = await weeklyReport(house, analyst, { on: day('2020-01-08') })
    assert.equal(report.hoursAwaiting.people, 0)
    assert.equal(report.pounds.totalPence, 0)
    await assert.rejects(weeklyReport(house, analyst, { on: day('2030-01-01') }), /There is no report of 1 January 2030 yet/)
  })

  test('is not for providers, and neither are the views behind it', async () => {
    const provider: Actor = { ...system, role: 'provider-coordinator', organisationId: council.providers.a.id }
    await assert.rejects(weeklyReport(house, provider, {}), /see the reports/)
    await assert.rejects(read(house, provider, (work) => work.tx.selectFrom('brokerage.published_waiting').selectAll().execute()), /permission denied/)
  })
})

describe('the weekly report page', () => {
  test('shows each part with a sentence, a picture that says it, a table and how it is counted', async () => {
    const { $, status } = await openPage(weeklyPage, { house, actor: analyst, url: '/reports/weekly' })
    assert.equal(status, 200)
    const sections = $('main section').toArray()
    assert.equal(sections.length, 7)
    for (const section of sections) {
      const picture = $(section).find('svg[role="img"]').first()
      assert.equal(picture.attr('aria-label'), $(section).find('p.govuk-body').first().text())
      assert.equal($(section).find('table').length, 1)
      assert.match($(section).find('details').text(), /Numerator:.*Denominator:.*Left out:.*Data date:/s)
    }
    assert.equal($('[style]').length, 0)
  })

  test('gives each table as CSV with its every row', async () => {
    const reply = await askPage(weeklyPage, { house, actor: analyst, url: '/reports/weekly?format=csv&table=awaiting-care' })
    assert.ok(reply.kind === 'download')
    const lines = reply.body.toString().trim().split('\r\n')
    assert.equal(lines[0]?.replace('\ufeff', ''), 'Week beginning,Council cases,Health cases,Longest wait (days),Average wait (days),Average hours required')
    assert.ok(lines.length >= 2 && lines.length <= 13)
    assert.ok(Number(lines[1]?.split(',')[1]) + Number(lines[1]?.split(',')[2]) > 0, 'the first week is the first with somebody on the list')
  })

  test('is JSON for programs, in the shape in which councils print it', async () => {
    const body = weeklyDocument.parse(await weeklyApi.handler({ house, actor: analyst, params: {}, query: {}, body: undefined }))
    const weekly = body.awaitingCareListWeekly
    assert.deepEqual(Object.keys(weekly), ['periodStart', 'councilCases', 'healthCases', 'longestWaitDays', 'averageWaitDays', 'averageHoursRequired'])
    assert.ok(Object.values(weekly).every((column) => column.length === 12))
    const { 'printed total': total, ...zones } = body.hoursAwaitingByZone
    assert.equal(Math.round(Object.values(zones).reduce((sum, hours) => sum + hours, 0) * 100), Math.round((total ?? -1) * 100))
  })
})
