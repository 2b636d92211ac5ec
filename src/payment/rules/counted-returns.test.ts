import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countedReturns } from './counted-returns.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const of = (name: string, kind: 'wages' | 'rate', fromOn: string, toOn: string, { providerId = 'a', group = '' } = {}) => ({ name, providerId, group, fromOn: day(fromOn), toOn: day(toOn), document: { kind } })
const counted = (...returns: ReturnType<typeof of>[]) => countedReturns(returns).map((each) => each.name)

test('the same days and care workers are counted once: what the provider states goes before what was reckoned from visits', () => {
  assert.deepEqual(counted(of('own', 'wages', '2026-01-05', '2026-02-01'), of('visits', 'rate', '2026-01-05', '2026-02-01')), ['own'])
  assert.deepEqual(counted(of('visits', 'rate', '2026-02-01', '2026-02-28'), of('own', 'wages', '2026-01-05', '2026-02-01')), ['own'])
  assert.deepEqual(counted(of('all', 'wages', '2026-01-05', '2026-02-01'), of('nights', 'rate', '2026-01-05', '2026-02-01', { group: 'Nights' })), ['all'])
})

test('other days, other care workers and other providers are counted beside it, and one that stands alone is counted', () => {
  assert.deepEqual(counted(of('own', 'wages', '2026-01-05', '2026-02-01'), of('later', 'rate', '2026-02-02', '2026-03-01'), of('other', 'rate', '2026-01-05', '2026-02-01', { providerId: 'b' })), ['own', 'later', 'other'])
  assert.deepEqual(counted(of('days', 'wages', '2026-01-05', '2026-02-01', { group: 'Days' }), of('nights', 'rate', '2026-01-05', '2026-02-01', { group: 'Nights' })), ['days', 'nights'])
})
