import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CsvOptions } from './csv-rows.ts'
import { csvRows, lineStarts } from './csv-rows.ts'
import { csvText, disarmFormula } from './csv-write.ts'

function cellsOf(text: string, options: CsvOptions = {}) {
  return [...csvRows(text, options)].map(({ line, cells, fault }) => (fault === null ? { line, cells } : { line, fault: fault.reason }))
}

test('cells are cut at commas, and quotation marks hold commas, line breaks and doubled marks', () => {
  assert.deepEqual(cellsOf('a,b\r\n"x, y","say ""hi""\nnow"\r\n,\r\n'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x, y', 'say "hi"\nnow'] },
    { line: 4, cells: ['', ''] },
  ])
})

test('lines end in CRLF, LF or CR, also mixed, with or without a last line end', () => {
  assert.deepEqual(cellsOf('a\r\nb\nc\rd'), [1, 2, 3, 4].map((line) => ({ line, cells: ['abcd'.charAt(line - 1)] })))
})

test('blank lines are passed over and still counted', () => {
  assert.deepEqual(cellsOf('\r\na\n\n\r\rb\n\n'), [{ line: 2, cells: ['a'] }, { line: 6, cells: ['b'] }])
})

test('a quotation mark inside an unquoted cell is an ordinary character', () => {
  assert.deepEqual(cellsOf('5" step,b'), [{ line: 1, cells: ['5" step', 'b'] }])
})

test('spaces after a closing quotation mark are passed over', () => {
  assert.deepEqual(cellsOf('"a" ,b'), [{ line: 1, cells: ['a', 'b'] }])
})

test('text after a closing quotation mark is a fault of its row alone', () => {
  assert.deepEqual(cellsOf('a\n"b"c,d\ne'), [{ line: 1, cells: ['a'] }, { line: 2, fault: 'There is text after a closing quotation mark' }, { line: 3, cells: ['e'] }])
})

test('a quotation mark that is never closed is reported with the line it opened on', () => {
  const faults = cellsOf('a,"ok\nok","open\nb\nc')
  assert.deepEqual(faults, [{ line: 1, fault: 'The quotation mark opened on line 2 is never closed, so nothing from there to line 4 could be read as rows' }])
})

test('a row that is too long is a fault with its line, and the rows after it are read', () => {
  const found = cellsOf(`a\n${'x,'.repeat(600_000)}\nb`)
  assert.deepEqual(found.map(({ line }) => line), [1, 2, 3])
  assert.match(found[1]?.fault ?? '', /too long: 1,200,000 characters/)
  assert.deepEqual(found[2]?.cells, ['b'])
})

test('a cell that is too long is a fault that names its place and length', () => {
  assert.match(cellsOf(`a,${'x'.repeat(40)}`, { maxCell: 30 })[0]?.fault ?? '', /cell 2 has 40 characters/)
  assert.match(cellsOf(`"${'x'.repeat(40)}"`, { maxCell: 30 })[0]?.fault ?? '', /cell 1 has 40 characters/)
})

test('the beginnings of lines are found regardless of quotation marks', () => {
  assert.deepEqual(lineStarts('a"\r\nb\rc\nd', 3), [0, 4, 6])
  assert.deepEqual(lineStarts('', 3), [])
})

test('a record gives back the text it was sent as', () => {
  const text = 'a\r\n"x ""y""",z\r\n'
  assert.deepEqual([...csvRows(text)].map(({ from, to }) => text.slice(from, to)), ['a', '"x ""y""",z'])
})

const anyCell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', ';', '\t', '=', 'a', 'é', '😀') }))

test('whatever is written is read back, formulas disarmed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyCell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const [header = [], ...rest] = rows
      assert.deepEqual(cellsOf(csvText(header, rest)).map(({ cells }) => cells), rows.map((row) => row.map(disarmFormula)))
    }),
  )
})

test('no text makes the reader throw, stop early or lose its place', () => {
  fc.assert(
    fc.property(anyCell, fc.constantFrom<CsvOptions>({}, { delimiter: ';' }, { delimiter: '\t' }, { maxRow: 4, maxCell: 3 }), (text, options) => {
      let end = 0
      for (const { from, to, line } of csvRows(text, options)) {
        assert.ok(from >= end && to >= from)
        assert.match(text.slice(end, from), /^[\r\n]*$/)
        assert.equal(line, text.slice(0, from).split(/\r\n|\r|\n/).length)
        end = to
      }
      assert.match(text.slice(end), /^[\r\n]*$/)
    }),
    { numRuns: 500 },
  )
})
