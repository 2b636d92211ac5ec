import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce } from '../../kernel/in-pieces.ts'
import { bytesInMemory } from '../../platform/files/file-bytes.ts'
import { checkVisitFile, type CheckedFile } from './check-visit-file.ts'
import { REFUSAL_KINDS, withCode } from './refusal-catalogue.ts'

const now = { second: Temporal.Instant.from('2026-03-10T12:00:00Z').epochMilliseconds / 1000, today: Temporal.PlainDate.from('2026-03-10') }
const check = (bytes: Buffer): CheckedFile => atOnce(checkVisitFile(bytesInMemory(bytes), now))
const row = (cells: string) => `${cells},08:00,08:30,delivered`
const file = (...rows: string[]) => Buffer.from(['visit_reference,sequence,person_reference,visit_date,check_in,check_out,outcome', ...rows, ''].join('\r\n'))

test('a file is checked by itself: every row read is new, changed, repeated or refused by a code', () => {
  const checked = check(file(row('V1,1,P1,2026-03-02'), row('V1,1,P1,2026-03-02'), row('V1,2,P2,2026-03-02'), row('V1,1,P9,2026-03-02'), row('V2,1,P1,2026-13-02'), row('V3,1,P1,2026-04-02')))
  assert.deepEqual([checked.read, checked.new, checked.changed, checked.repeated, checked.refused], [6, 1, 1, 1, 3])
  assert.deepEqual(checked.refusedByReason, { contradiction: 1, date: 1, 'visit-in-future': 1 })
  const back = check(file(row('V1,1,P1,2026-03-02'), row('V1,3,P1,2026-03-02'), row('V1,2,P2,2026-03-02'), row('V1,3,P2,2026-03-02'), row('V1,4,P2,2026-03-02')))
  assert.deepEqual([back.new, back.changed, back.repeated, back.refusals.map((each) => each.fix)], [1, 1, 2, ['Send the correction with a sequence above 3']])
  assert.equal(check(Buffer.from('')).refusals[0]?.code, 'not-readable')
})

test('a file whose days are checked one after the other comes out as one that is read as a whole', () => {
  let seed = 7
  const pick = (most: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * most)
  }
  const rows = Array.from({ length: 12_000 }, () => `V${String(pick(9000))},${String(1 + pick(3))},P${String(pick(2))},2026-03-0${String(1 + pick(5))},08:0${String(pick(3))},08:30,${pick(50) === 0 ? 'done' : 'delivered'},Zoë`)
  const text = ['visit_reference,sequence,person_reference,visit_date,check_in,check_out,outcome,worker_reference', ...rows, ''].join('\n')
  // Windows-1252 cannot be read by its bytes, and is read whole.
  const [byDays, whole] = [check(Buffer.from(text)), check(Buffer.from(text, 'latin1'))]
  assert.deepEqual({ ...byDays, notes: [] }, { ...whole, notes: [] })
  assert.deepEqual([byDays.read, byDays.new + byDays.changed + byDays.repeated + byDays.refused], [12_000, 12_000])
  assert.ok(Math.min(byDays.changed, byDays.repeated, byDays.refusedByReason['contradiction'] ?? 0) > 100)
})

test('codes of refusals are unique, and a refusal has the code of its kind', () => {
  assert.equal(new Set(REFUSAL_KINDS.map((each) => each.code)).size, REFUSAL_KINDS.length)
  const code = (reason: string) => withCode({ row: 1, column: null, value: null, reason, fix: '' }).code
  assert.deepEqual([code('The cell is empty'), code('The reason code is not known'), code('It is a spreadsheet error, not a reference'), code('A cell of the row holds a formula without its result')], ['empty-cell', 'reason-unknown', 'reference', 'workbook-cell'])
})
