import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { askPayment } from '../../src/payment/actions/ask-payment.ts'
import { RUN_PAYMENT } from '../../src/payment/terms.ts'
import { EXPORT_PAYMENTS } from '../../src/payment/terms/approval.ts'
import { actorWith } from '../../src/payment/testing/payment-council.ts'
import { issueApiToken } from '../../src/platform/access/actions/issue-api-token.ts'
import { actorOf } from '../../src/platform/access/session.ts'
import { systemClock } from '../../src/platform/action/clock.ts'
import type { House } from '../../src/platform/action/work.ts'
import { verifyChain } from '../../src/platform/audit/verify.read.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openDb } from '../../src/platform/db/open.ts'
import { startDatabase, type RunningDatabase } from '../../src/platform/db/server/start-database.ts'
import { openQueue, type JobQueue } from '../../src/platform/jobs/queue.ts'
import { anAccount } from '../../src/platform/web/testing/test-app.ts'
import { SEND_VISITS } from '../../src/visits/terms.ts'
import { IS_LONG, seedOr, spanOf } from './form.ts'
import { anImporter, aPeriod, checkPayRun, PERIOD } from './kill-operations.ts'
import { holdPoint } from './named-point.ts'
import { processCampaign, type Ground } from './process-campaign.ts'
import { connectionName, killPrograms, startProgram, untilGone, workerOf } from './program.ts'

const KILLS = IS_LONG ? 200 : 10
const WORKER_KILLS = IS_LONG ? 20 : 1
const SEED = seedOr(20_261_123)

