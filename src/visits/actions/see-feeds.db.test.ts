import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { fixedClock } from '../../platform/action/clock.ts'
import { Forbidden, NotFound } from '../../platform/action/refused.ts'
import type { House } from '../../platform/action/work.ts'
import { FEED_SETTINGS } from '../rules/feed-score.ts'
import { aCaseload, type Caseload } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import { importVisits } from './import-visits.ts'
import { chaseFeeds, setFeedExpectation, setFeedSettings } from './keep-feeds.ts'
import { planWeek } from './plan-week.ts'
import { seeFeed, seeFeeds } from './see-feeds.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const SYSTEM = systemActor('test')
const quality: Actor = { ...systemActor('Quentin'), role: 'quality-officer' }
const at = (now: string): House => ({ ...house, clock: fixedClock(now) })

/** A provider that sends the visits of a day on the morning after, from 2 to 6 March; nothing since. */
async function aFeed(name: string): Promise<Caseload> {
  const of = await aCaseload(house, { name })
  for (const week of ['2026-03-02', '2026-03-09']) await planWeek(house, SYSTEM, { weekOn: Temporal.PlainDate.from(week) })
  const person_reference = of.people[0]?.personReference ?? ''
  for (let day = 2; day <= 6; day += 1) {
    const said: FileRow = { visit_reference: `V${String(day)}`, person_reference, visit_date: `2026-03-0${String(day)}`, worker_reference: 'W1', check_in: '08:00', check_in_method: day === 4 ? 'manual' : 'app', check_out: '08:30', check_out_method: 'app' }
    const rows: FileRow[] = [said]
    if (day === 3) rows.push({ ...said, visit_reference: 'X', person_reference: 'P999999' })
    if (day === 5) rows.push({ ...said, visit_reference: 'Y', visit_date: '2026-02-02' }, { ...said, visit_reference: 'Z', check_out: 'half past' })
    if (day === 6) rows.push({ ...said, visit_reference: 'V2', sequence: 2, visit_date: '2026-03-02', check_out: '08:40' }, { ...said, visit_reference: 'V3', visit_date: '2026-03-03', check_out: '09:00' })
    await importVisits(at(`2026-03-0${String(day + 1)}T08:40:00Z`), of.coordinator, { providerId: of.providerId, name: 'visits.csv', bytes: aVisitFile(rows), preview: false })
  }
  return of
}

const orchard = await aFeed('Orchard Home Care')
const willow = await aCaseload(house, { name: 'Willow Care' })
await planWeek(house, SYSTEM, { weekOn: Temporal.PlainDate.from('2026-03-02') })

test('a feed is expected as its own files came, late from the hour that follows, and scored part by part from what its files said', async () => {
  const { feeds } = await seeFeeds(house, quality)
  const feed = feeds.find((each) => each.providerId === orchard.providerId)
  assert.ok(feed)
  assert.deepEqual(feed.expectation, { cadence: 'day', weekday: 1, byMinute: 540 })
  assert.equal(feed.coveredUntil?.toString(), '2026-03-06')
  assert.equal(feed.firstMissingOn?.toString(), '2026-03-07')
  assert.equal(feed.dueAt?.toString(), '2026-03-08T09:00:00Z')
  assert.equal(feed.hoursLate, 51)
  assert.deepEqual(feed.counts, { refused: { bad: 1, of: 10 }, contradictions: { bad: 1, of: 10 }, unallocated: { bad: 1, of: 10 }, corrections: { bad: 1, of: 10 }, late: { bad: 1, of: 8 }, manual: { bad: 1, of: 8 }, calls: { bad: 0, of: 8 } })
  const silent = feeds.find((each) => each.providerId === willow.providerId)
  assert.deepEqual([silent?.lastAt, silent?.expectedBy, silent?.hoursLate, silent?.score], [null, 'nobody', undefined, null])
})

test('a provider sees its own feed alone', async () => {
  assert.deepEqual((await seeFeeds(house, orchard.coordinator)).feeds.map((feed) => feed.providerId), [orchard.providerId])
  assert.equal((await seeFeed(house, orchard.coordinator, orchard.providerId)).files.length, 5)
  await assert.rejects(seeFeed(house, orchard.coordinator, willow.providerId), NotFound)
  await assert.rejects(setFeedExpectation(house, orchard.coordinator, { providerId: orchard.providerId, expectation: null }), Forbidden)
})

test('late records are chased once: the provider first, then the council, without anybody’s name in the message', async () => {
  assert.equal(await chaseFeeds(at('2026-03-08T10:00:00Z'), SYSTEM), 0)
  assert.equal(await chaseFeeds(at('2026-03-08T11:10:00Z'), SYSTEM), 1)
  assert.equal(await chaseFeeds(at('2026-03-08T12:10:00Z'), SYSTEM), 0)
  assert.equal(await chaseFeeds(at('2026-03-09T12:10:00Z'), SYSTEM), 1)
  assert.equal(await chaseFeeds(at('2026-03-09T13:10:00Z'), SYSTEM), 0)
  const { chases } = await seeFeed(house, quality, orchard.providerId)
  assert.deepEqual(chases.map(({ kind, missingOn }) => [kind, missingOn]), [['escalation', '2026-03-07'], ['reminder', '2026-03-07']])
})

test('what the council sets is expected from then on, and its weights score', async () => {
  await setFeedExpectation(house, quality, { providerId: willow.providerId, expectation: { cadence: 'week', weekday: 1, byMinute: 600 } })
  const { feed } = await seeFeed(house, quality, willow.providerId)
  assert.deepEqual([feed.expectedBy, feed.firstMissingOn?.toString(), feed.dueAt?.toString()], ['set', '2026-03-02', '2026-03-09T10:00:00Z'])
  await setFeedExpectation(house, quality, { providerId: willow.providerId, expectation: null })
  assert.equal((await seeFeed(house, quality, willow.providerId)).feed.dueAt, undefined)
  const weights = { refused: 0, contradictions: 0, unallocated: 0, corrections: 0, late: 0, manual: 0, calls: 1 }
  await setFeedSettings(house, quality, { document: { ...FEED_SETTINGS, weights }, source: 'Schedule 4' })
  assert.equal((await seeFeed(house, quality, orchard.providerId)).feed.score, 100)
  assert.equal((await seeFeeds(house, quality)).source, 'Schedule 4')
})
