import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitingState } from './waiting-state.ts'

test('Each reason to wait is one state of the search', () => {
  const clauses = ['no-zone', 'not-on-offer', 'offers-withdrawn', 'offers-open', 'next-step-due', 'nobody-eligible', 'nobody-took-it']
  assert.deepEqual(clauses.map(waitingState), ['no-zone', 'not-offered', 'not-offered', 'offers-open', 'offers-open', 'search-ended', 'search-ended'])
})
