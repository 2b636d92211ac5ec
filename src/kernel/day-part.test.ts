import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayPartOf } from './day-part.ts'

test('every minute of the day lies in one part, and night goes from 10pm to 6am', () => {
  assert.deepEqual([0, 359, 360, 689, 690, 929, 930, 1109, 1110, 1319, 1320, 1439, 1440].map(dayPartOf), ['night', 'night', 'morning', 'morning', 'lunch', 'lunch', 'tea', 'tea', 'evening', 'evening', 'night', 'night', 'night'])
})
