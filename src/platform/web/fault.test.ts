import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf } from './fault.ts'

const withCode = (code: string) => Object.assign(new Error('could not extend file "base/16384/123"'), { code })

test('A full disk is told as one, whether PostgreSQL or the system says so, and nothing of its files is', () => {
  for (const code of ['53100', 'ENOSPC']) {
    const fault = faultOf(withCode(code))
    assert.equal(fault.status, 503)
    assert.match(fault.message, /^Its disk is full, so it cannot save anything\. Nothing that was saved is lost/)
    assert.doesNotMatch(fault.message, /base/)
  }
})

test('A database that has gone away is told as one', () => {
  assert.match(faultOf(withCode('57P01')).message, /^Its database does not answer\./)
})

test('Of an error that nobody knows nothing is said', () => {
  assert.deepEqual([faultOf(withCode('42P01')).status, faultOf(new Error('secret')).message.includes('secret')], [500, false])
})
