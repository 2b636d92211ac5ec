import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportOutcome, Refusal } from './import-outcome.ts'
import { isFileRefused, outcomeOfRefusedFile, refuseFile, refusalSentence, rowsUnaccountedFor, shownValue } from './import-outcome.ts'
import { groupRefusals, refusalsCsv } from './refusal-groups.ts'

const refusals: Refusal[] = [
  { row: 2, column: 'Visit date', value: '04/25/2026', reason: 'Wrong order', fix: 'Write 25/04/2026' },
  { row: 3, column: 'Visit reference', value: '=cmd', reason: 'A formula', fix: 'Write the reference' },
  { row: 4, column: 'Visit reference', value: '=x', reason: 'A formula', fix: 'Write the reference' },
]
const outcome: ImportOutcome = { summary: { read: 10, new: 4, changed: 1, repeated: 2, refused: 3 }, refusals, notes: [] }

test('every row read has one fate, the importer’s own counts included', () => {
  assert.equal(rowsUnaccountedFor(outcome.summary), 0)
  assert.equal(rowsUnaccountedFor({ ...outcome.summary, unallocated: 2, read: 13 }, ['unallocated']), 1)
})

test('a refused file reads nothing', () => {
  const refused = outcomeOfRefusedFile(refuseFile('The file is empty', 'Send it again'))
  assert.equal(refused.summary.read, 0)
  assert.ok(isFileRefused(refused))
  assert.ok(!isFileRefused(outcome))
})

test('refusals of one column and reason are counted together, the most frequent first', () => {
  assert.deepEqual(groupRefusals(refusals).map(({ column, count, first }) => [column, count, first.row]), [['Visit reference', 2, 3], ['Visit date', 1, 2]])
})

test('a downloaded refusal is no formula', () => {
  assert.match(refusalsCsv(outcome), /^Row,Column,Value,Reason,Fix\r\n2,Visit date,04\/25\/2026,Wrong order,Write 25\/04\/2026\r\n3,Visit reference,'=cmd,/)
})

test('a refusal is one sentence with its place, value, reason and fix', () => {
  assert.deepEqual(refusals.slice(0, 1).map(refusalSentence), ['Row 2, column "Visit date", value "04/25/2026": Wrong order. Write 25/04/2026.'])
  assert.equal(shownValue('x'.repeat(81)).length, 80)
})
