import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeText } from './decode-text.ts'

function reasonOf(bytes: Uint8Array, maxBytes = 1_000): string | undefined {
  const decoded = decodeText(bytes, { maxBytes })
  return decoded.ok ? undefined : decoded.refusals[0]?.reason
}

test('UTF-8 is read with and without a byte-order mark, which is dropped', () => {
  for (const mark of ['', '\uFEFF']) {
    assert.deepEqual(decodeText(Buffer.from(`${mark}Zoë £5`)), { ok: true, text: 'Zoë £5', encoding: 'UTF-8', notes: [] })
  }
})

test('UTF-16 is read in both byte orders when it says so', () => {
  const little = Buffer.from('\uFEFFZoë', 'utf16le')
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    assert.deepEqual(decodeText(bytes), { ok: true, text: 'Zoë', encoding: 'UTF-16', notes: [] })
  }
})

test('what is not UTF-8 is read as Windows-1252, with a note', () => {
  const decoded = decodeText(Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x80, 0x35]))
  assert.ok(decoded.ok)
  assert.equal(decoded.text, 'Zoë €5')
  assert.match(decoded.notes[0] ?? '', /read as Windows-1252/)
})

test('a zero byte anywhere refuses the file', () => {
  assert.match(reasonOf(Buffer.from('a,b\0c')) ?? '', /zero bytes/)
  assert.match(reasonOf(Buffer.concat([Buffer.alloc(70_000, 'a'), Buffer.alloc(1)]), 80_000) ?? '', /zero bytes/)
  assert.match(reasonOf(Buffer.from('\uFEFFa\0b', 'utf16le')) ?? '', /zero bytes/)
})

test('files of other kinds are refused by name', () => {
  assert.match(reasonOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])) ?? '', /older Excel workbook/)
  assert.match(reasonOf(Buffer.from('\uFEFF\n<!DOCTYPE html><title>Sign in</title>')) ?? '', /web page/)
  assert.match(reasonOf(Buffer.from([1, 2, 3, 4, 5, 65, 66])) ?? '', /not text/)
})

test('a file over the limit is refused with both sizes', () => {
  assert.equal(reasonOf(Buffer.alloc(2_500_000, 'a'), 2_000_000), 'The file is too large: 3 MB, and the most is 2 MB')
})

test('a view into a larger buffer is read from its own place', () => {
  const decoded = decodeText(new Uint8Array(Buffer.from('xxabcxx')).subarray(2, 5))
  assert.equal(decoded.ok ? decoded.text : '', 'abc')
})
