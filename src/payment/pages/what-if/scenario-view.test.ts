import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentWords } from './scenario-view.ts'

test('a difference is told as a percent to a tenth, with its sign', () => {
  assert.equal(percentWords(12_222_142, 119_543_079), '+10.2%')
  assert.equal(percentWords(-600, 119_000), '−0.5%')
})

test('a difference too small for a tenth of a percent is not told as none', () => {
  assert.equal(percentWords(49_125, 119_543_079), 'under 0.1%')
  assert.equal(percentWords(-1, 119_543_079), 'under 0.1%')
})

test('no difference is 0%, and nothing paid has no percent', () => {
  assert.equal(percentWords(0, 119_543_079), '0%')
  assert.equal(percentWords(500, 0), '')
})
