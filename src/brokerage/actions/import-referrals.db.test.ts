import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { addSmallMarket } from '../../../test/support/small-market.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { rowsUnaccountedFor } from '../../platform/files/import-outcome.ts'
import { badFiles, faultsOf } from '../../platform/files/testing/bad-files.ts'
import { importReferrals } from './import-referrals.ts'

const house = await openTestHouse()
const market = await addSmallMarket(house)
const broker: Actor = { ...systemActor('Broker'), role: 'broker', userId: randomUUID() }
const example = await readFile(new URL('../../../docs/files/examples/referrals.csv', import.meta.url))
const [header = '', ...lines] = example.toString().trimEnd().split(/\r?\n/)

function send(content: string | Uint8Array, preview = false) {
  return importReferrals(house, broker, { name: 'referrals.csv', bytes: Buffer.from(content), frameworkId: market.frameworkId, preview })
}

async function countOf(table: string): Promise<number> {
  const rows = await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`.execute(house.db)
  return rows.rows[0]?.count ?? -1
}

describe('a referrals file', () => {
  test('is only looked at by a preview', async () => {
    const outcome = await send(example, true)
    assert.deepEqual(outcome.summary, { read: 4, new: 4, changed: 0, repeated: 0, refused: 0 })
    assert.equal(outcome.referrals, 2)
    assert.deepEqual(outcome.understood.map((each) => [each.row, each.zoneName, each.referral.pattern.length]), [[2, 'Brackley', 17], [5, null, 7]])
    assert.match(outcome.notes.join(' '), /1 referral has a postcode in no zone of Home care 2025 \(rows 5\)/)
    assert.equal(await countOf('care.referral'), 0)
    assert.equal(await countOf('audit.event'), 0)
  })

  test('is taken once: sent again it is repeated, and a changed referral is refused with what to do', async () => {
    assert.equal((await send(example)).summary.new, 4)
    assert.equal(await countOf('care.package'), 2)
    assert.equal(await countOf('audit.event'), 3)
    const again = await send(example)
    assert.deepEqual(again.summary, { read: 4, new: 0, changed: 0, repeated: 4, refused: 0 })
    const changed = await send(example.toString().replace('45,1,yes', '60,1,yes'))
    assert.deepEqual(changed.summary, { read: 4, new: 0, changed: 0, repeated: 1, refused: 3 })
    assert.match(changed.refusals[0]?.reason ?? '', /already received/)
    assert.match(changed.refusals[0]?.fix ?? '', /on its own page/)
    assert.equal(await countOf('care.package'), 2)
  })

  test('says how urgent a referral is; one that does not is a discharge when it comes from hospital, else planned, and a file from before the column is still a repeat', async () => {
    const told = async () => (await sql<{ source: string; urgency: string }>`select source, urgency from care.referral order by received_at, external_reference`.execute(house.db)).rows
    assert.deepEqual((await told()).map((row) => row.urgency === 'discharge'), (await told()).map((row) => row.source === 'hospital-discharge'))
    const withColumn = (urgency: string) => [`${header},urgency`, `${(lines[0] ?? '').replace('R-2026-0412', 'R-URGENT').replace('CS-880213', 'CS-URGENT')},${urgency}`].join('\n')
    assert.match((await send(withColumn('now'))).refusals[0]?.fix ?? '', /emergency/)
    assert.equal((await send(withColumn('emergency'))).summary.new, 1)
    assert.equal((await told()).filter((row) => row.urgency === 'emergency').length, 1)
    assert.equal((await send(withColumn('planned'))).summary.refused, 1)
  })

  const fresh = lines.map((line) => line.replaceAll('R-2026-04', 'R-BAD-04'))

  test('is refused by whole referrals: a bad cell refuses each row of its referral and no other', async () => {
    const [first = '', second = '', third = '', fourth = ''] = fresh
    const outcome = await send([header, first, second.replace(',12:00,', ',12pm,'), third, fourth].join('\n'), true)
    assert.deepEqual(outcome.summary, { read: 4, new: 1, changed: 0, repeated: 0, refused: 3 })
    assert.deepEqual(outcome.refusals.map((refusal) => [refusal.row, refusal.column]), [[2, null], [3, 'earliest'], [4, null]])
    assert.match(outcome.refusals[0]?.fix ?? '', /Repair row 3/)
  })

  test('loses no visit to a row that nobody can read: its neighbours are refused with it', async () => {
    const [first = '', second = '', third = '', fourth = ''] = fresh
    const outcome = await send([header, first, second, `${third},one more`, fourth].join('\n'), true)
    assert.deepEqual(outcome.summary, { read: 4, new: 0, changed: 0, repeated: 0, refused: 4 })
    const scattered = await send([header, first, fourth, second].join('\n'), true)
    assert.equal(scattered.summary.refused, 2)
    assert.match(scattered.refusals[0]?.reason ?? '', /do not stand together/)
  })

  test('has no visits that clash, no window that runs backwards, and one story a referral', async () => {
    const [first = '', second = '', third = ''] = fresh
    const cases: [string, RegExp][] = [
      [second.replace('12:00,13:00', '07:45,07:50'), /cannot both be made/],
      [second.replace('12:00,13:00', '13:00,12:00'), /latest start is before/],
      [second.replace('R-BAD-0412,,', 'R-BAD-0412,CS-1,'), /differs from the first row/],
      [second.replace('Mon-Sun', 'Funday'), /does not name days/],
    ]
    for (const [line, reason] of cases) {
      const outcome = await send([header, first, line, third].join('\n'), true)
      assert.ok(outcome.refusals.some((refusal) => refusal.row === 3 && reason.test(refusal.reason)), `${String(reason)}: ${JSON.stringify(outcome.refusals)}`)
      assert.equal(rowsUnaccountedFor(outcome.summary), 0)
    }
  })

  test('asks for bands or windows: an exact time needs its mark and its reason, which a file from before reasons gives in its needs note', async () => {
    const [first = '', , , fourth = ''] = fresh
    const exact = first.replace('07:30,08:00', '07:30,')
    const withReason = (line: string, reason: string) => send([`${header},time_reason`, `${line},${reason}`].join('\n'), true)
    assert.equal((await send([header, exact].join('\n'), true)).understood[0]?.referral.pattern[0]?.justification, 'Insulin before breakfast')
    assert.match((await withReason(exact, '')).refusals[0]?.reason ?? '', /exact time has no reason/)
    assert.equal((await withReason(exact, 'Insulin at half past seven')).understood[0]?.referral.pattern[0]?.justification, 'Insulin at half past seven')
    const unmarked = await send([header, fourth.replace('09:00,10:00', '09:00,')].join('\n'), true)
    assert.deepEqual(unmarked.refusals.map((refusal) => [refusal.row, refusal.column]), [[2, 'latest']])
    const banded = await send([`${header},band`, `${fourth.replace('09:00,10:00', ',')},lunch`].join('\n'), true)
    assert.deepEqual(banded.understood[0]?.referral.pattern[0], { dayOfWeek: 1, earliestMinute: 690, latestMinute: 810, minutes: 60, workers: 2, timeCritical: false })
    assert.match((await send([`${header},band`, `${fourth},supper`].join('\n'), true)).refusals[0]?.fix ?? '', /Morning, Lunch, Tea, Bed/)
  })

  test('of 1,000 referrals is recorded in one transaction', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => (fresh[0] ?? '').replace('R-BAD-0412', `R-M-${String(index)}`).replace('CS-880213', `CS-M-${String(index)}`))
    const before = await countOf('care.package')
    assert.equal((await send([header, ...rows].join('\n'))).referrals, 1000)
    assert.equal(await countOf('care.package'), before + 1000)
  })

  test('is refused to those who may not refer people', async () => {
    const analyst: Actor = { ...broker, role: 'analyst' }
    await assert.rejects(importReferrals(house, analyst, { name: 'x.csv', bytes: example, frameworkId: market.frameworkId, preview: true }), { name: 'Forbidden' })
  })
})

describe('bad referrals files', () => {
  const good = {
    header: ['referral_reference', 'given_name', 'family_name', 'address', 'postcode', 'source', 'funder', 'received_on', 'service_line', 'start_by', 'note', 'days', 'earliest', 'latest', 'minutes'],
    rows: ['B-1', 'B-2'].map((reference) => [reference, 'Ann', 'Lee', '1 High Street', 'NN13 6AA', 'community', 'council', '01/03/2026', 'core', '09/03/2026', 'None', 'Mon-Fri', '08:00', '08:30', '30']),
    required: 'referral_reference',
    identifier: 'referral_reference',
    text: 'note',
    date: { column: 'received_on', format: 'dd/mm/yyyy' as const },
    time: 'earliest',
  }
  for (const bad of badFiles(good)) {
    test(bad.title, async () => {
      assert.deepEqual(faultsOf(bad.expected, await send(bad.bytes(), true)), [])
    })
  }
})
