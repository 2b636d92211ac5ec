import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnvironmentFault } from '../../action/refused.ts'
import { faultBehind, meaningOf } from './faults.ts'

test('a full disk is told as a full disk, whether the system or PostgreSQL says so', () => {
  assert.match(meaningOf('FATAL:  could not write lock file "postmaster.pid": No space left on device', '/data') ?? '', /^The disk that holds \/data is full/)
  assert.match(String(faultBehind(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/data')), /is full/)
  assert.match(String(faultBehind(Object.assign(new Error('could not extend file'), { code: '53100' }), '/data')), /is full/)
})

test('a server that does not answer or refuses the password is told with the setting to look at', () => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', '28P01', '3D000']) {
    const fault = faultBehind(Object.assign(new Error(code), { code }), 'the database')
    assert.ok(fault instanceof EnvironmentFault)
    assert.match(fault.message, /DATABASE_URL/)
  }
})

test('an error that means nothing we know comes back as it is', () => {
  const error = new TypeError('x is not a function')
  assert.equal(faultBehind(error, '/data'), error)
  assert.equal(meaningOf('LOG: all is well', '/data'), undefined)
})
