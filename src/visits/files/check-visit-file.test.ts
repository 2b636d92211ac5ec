import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkVisitFile } from './check-visit-file.ts'
import { REFUSAL_KINDS, withCode } from './refusal-catalogue.ts'

const now = { second: Temporal.Instant.from('2026-03-10T12:00:00Z').epochMilliseconds / 1000, today: Temporal.PlainDate.from('2026-03-10') }
const row = (cells: string) => `${cells},08:00,08:30,delivered`
const file = (...rows: string[]) => Buffer.from(['visit_reference,sequence,person_reference,visit_date,check_in,check_out,outcome', ...rows, ''].join('\r\n'))

test('a file is checked by itself: every row read is new, changed, repeated or refused by a code', () => {
  const checked = checkVisitFile(file(row('V1,1,P1,2026-03-02'), row('V1,1,P1,2026-03-02'), row('V1,2,P2,2026-03-02'), row('V1,1,P9,2026-03-02'), row('V2,1,P1,2026-13-02'), row('V3,1,P1,2026-04-02')), now)
  assert.deepEqual([checked.read, checked.new, checked.changed, checked.repeated, checked.refused], [6, 1, 1, 1, 3])
  assert.deepEqual(checked.refusedByReason, { contradiction: 1, date: 1, 'visit-in-future': 1 })
  const back = checkVisitFile(file(row('V1,1,P1,2026-03-02'), row('V1,3,P1,2026-03-02'), row('V1,2,P2,2026-03-02'), row('V1,3,P2,2026-03-02'), row('V1,4,P2,2026-03-02')), now)
  assert.deepEqual([back.new, back.changed, back.repeated, back.refusals.map((each) => each.fix)], [1, 1, 2, ['Send the correction with a sequence above 3']])
  assert.equal(checkVisitFile(Buffer.from(''), now).refusals[0]?.code, 'not-readable')
})

test('codes of refusals are unique, and a refusal has the code of its kind', () => {
  assert.equal(new Set(REFUSAL_KINDS.map((each) => each.code)).size, REFUSAL_KINDS.length)
  const code = (reason: string) => withCode({ row: 1, column: null, value: null, reason, fix: '' }).code
  assert.deepEqual([code('The cell is empty'), code('The reason code is not known'), code('It is a spreadsheet error, not a reference'), code('A cell of the row holds a formula without its result')], ['empty-cell', 'reason-unknown', 'reference', 'workbook-cell'])
})
