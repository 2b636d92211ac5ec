import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvText, disarmFormula } from './csv-write.ts'

test('text that a spreadsheet would run gets an apostrophe, numbers do not', () => {
  const formulas = ["=cmd|' /C calc'!A0", '+SUM(A1)', '-2+3', '@x', '\tx', '\rx', '+44 7700 900123']
  assert.deepEqual(formulas.map(disarmFormula), formulas.map((formula) => `'${formula}`))
  assert.deepEqual(['-12.50', '+447700900123', 'a=b', ''].map(disarmFormula), ['-12.50', '+447700900123', 'a=b', ''])
})

test('rows end in CRLF and cells are quoted only where they must be', () => {
  assert.equal(csvText(['a', 'b'], [['x, y', -3.5], ['say "hi"', null], [true, 'two\nlines']]), 'a,b\r\n"x, y",-3.5\r\n"say ""hi""",\r\ntrue,"two\nlines"\r\n')
})

test('a row of one empty cell is not a blank line', () => {
  assert.equal(csvText(['a'], [['']]), 'a\r\n""\r\n')
})
