import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacementLife } from '../../brokerage/terms/placement-life.ts'
import { lifeItems } from './life-timeline.ts'

const at = Temporal.Instant.from('2026-03-10T09:00:00Z')
const day = (text: string) => Temporal.PlainDate.from(text)
const life: PlacementLife = {
  placementId: 'pl1',
  startedOn: day('2026-03-02'),
  stays: [{ id: 's1', placementId: 'pl1', fromOn: day('2026-03-09'), heldUntilOn: day('2026-03-20'), resumesOn: day('2026-03-14'), recordedAt: at, recordedBy: 'Bea' }],
  absences: [{ id: 'a1', placementId: 'pl1', kind: 'holiday', fromOn: day('2026-03-23'), toOn: day('2026-03-27'), returnsOn: null, toldOn: day('2026-03-10'), recordedAt: at, recordedBy: 'Bea' }],
  prices: [{ id: 'p1', placementId: 'pl1', fromOn: day('2026-03-16'), pencePerHour: 2450, pencePerWeek: null, reason: 'Two languages', askedAt: at, askedBy: 'Bea', askedByAccount: null, decision: { isApproved: true, note: null, decidedAt: at, decidedBy: 'Cleo' } }],
  death: { diedOn: day('2026-03-29'), recordedAt: at, recordedBy: 'Bea' },
  deathsTakenBack: [],
  changes: [{ id: 'c1', placementId: 'pl1', fromOn: day('2026-03-16'), toOn: null, pattern: [], weeklyMinutes: 630, reason: 'More help at tea', needsApproval: true, reasons: [], askedAt: at, askedBy: 'Bea', decision: { isApproved: true, note: null, decidedAt: at, decidedBy: 'Pat' } }],
  handBack: { placementId: 'pl1', lastOn: day('2026-03-30'), isAtOnce: true, reason: 'travel', note: null, givenAt: at, givenBy: 'Ash coordinator' },
  followOn: { packageId: 'k2', placementId: 'pl1', cause: 'hand-back', recordedAt: at, recordedBy: 'Tendwell brokerage' },
}

test('the timeline tells everything that happened to a placement, by whom, and leads to what follows it', () => {
  const items = lifeItems(life, 'Ash')
  assert.deepEqual(items.map((item) => item.title), ['The start with Ash was confirmed', 'In hospital from 9 March 2026', 'Care by Ash resumed', 'On holiday from 23 March 2026 to 27 March 2026', 'Another price asked for', 'The price was approved', 'Died on 29 March 2026', 'Change of the week asked for', 'Change of the week approved', 'Ash handed the package back', 'Referred again after the provider handed the package back'])
  assert.equal(items[7]?.text, '10.5 hours a week from 16 March 2026, for good. More help at tea.')
  assert.match(items[9]?.text ?? '', /sooner than the notice asked for/)
  assert.equal(items.at(-1)?.href, '/packages/k2')
})

test('a placement to which nothing happened adds nothing', () => {
  assert.deepEqual(lifeItems({ placementId: 'pl1', startedOn: null, stays: [], absences: [], prices: [], death: null, deathsTakenBack: [], changes: [], handBack: null, followOn: null }, 'Ash'), [])
})
