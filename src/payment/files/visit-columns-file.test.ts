import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { columnsIn, readColumnsHeader, VISIT_BYTES, writeColumnsHeader } from './visit-columns-file.ts'

const words = { visits: 6, blockVisits: 8, places: [{ provider: 'F', zone: null, serviceLine: 'core' }], months: ['2026-03'], rates: [2250] }

describe('a file of visit columns', () => {
  const first = writeColumnsHeader(words)

  test('begins with what its numbers stand for, and its blocks at a multiple of 16', () => {
    const read = readColumnsHeader(first, first.length + 6 * VISIT_BYTES)
    assert.ok(read.ok)
    assert.deepEqual([read.header, read.from % 16, read.from], [words, 0, first.length])
  })

  test('is refused where it is something else, cut short or of another layout', () => {
    const wrong: readonly (readonly [Uint8Array, number, RegExp])[] = [
      [new TextEncoder().encode('visit,date\n1,2026-03-02\n'), 24, /not a file of visit columns/],
      [new Uint8Array(3), 3, /not a file of visit columns/],
      [first.subarray(0, 20), 20, /not a file of visit columns/],
      [first, first.length + 5 * VISIT_BYTES, /its header says/],
      [Uint8Array.from(first, (byte, at) => (at === 12 ? 0x78 : byte)), first.length, /header is not as it should be/],
    ]
    for (const [bytes, size, reason] of wrong) {
      const read = readColumnsHeader(bytes, size)
      assert.ok(!read.ok)
      assert.match(read.refusals[0]?.reason ?? '', reason)
    }
  })

  test('columns do not overlap and fill a block', () => {
    const bytes = new Uint8Array(6 * VISIT_BYTES)
    const { length, ...columns } = columnsIn(bytes, 6)
    for (const column of Object.values(columns)) column.fill(0x0101)
    assert.equal(length, 6)
    assert.ok(bytes.every((byte) => byte === 1))
    assert.equal(Object.values(columns).reduce((sum, column) => sum + column.byteLength, 0), bytes.length)
  })
})
