import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { Refused } from '../action/refused.ts'
import { isTemporaryFile, temporaryFile } from './temporary-file.ts'

const left = (): number => readdirSync(tmpdir()).filter((name) => name.startsWith('tendwell-file-')).length

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<Buffer, void, undefined> {
  for (const text of texts) {
    if (text instanceof Error) throw text
    yield Buffer.from(text)
    await Promise.resolve()
  }
}

test('what came in pieces is read by places, and is gone once it is closed', async () => {
  const before = left()
  const file = await temporaryFile(pieces('visit', '_date\n', '2026'), 100)
  assert.deepEqual([file.size, file.read(3, 9).toString(), left() - before], [15, 'it_dat', 1])
  assert.deepEqual([isTemporaryFile(file), isTemporaryFile({ ...file }), isTemporaryFile(null)], [true, false, false])
  file.close()
  file.close()
  assert.equal(left(), before)
})

test('an empty file is one', async () => {
  const file = await temporaryFile(pieces(), 100)
  assert.equal(file.size, 0)
  file.close()
})

test('one that is too large, or breaks off, leaves nothing behind', async () => {
  const before = left()
  await assert.rejects(temporaryFile(pieces('x'.repeat(2_000_000), 'y'), 2_000_000), (fault) => fault instanceof Refused && /more than 2 MB.*send it in parts/.test(fault.message))
  await assert.rejects(temporaryFile(pieces('x', new Error('the sender went away')), 100), /went away/)
  assert.equal(left(), before)
})
