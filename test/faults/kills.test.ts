import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'
import { verifyChain } from '../../src/platform/audit/verify.read.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openDb } from '../../src/platform/db/open.ts'
import { startDatabase, type RunningDatabase } from '../../src/platform/db/server/start-database.ts'
import { IS_LONG, seedOr, spanOf } from './form.ts'
import { killCampaign } from './kill-campaign.ts'
import { anImport, anImporter } from './kill-operations.ts'

const KILLS = IS_LONG ? 3000 : 300
const SERVER_KILLS = IS_LONG ? 200 : 5
const SEED = seedOr(20_261_122)

describe('kill -9 in the middle of an import, a payment run and an export', () => {
  let folder = ''
  let database: RunningDatabase | undefined
  let house: House
  before(async () => {
    // A server of its own: killing one of its processes takes it down for everybody.
    folder = await mkdtemp(join(tmpdir(), 'tendwell-kills-'))
    database = await startDatabase({ dataFolder: folder, purpose: 'kills' })
    house = { db: openDb(database.url, 4), clock: { now: () => Temporal.Instant.from('2026-03-10T12:00:00Z') }, jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
    await migrate(house.db)
  })
  after(async () => {
    await house.db.destroy()
    await database?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('leaves all of it or nothing, and done again it is there once', async (t) => {
    const found = await killCampaign(house, { kills: KILLS, seed: SEED, backendEvery: 10 })
    t.diagnostic(JSON.stringify({ ...found, seed: SEED }))
    assert.deepEqual(found.faults, [])
    assert.equal((await verifyChain(house.db)).whole, true)
    // Fewer than asked where its time was over: what was done is a result all the same.
    assert.ok(found.kills > 0)
    if (found.kills === KILLS) assert.ok(found.doneUnseen > 0, 'some kill came after the commit and before the answer')
  })

  test('negative control: without the transaction the same campaign finds parts kept', async (t) => {
    const found = await killCampaign(house, { kills: 18, seed: SEED, backendEvery: 100, withoutTransaction: true })
    t.diagnostic(`${String(found.faults.length)} faults found in ${String(found.kills)} kills`)
    assert.ok(found.faults.length > 5)
  })

  test('of the server as a whole loses nothing that was done, and it starts again by itself', async (t) => {
    const importer = await anImporter(house)
    const span = spanOf('kills of the server')
    let kills = 0
    for (let nr = 2_000_001; nr <= 2_000_000 + SERVER_KILLS && !span.isOver(); nr += 1) {
      span.tell(() => ({ kills }))
      const [done, cut] = [anImport(importer, nr), anImport(importer, nr + 500_000)]
      await done.run(house)
      const during = cut.run(house).catch(() => undefined)
      await pause(nr % 7 * 5)
      process.kill(Number.parseInt(await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
      await during
      database = await startDatabase({ dataFolder: folder, purpose: 'kills' })
      await house.db.destroy()
      house = { ...house, db: openDb(database.url, 4) }
      await done.checkDone(house)
      await cut.check(house)
      await cut.run(house)
      await cut.checkDone(house)
      kills += 1
    }
    t.diagnostic(JSON.stringify({ kills }))
    assert.ok(kills > 0)
  })

  test('of the connection between two statements ends the action and not the program', async () => {
    await assert.rejects(
      house.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(house.db)
        await pause(100)
        await sql`select 1`.execute(tx)
      }),
    )
  })
})
