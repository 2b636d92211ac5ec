import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gs1CheckDigit, isGs1Number } from './gln.ts'

test('the check digit of GS1’s own example, and of any digits: one alone fits, and one digit changed or two neighbours of different weight changed places are found', () => {
  assert.equal(gs1CheckDigit('629104150021'), 3)
  assert.ok(isGs1Number('6291041500213'))
  assert.ok(!isGs1Number('6291041500214') && !isGs1Number('') && !isGs1Number('5') && !isGs1Number('62910415002l3'))
  fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, at, more) => {
    const whole = `${digits}${String(gs1CheckDigit(digits))}`
    assert.ok(isGs1Number(whole))
    const other = `${whole.slice(0, at)}${String((Number(whole[at]) + more) % 10)}${whole.slice(at + 1)}`
    assert.ok(!isGs1Number(other))
  }))
})
