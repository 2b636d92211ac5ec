import assert from 'node:assert/strict'
import { chownSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { EnvironmentFault } from '../../action/refused.ts'
import { startDatabase, type DatabaseOptions } from './start-database.ts'

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tendwell-db-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function start(dataFolder: string, more: Partial<DatabaseOptions> = {}) {
  return startDatabase({ dataFolder, durability: 'none', ...more })
}

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(question)).rows
  } finally {
    await client.end()
  }
}

function postmasterPid(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10)
}

describe('the built-in database', () => {
  test('keeps what was saved from one start to the next, under the same password, which others cannot read', async (t) => {
    const folder = folderFor(t)
    const first = await start(folder)
    await ask(first.url, 'create table kept (word text); insert into kept values (\'saved\')')
    await first.stop()
    const second = await start(folder)
    assert.equal(second.url, first.url)
    assert.deepEqual(await ask(second.url, 'select word from kept'), [{ word: 'saved' }])
    assert.equal(statSync(join(folder, 'database.json')).mode & 0o777, 0o600)
    await second.stop()
  })

  test('loses nothing committed when its server is killed, says so once, and recovers at the next start', async (t) => {
    const folder = folderFor(t)
    let timesLost = 0
    const first = await start(folder, { durability: 'full', onLost: () => (timesLost += 1) })
    await ask(first.url, 'create table kept (word text); insert into kept values (\'saved\')')
    process.kill(postmasterPid(folder), 'SIGKILL')
    for (let waited = 0; timesLost === 0 && waited < 100; waited += 1) await pause(50)
    await first.stop()
    assert.equal(timesLost, 1)
    const second = await start(folder)
    assert.deepEqual(await ask(second.url, 'select word from kept'), [{ word: 'saved' }])
    await second.stop()
  })

  test('whoever joined a running server hears once that it ended', async (t) => {
    const folder = folderFor(t)
    const lost: string[] = []
    const first = await start(folder, { onLost: () => lost.push('first') })
    const joined = await start(folder, { purpose: 'import', onLost: () => lost.push('joined') })
    process.kill(postmasterPid(folder), 'SIGKILL')
    for (let waited = 0; lost.length < 2 && waited < 200; waited += 1) await pause(50)
    await pause(2500)
    assert.deepEqual(lost, ['first', 'joined'])
    await joined.stop()
    await first.stop()
  })

  test('starts although the process number it left behind now belongs to a stranger', async (t) => {
    const folder = folderFor(t)
    await (await start(folder)).stop()
    const pidFile = join(folder, 'postgres/postmaster.pid')
    writeFileSync(pidFile, `${process.pid}\n${join(folder, 'postgres')}\n1\n1\n\n*\n`)
    const { uid, gid } = statSync(join(folder, 'postgres'))
    chownSync(pidFile, uid, gid)
    await (await start(folder)).stop()
  })

  test('takes another port when its own is in use, and remembers it', async (t) => {
    const folder = folderFor(t)
    const first = await start(folder)
    await first.stop()
    const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    t.after(() => stranger.close())
    const second = await start(folder)
    assert.notEqual(new URL(second.url).port, new URL(first.url).port)
    await second.stop()
  })

  test('says in one sentence that a port it was told to use is taken', async (t) => {
    const stranger = createServer().listen(0, '127.0.0.1')
    t.after(() => stranger.close())
    await new Promise((resolve) => stranger.once('listening', resolve))
    const address = stranger.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await assert.rejects(start(folderFor(t), { port }), new RegExp(`Port ${port}.*in use by another program`))
  })

  test('leaves data of another major version untouched and names both versions', async (t) => {
    const folder = folderFor(t)
    await (await start(folder)).stop()
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n')
    const before = readdirSync(join(folder, 'postgres'))
    await assert.rejects(start(folder), (error) => error instanceof EnvironmentFault && /made by PostgreSQL 17 .* brings PostgreSQL 18/.test(error.message))
    assert.deepEqual(readdirSync(join(folder, 'postgres')), before)
  })

  test('names a lost password file instead of making a new password that does not fit', async (t) => {
    const folder = folderFor(t)
    await (await start(folder)).stop()
    rmSync(join(folder, 'database.json'))
    await assert.rejects(start(folder), /database\.json is missing/)
  })

  test('begins again when asked to', async (t) => {
    const folder = folderFor(t)
    const first = await start(folder)
    await ask(first.url, 'create table kept (word text)')
    await first.stop()
    const second = await start(folder, { fresh: true })
    assert.deepEqual(await ask(second.url, "select to_regclass('kept') as kept"), [{ kept: null }])
    await second.stop()
  })

  test('starts under a folder that only its owner may enter', async (t) => {
    const folder = folderFor(t) // mkdtemp makes it 0700
    assert.equal(statSync(folder).mode & 0o077, 0)
    await (await start(folder)).stop()
  })
})
