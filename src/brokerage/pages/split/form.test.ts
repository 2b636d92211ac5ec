import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PatternVisit } from '../../../care/terms.ts'
import { FIRST_TIME_BANDS } from '../../../care/terms/time-band.ts'
import { readPartial } from '../partial-answer/form.ts'
import { groupViews, readSplit, visitGroups } from './form.ts'

const at = (days: readonly number[], earliestMinute: number, workers: 1 | 2 = 1): PatternVisit[] => days.map((dayOfWeek) => ({ dayOfWeek, earliestMinute, latestMinute: earliestMinute + 30, minutes: 30, workers, timeCritical: false }))
const START = { 'startsOn-day': '9', 'startsOn-month': '3', 'startsOn-year': '2026' }

describe('the form that splits a package', () => {
  const week = [...at([1, 2, 6], 450, 2), ...at([1, 2], 1140)]
  const groups = visitGroups(week)

  test('puts visits alike together, weekdays and weekends apart, and begins with mornings in one part and evenings in the other', () => {
    assert.deepEqual(groupViews(groups, FIRST_TIME_BANDS, {}).map((group) => [group.label, group.value]), [['Monday and Tuesday: 7:30am to 8am', '1'], ['Saturday: 7:30am to 8am', '1'], ['Monday and Tuesday: 7pm to 7:30pm', '2']])
  })

  test('without an evening, visits by two begin as one care worker each', () => {
    assert.deepEqual(groupViews(visitGroups(at([1], 450, 2)), [], {}).map((group) => group.value), ['each'])
  })

  test('reads each visit into its part, and a shared one into both', () => {
    const form = readSplit({ 'group-1': 'each', 'group-2': '1', 'group-3': '2', reason: 'One each' }, groups)
    assert.ok(form.ok)
    assert.deepEqual(form.value.parts.map((part) => part.map((share) => `${String(share.dayOfWeek)}/${String(share.earliestMinute)} x${String(share.workers)}`)), [['1/450 x1', '2/450 x1', '6/450 x2'], ['1/450 x1', '2/450 x1', '1/1140 x1', '2/1140 x1']])
  })

  test('asks for a part for every group, and for a reason', () => {
    const form = readSplit({ 'group-1': '1', 'group-3': 'each' }, groups)
    assert.deepEqual(form.ok ? [] : form.errors.map((error) => error.field), ['group-2', 'group-3', 'reason'])
  })
})

describe('the form on which a provider says what it can do', () => {
  const week = [...at([1], 450, 2), ...at([1, 6], 1140)]

  test('reads each visit: as asked, in another band, with one care worker of two, or not; a day may be left out at once', () => {
    const form = readPartial({ ...START, off: ['6'], 'time-1-450': 'band-0', 'workers-1-450': '1', 'time-1-1140': 'none' }, week, FIRST_TIME_BANDS)
    assert.deepEqual(form.ok ? form.value.visits : form.errors, [{ dayOfWeek: 1, askedMinute: 450, earliestMinute: 420, latestMinute: 600, workers: 1 }])
    const asAsked = readPartial(START, week, FIRST_TIME_BANDS)
    assert.equal(asAsked.ok && asAsked.value.visits.length, 3)
  })

  test('asks for a real start, and takes no band that is not there', () => {
    const form = readPartial({ 'time-1-450': 'band-7' }, week, FIRST_TIME_BANDS)
    assert.deepEqual(form.ok ? [] : form.errors.map((error) => error.field), ['startsOn', 'time-1-450'])
  })
})