describe('kill -9 of whole programs: web, worker and PostgreSQL', () => {
  let folder = ''
  let database: RunningDatabase
  let queue: JobQueue
  let house: House
  let ground: Ground
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendwell-processes-'))
    database = await startDatabase({ dataFolder: folder, purpose: 'kills' })
    // What is read in here is read in again by every program that is started.
    const cacheFolder = join(folder, 'compiled')
    enableCompileCache(cacheFolder)
    const [{ wiringsFor }] = await Promise.all([import('../../src/commands/wirings.ts'), import('../../src/commands/serve-house.ts')])
    flushCompileCache()
    const db = openDb(database.url, 4)
    await migrate(db)
    queue = await openQueue(database.url, (await wiringsFor({ notifyApiKey: null, demonstration: false, publicUrl: 'http://127.0.0.1:9', oidc: { issuer: 'http://127.0.0.1:9', clientId: 'tendwell', clientSecret: 'a secret for campaigns' } })).flatMap((wiring) => wiring.jobs))
    house = { db, clock: systemClock, jobs: queue.sender }
    const importer = await anImporter(house)
    const [coordinator, administrator] = [actorOf(await anAccount(house, 'provider-coordinator', importer.providerId), 'campaign'), actorOf(await anAccount(house, 'administrator'), 'campaign')]
    const known = [SEND_VISITS, RUN_PAYMENT, EXPORT_PAYMENTS]
    const tokens = await Promise.all([
      issueApiToken(house, coordinator, { name: 'visits', role: 'provider-coordinator', scopes: [SEND_VISITS.name], days: 1 }, known),
      issueApiToken(house, administrator, { name: 'payment', role: 'finance-officer', scopes: [RUN_PAYMENT.name, EXPORT_PAYMENTS.name], days: 1 }, known),
    ])
    ground = {
      house,
      url: database.url,
      cacheFolder,
      importer,
      secrets: { 'provider-coordinator': tokens[0].secret, 'finance-officer': tokens[1].secret },
      killDatabase: async () => {
        process.kill(Number.parseInt(await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
        database = await startDatabase({ dataFolder: folder, purpose: 'kills' })
        assert.equal(database.url, ground.url, 'the server answers where it did')
      },
    }
  })
  after(async () => {
    killPrograms()
    await queue.stop()
    await house.db.destroy()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('what the web program is asked for is there once, or not at all until it is asked again', async (t) => {
    const found = await processCampaign(ground, { kills: KILLS, seed: SEED })
    t.diagnostic(JSON.stringify({ ...found, seed: SEED }))
    assert.deepEqual(found.faults, [])
    assert.ok(found.kills > 0)
    if (found.kills === KILLS) assert.ok(found.doneUnseen > 0, 'some kill came after the commit and before the answer')
    assert.equal((await verifyChain(house.db)).whole, true)
  })

  test('a job whose worker was killed is done by the next one, once', async (t) => {
    const places: string[] = []
    const span = spanOf('kills of the worker')
    for (let nr = 0; nr < WORKER_KILLS && !span.isOver(); nr += 1) {
      span.tell(() => ({ kills: places.length, places }))
      const frameworkId = await aPeriod(house)
      const worker = await startProgram('worker', ground.url, ground.cacheFolder)
      const held = nr % 2 === 0 ? await holdPoint(ground.url, { at: 'table', table: 'payment.pay_line' }) : undefined
      await askPayment(house, actorWith('finance-officer'), { frameworkId, periodFromOn: PERIOD })
      await (held === undefined ? pause((nr * 397) % 2500) : held.reached(connectionName('worker')))
      await worker.kill()
      await held?.release()
      places.push(held === undefined ? 'at random' : 'at payment.pay_line')
      await checkPayRun(house, frameworkId, [0, 1])
      const next = await startProgram('worker', ground.url, ground.cacheFolder)
      await untilEnded(house, ground.url, frameworkId)
      await next.kill()
      await checkPayRun(house, frameworkId, [1])
    }
    t.diagnostic(JSON.stringify({ kills: places.length, places }))
    assert.ok(places.length > 0)
    assert.equal((await verifyChain(house.db)).whole, true)
  })

  test('the worker that serve runs beside it: killed, another does its job, once; and none outlives a serve that is killed', async () => {
    const frameworkId = await aPeriod(house)
    const serve = await startProgram('serve', ground.url, ground.cacheFolder)
    const worker = await workerOf(serve)
    const held = await holdPoint(ground.url, { at: 'table', table: 'payment.pay_line' })
    await askPayment(house, actorWith('finance-officer'), { frameworkId, periodFromOn: PERIOD })
    await held.reached(connectionName('serve'))
    process.kill(worker.pid, 'SIGKILL')
    await held.release()
    const next = await workerOf(serve, worker.pid)
    await untilEnded(house, ground.url, frameworkId)
    await checkPayRun(house, frameworkId, [1])
    assert.ok((await fetch(`${serve.url}/ready`)).ok, 'pages were served all along')
    await serve.kill()
    await untilGone(next.pid)
    assert.equal((await verifyChain(house.db)).whole, true)
  })

  test('negative control: without transactions the same kills leave parts, and are found', async (t) => {
    const found = await processCampaign(ground, { kills: 1, seed: SEED + 100_000, only: ['import', 'pay-run'], preload: 'without-transaction.ts' })
    t.diagnostic(found.faults.join('; '))
    assert.ok(found.faults.length > 0)
  })
})

/** Lets time pass for a job whose worker is gone, until the payment that was asked for has ended. */
async function untilEnded(house: House, url: string, frameworkId: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (let tries = 0; tries < 2400; tries += 1) {
      const { rows } = await sql<{ open: number }>`select count(*) filter (where ended_at is null) as open from payment.pay_run_request where framework_id = ${frameworkId}`.execute(house.db)
      if (rows[0]?.open === 0) return
      if (tries % 20 === 0) {
        await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '5 minutes' where state = 'active'`.execute(house.db)
        await sql`update pgboss.queue set monitor_on = null`.execute(house.db)
        await boss.supervise()
        await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(house.db)
      }
      await pause(100)
    }
  } finally {
    await boss.stop({ graceful: false, close: true })
  }
  throw new Error('the payment that was asked for was never run')
}
