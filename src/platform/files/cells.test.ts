import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clockMinute, clockSecond, durationSeconds } from './cell-clock.ts'
import { date } from './cell-date.ts'
import { moment } from './cell-instant.ts'
import { decimal, pounds, wholeNumber } from './cell-number.ts'
import type { CellParser } from './cell-parser.ts'
import { isCellFault, remembered } from './cell-parser.ts'
import { postcode } from './cell-postcode.ts'
import { identifier, oneOf, patterned, text, yesNo } from './cell-text.ts'

/** What a parser makes of a cell: the value, or `reason / fix`. */
function made<T>(parse: CellParser<T>, cell: string): unknown {
  const parsed = parse(cell)
  if (isCellFault(parsed)) return `${parsed.reason} / ${parsed.fix}`
  return typeof parsed === 'object' && parsed !== null ? String(parsed) : parsed
}

function expectAll<T>(parse: CellParser<T>, cases: readonly (readonly [string, unknown])[]): void {
  for (const [cell, expected] of cases) {
    const found = made(parse, cell)
    if (expected instanceof RegExp) assert.match(String(found), expected, cell)
    else assert.equal(found, expected, cell)
  }
}

test('a date is read in the declared order and a wrong one gets its right spelling', () => {
  expectAll(date('dd/mm/yyyy'), [
    ['03/04/2026', '2026-04-03'], ['3/4/2026', '2026-04-03'], ['29/02/2024', '2024-02-29'], ['25/10/2014 - 00:00', '2014-10-25'],
    ['04/25/2026', /wrong order.* \/ Write 25\/04\/2026/], ['13/13/2026', /no such month/], ['29/02/2026', /no such day.*1 to 28/],
    ['31/06/2026', /1 to 30/], ['00/06/2026', /no such day/], ['01/02/26', /four digits/], ['2026-04-03', /not a date written day\/month\/year/],
    ['03/04/0226', /1900 and 2199/], ['tomorrow', /not a date/], ['3/4/2026/1', /not a date/], ['03/04/2026 07:30', /not a date/], ['/ /', /not a date/],
  ])
  expectAll(date('mm/dd/yyyy'), [['05/29/2026', '2026-05-29'], ['29/05/2026', /wrong order.* \/ Write 05\/29\/2026/]])
  expectAll(date('yyyy-mm-dd', 'dd/mm/yyyy'), [['2026-04-03', '2026-04-03'], ['2026-04-03T00:00:00', '2026-04-03'], ['03/04/2026', '2026-04-03'], ['03.04.2026', /year-month-day or day\/month\/year/]])
})

test('a column cannot accept both orders of day and month', () => {
  assert.throws(() => date('dd/mm/yyyy', 'mm/dd/yyyy'), /would be a guess/)
})

test('a clock time is 00:00 to 23:59:59, and 24:00 is the next day', () => {
  expectAll(clockSecond(), [
    ['07:30', 27_000], ['7:30', 27_000], ['00:00', 0], ['23:59:59', 86_399], ['24:00', /Write 00:00 of the next day/], ['24:00:00', /next day/],
    ['25:00', /no such hour/], ['07:60', /not a clock time/], ['0730', /not a clock time/], ['7:30pm', /19:30/], ['12:05 a.m.', /00:05/], ['-1:30', /not a clock/], ['07:30:0', /not a clock/],
  ])
  expectAll(clockMinute(), [['07:30:45', 450], ['24:00', /next day/]])
})

test('a duration has hours, minutes and seconds', () => {
  expectAll(durationSeconds(), [['00:45:00', 2_700], ['24:00:00', 86_400], ['00:45', /Write hours, minutes and seconds: 00:45:00/], ['45', /not a duration/], ['100:00:00', /not a duration/]])
})

test('a moment without an offset is the time on a clock in London, right across both changes of the clock', () => {
  expectAll(moment(), [
    ['2026-01-15T07:30', '2026-01-15T07:30:00Z'], ['2026-07-15 07:30:10', '2026-07-15T06:30:10Z'],
    ['2026-07-15T07:30:00+01:00', '2026-07-15T06:30:00Z'], ['2026-07-15T06:30:00.250Z', '2026-07-15T06:30:00Z'], ['2026-07-15T06:30Z', '2026-07-15T06:30:00Z'],
    ['2026-03-29T00:59', '2026-03-29T00:59:00Z'], ['2026-03-29T01:30', /did not exist/], ['2026-03-29T02:00', '2026-03-29T01:00:00Z'],
    ['2026-10-25T01:30', '2026-10-25T00:30:00Z'], ['2026-10-25T01:30Z', '2026-10-25T01:30:00Z'], ['2026-10-25T02:00', '2026-10-25T02:00:00Z'],
    ['2026-07-15T24:00', /next day/], ['2026-07-15', /not a date and time/], ['2026-02-30T07:30', /no such day/], ['2026-07-15T07:30+99:00', /not a date and time/],
  ])
})

