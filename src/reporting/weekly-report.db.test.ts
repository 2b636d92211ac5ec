import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeSmallCouncil } from '../../test/support/small-council.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { openPage, askPage } from '../../test/support/render-page.ts'
import { listWaiting } from '../brokerage/public.ts'
import { withdrawPackage } from '../care/public.ts'
import { listStatements } from '../payment/public.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { read, write } from '../platform/action/transaction.ts'
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

  test('counts visits, tiers and ratings from what happened', async () => {
    const report = await weeklyReport(house, analyst, {})
    assert.ok(report.visits.some((week) => week.delivered > 0))
    for (const week of report.visits) assert.equal(week.delivered + week.missed + week.excused + week.noRecord, week.planned)
    assert.equal(report.tierShares.reduce((sum, row) => sum + row.percent, 0), 100)
    assert.deepEqual(report.ratings.rows.find((row) => row.rating === 'good')?.locations, Object.keys(council.providers).length)
    assert.ok((report.starts.find((row) => row.source === 'all')?.starts ?? 0) > 0)
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
