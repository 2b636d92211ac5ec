import assert from 'node:assert/strict'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { killPrograms, startProgram, untilGone, workerOf } from '../faults/program.ts'
import { makeTestDatabase } from '../support/test-database.ts'

const database = await makeTestDatabase()
after(() => database.drop())
after(killPrograms)

test('serve runs its worker beside it, at a lower priority and with no setting in its arguments, and takes it along when it stops', async () => {
  const serve = await startProgram('serve', database.url, process.env['NODE_COMPILE_CACHE'] ?? join(import.meta.dirname, '../../node_modules/.cache/compiled'))
  const worker = await workerOf(serve)
  await pause(1000) // it is given its priority a moment after it is there
  assert.ok(getPriority(worker.pid) > getPriority(serve.pid), 'a larger number gives way')
  assert.ok(!worker.command.includes('postgres'))
  assert.equal(await serve.stop(), 0)
  await untilGone(worker.pid)
})
