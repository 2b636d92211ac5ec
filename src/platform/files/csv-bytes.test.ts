import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { recordPlaces } from './csv-bytes.ts'
import { csvRows, type Delimiter } from './csv-rows.ts'

/** Records as the bytes have them and as the text has them, places told in bytes, with room for so many cells. */
function both(text: string, delimiter: Delimiter, room = 40): [unknown[], unknown[]] {
  const bytes = Buffer.from(text)
  const places = recordPlaces(bytes, 0, 1, delimiter, room)
  const found: unknown[] = []
  while (places.next()) {
    const { line, from, to, isOdd } = places
    const cells = isOdd ? null : Array.from({ length: places.cells }, (_, at) => bytes.toString('latin1', places.starts[at], places.ends[at]))
    found.push({ line, from, to, cells })
  }
  const wanted = [...csvRows(text, { delimiter })].map(({ line, from, to, cells }, at) => ({
    line,
    from: Buffer.byteLength(text.slice(0, from)),
    to: Buffer.byteLength(text.slice(0, to)),
    cells: (found[at] as { cells: unknown } | undefined)?.cells === null ? null : cells.slice(0, room),
  }))
  return [found, wanted]
}

test('whatever is written, records stand where the reader of texts finds them, and plain ones have its cells', () => {
  const piece = fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r', '\r\n', ' ', 'a', 'visit', '2026-03-02', 'é', '€', '😀', '\u00a0', '"a,b"', '"a\nb"', '\n\n')
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom<Delimiter>(',', ';', '\t'), fc.constantFrom(1, 2, 40), (pieces, delimiter, room) => {
    const [found, wanted] = both(pieces.join(''), delimiter, room)
    assert.deepEqual(found, wanted)
  }), { numRuns: 1000 })
})

test('the same of files that were kept because they had once been read wrongly', () => {
  const folder = new URL('../../../test/faults/corpus/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const [found, wanted] = both(readFileSync(new URL(name, folder)).toString('utf8').replace(/^\uFEFF/, ''), ',')
    assert.deepEqual(found, wanted, name)
  }
})

test('a row too long in characters ends with its line, one that is only long in bytes does not', () => {
  for (const text of [`a,${'x'.repeat(300_000)},b\nc`, `${'x'.repeat(300_000)},"a\nb"\nc`, `${'é'.repeat(200_000)},"a\nb"\nc`]) {
    for (const room of [1, 40]) {
      const [found, wanted] = both(text, ',', room)
      assert.deepEqual(found, wanted)
    }
  }
})