test('whole numbers, decimals and pounds are exact and stay within their limits', () => {
  expectAll(wholeNumber({ max: 5_000 }), [['45', 45], ['1,200', 1200], ['3.0', 3], ['3.5', /not a whole number/], ['-1', /from 0 to 5,000/], ['5001', /from 0 to 5,000/], ['1e3', /not a whole/], ['-0', 0]])
  expectAll(decimal({ min: -90, max: 90 }), [['52.6', 52.6], ['-1.16', -1.16], ['91', /from -90 to 90/], ['0x10', /not a number/], ['Infinity', /not a number/], ['1e999', /not a number/]])
  expectAll(pounds(), [['21.45', 2145], ['£1,234.5', 123_450], ['£21', 2100], ['1.234', /not an amount/], ['-3.00', /from 0/], ['0.29', 29]])
})

test('references refuse formulas and what spreadsheets do to them', () => {
  expectAll(identifier(20), [
    ['1-10041249501', '1-10041249501'], ['-5', '-5'], ["=cmd|'x'!A0", /looks like a spreadsheet formula/], ['@SUM', /formula/], ['+A1', /formula/], ['-A1', /formula/], ["'=A1", /without "'="/], ["'-5", "'-5"], ["'tis", "'tis"],
    ['#N/A', /spreadsheet error/], ['1.00412E+10', /lost digits/], ['A\nB', /line break/], ['A'.repeat(21), /longer than 20/],
  ])
  expectAll(patterned(/^[EW]0\d{7}$/, 'a small-area code, a letter and eight digits'), [['E01013609', 'E01013609'], ['E0101', /Write a small-area code/], ['=E01', /formula/]])
  expectAll(text(3), [['abc', 'abc'], ['=A1', '=A1'], ['abcd', /Shorten it by 1/]])
})

test('words of a list and yes or no are read in any case', () => {
  expectAll(oneOf(['Community', 'Hospital'], { ward: 'Hospital' }), [['community', 'Community'], ['WARD', 'Hospital'], ['home', /Write one of: Community, Hospital/], ['constructor', /Write one of/]])
  expectAll(yesNo(), [['Yes', true], ['FALSE', false], ['1', true], ['n', false], ['maybe', /Write Yes or No/]])
})

test('postcodes come out as they are written on an envelope', () => {
  expectAll(postcode(), [
    ['ln35ag', 'LN3 5AG'], ['LN3  5AG', 'LN3 5AG'], ['M1 1AE', 'M1 1AE'], ['B33 8TH', 'B33 8TH'], ['W1A 0AX', 'W1A 0AX'], ['CR2 6XH', 'CR2 6XH'],
    ['DN55 1PT', 'DN55 1PT'], ['EC1A 1BB', 'EC1A 1BB'], ['GIR 0AA', 'GIR 0AA'],
    ['LN3', /not a full postcode/], ['1N3 5AG', /not/], ['LN3 5A', /not/], ['LNA 5AG', /not/], ['LN345 5AG', /not/], ['L1AA 5AG', /not/],
  ])
})

test('no cell makes a parser throw', () => {
  const parsers: CellParser<unknown>[] = [date('dd/mm/yyyy'), date('yyyy-mm-dd'), clockSecond(), durationSeconds(), moment(), wholeNumber(), decimal(), pounds(), identifier(), yesNo(), postcode()]
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('0', '1', '2', '9', '/', '-', ':', 'T', ' ', '.', 'Z', 'E', '+', 'A') }))
  fc.assert(fc.property(cell, fc.constantFrom(...parsers), (input, parse) => void parse(input)), { numRuns: 2_000 })
})

test('every real date is read from its own spelling', () => {
  const parse = date('dd/mm/yyyy')
  fc.assert(fc.property(fc.integer({ min: 0, max: 80_000 }), (days) => {
    const on = Temporal.PlainDate.from('1950-01-01').add({ days })
    assert.equal(made(parse, `${String(on.day).padStart(2, '0')}/${String(on.month)}/${String(on.year)}`), on.toString())
  }))
})

test('remembered values do not pile up', () => {
  let asked = 0
  const parse = remembered((cell) => { asked += 1; return cell }, 2)
  for (const cell of ['a', 'a', 'b', 'c', 'a']) parse(cell)
  assert.equal(asked, 4)
})
