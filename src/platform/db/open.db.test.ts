import assert from 'node:assert/strict'
import { getPriority } from 'node:os'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { makeTestDatabase } from '../../../test/support/test-database.ts'
import { lowerPriority } from '../action/lower-priority.ts'
import { openDb } from './open.ts'

const database = await makeTestDatabase()
after(() => database.drop())

test('the server’s processes behind connections that give way do so, those of others keep their priority', async () => {
  const [worker, web] = [openDb(database.url, 1, {}, lowerPriority), openDb(database.url, 1)]
  const priorities = await Promise.all([worker, web].map(async (db) => getPriority((await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid)))
  assert.deepEqual(priorities, [Math.max(10, getPriority()), getPriority()])
  await Promise.all([worker.destroy(), web.destroy()])
})
