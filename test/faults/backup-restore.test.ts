import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { z } from 'zod'
import { systemClock } from '../../src/platform/action/clock.ts'
import { Refused } from '../../src/platform/action/refused.ts'
import { restoreBackup } from '../../src/platform/db/backup/restore-backup.ts'
import { openStream, sealStream } from '../../src/platform/db/backup/sealed-stream.ts'
import { takeBackup } from '../../src/platform/db/backup/take-backup.ts'
import { openDb } from '../../src/platform/db/open.ts'
import { openQueue } from '../../src/platform/jobs/queue.ts'
import { makeSmallCouncil } from '../support/small-council.ts'
import { tableDigests } from '../support/table-digests.ts'
import { openTestHouse } from '../support/test-house.ts'
import { anEmptyDatabase } from './empty-database.ts'

const Manifest = z.object({ contents: z.object({ tables: z.array(z.object({ table: z.string(), rows: z.number() })) }) })
const KEY = randomBytes(32).toString('base64')
const house = await openTestHouse({ handlers: [{ topic: 'test.kept', name: 'a job that waits', handle: () => Promise.resolve() }] })
const folder = await mkdtemp(join(tmpdir(), 'tendwell-backup-'))
after(() => rm(folder, { recursive: true, force: true }))

const now = systemClock.now()
const backup = (name: string, key: string | null) => takeBackup({ url: house.url, folder: join(folder, name), key, now, version: 'test' })
const restore = (url: string, name: string, key: string | null) =>
  restoreBackup({ url, folder: join(folder, name), key, makeQueue: async () => { await (await openQueue(url, [{ topic: 'test.kept', name: 'a job that waits', handle: () => Promise.resolve() }])).stop() } })
const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code

async function inDatabase(url: string) {
  const db = openDb(url, 1)
  try {
    const digests = await tableDigests({ ...house, db })
    const trail = await sql`select count(*)::int as events, encode(max(hash), 'hex') as newest from audit.event`.execute(db)
    const sequences = await sql`select schemaname, sequencename, last_value from pg_sequences where schemaname <> 'pgboss' order by 1, 2`.execute(db)
    const jobs = await sql`select name, data, state from pgboss.job order by id`.execute(db)
    const keys = await sql`select conname, pg_get_constraintdef(oid), convalidated from pg_constraint where contype = 'f' and connamespace::regnamespace::text <> 'pgboss' order by conrelid::regclass::text, conname`.execute(db)
    const indexes = await sql`select pg_get_indexdef(indexrelid) as definition from pg_index join pg_class on pg_class.oid = indrelid where relnamespace::regnamespace::text not in ('pgboss', 'pg_catalog', 'pg_toast', 'information_schema') order by 1`.execute(db)
    return { digests, indexes: indexes.rows, trail: trail.rows, sequences: sequences.rows, jobs: jobs.rows, keys: keys.rows }
  } finally {
    await db.destroy()
  }
}

describe('a backup', () => {
  before(async () => {
    await makeSmallCouncil(house)
    await house.db.transaction().execute((tx) => house.jobs.send(tx, [{ topic: 'test.kept', payload: { of: 'the backup' } }]))
    // What a program leaves that runs by the clock, and one of an older version: jobs of queues that a restore does not make by itself.
    for (const name of ['__pgboss__send-it', 'test.gone/a-handler-of-before']) await sql`select pgboss.create_queue(${name}, '{"policy": "standard"}')`.execute(house.db)
    for (const name of ['__pgboss__send-it', 'test.gone/a-handler-of-before']) await sql`insert into pgboss.job (name, data, policy) values (${name}, '{"of": "the clock"}', 'standard')`.execute(house.db)
    await backup('plain', null)
    await backup('sealed', KEY)
  })

  test('is restored row for row, with sequences, references and waiting jobs, encrypted', async (t) => {
    const before = await inDatabase(house.url)
    assert.equal(before.jobs.length, 3)
    assert.ok(Object.keys(before.digests).length > 60)
    const url = await anEmptyDatabase(t)
    const { rows, isEncrypted } = await restore(url, 'sealed', KEY)
    assert.ok(rows > 1000 && isEncrypted)
    assert.deepEqual(await inDatabase(url), before)
  })

  test('is of one instant: what is written in pairs while it is taken is in it in pairs', async () => {
    for (const side of ['left', 'right']) await sql`create table public.${sql.ref(`${side}_hand`)} (id bigint generated always as identity primary key, filler text default repeat('x', 1000))`.execute(house.db)
    const pair = () => house.db.transaction().execute(async (tx) => {
      for (const side of ['left', 'right']) await sql`insert into public.${sql.ref(`${side}_hand`)} default values`.execute(tx)
    })
    const countRows = async (): Promise<number> => (await sql<{ count: number }>`select count(*) as count from public.left_hand`.execute(house.db)).rows[0]?.count ?? 0
    const state = { writes: true }
    const writing = (async () => { while (state.writes) await pair() })()
    try {
      await pair()
      await backup('during', null)
      const { contents } = Manifest.parse(JSON.parse(await readFile(join(folder, 'during/manifest.json'), 'utf8')))
      const [left, right] = ['public.left_hand', 'public.right_hand'].map((table) => contents.tables.find((entry) => entry.table === table)?.rows ?? 0)
      assert.ok((left ?? 0) > 0)
      assert.equal(left, right)
      assert.ok((await countRows()) > (left ?? 0), 'something was written meanwhile')
    } finally {
      state.writes = false
      await writing
      await sql`drop table public.left_hand, public.right_hand`.execute(house.db)
    }
  })

  test('negative control: the comparison sees one changed letter in one row', async () => {
    const before = await inDatabase(house.url)
    await sql`update visits.visit_file set name = name || '.' where id = (select min(id::text)::uuid from visits.visit_file)`.execute(house.db)
    assert.notDeepEqual((await inDatabase(house.url)).digests, before.digests)
  })

  test('that is encrypted holds nobody’s name, and opens with no other key', async (t) => {
    const { rows } = await sql<{ name: string }>`select family_name as name from care.person limit 1`.execute(house.db)
    const name = rows[0]?.name ?? ''
    assert.ok(gunzipSync(await readFile(join(folder, 'plain/care.person.copy.gz'))).includes(name))
    for (const file of await readdir(join(folder, 'sealed'))) assert.ok(!(await readFile(join(folder, 'sealed', file))).includes(name), file)
    const manifest = await readFile(join(folder, 'sealed/manifest.json'), 'utf8')
    assert.ok(!manifest.includes(KEY) && !manifest.includes(Buffer.from(KEY, 'base64').toString('hex')))
    const url = await anEmptyDatabase(t)
    await assert.rejects(restore(url, 'sealed', null), refused('needs-key'))
    await assert.rejects(restore(url, 'sealed', randomBytes(32).toString('base64')), refused('wrong-key'))
  })

  test('with a file changed, cut off or missing, or a manifest changed, is refused by name before anything is written', async (t) => {
    const url = await anEmptyDatabase(t)
    const damages: readonly (readonly [code: string, named: RegExp, damage: (at: string) => Promise<void>])[] = [
      ['damaged', /care\.person\.copy\.gz/, (at) => flipByte(join(at, 'care.person.copy.gz'))],
      ['damaged', /visits\.visit_record\.copy\.gz/, (at) => truncate(join(at, 'visits.visit_record.copy.gz'), 100)],
      ['missing-file', /payment\.pay_line\.copy\.gz/, (at) => rm(join(at, 'payment.pay_line.copy.gz'))],
      ['damaged', /manifest\.json/, async (at) => writeFile(join(at, 'manifest.json'), (await readFile(join(at, 'manifest.json'), 'utf8')).replace('"rows": 1', '"rows": 2'))],
      ['damaged', /manifest\.json/, (at) => truncate(join(at, 'manifest.json'), 500)],
      ['no-backup', /manifest\.json/, (at) => rm(join(at, 'manifest.json'))],
    ]
    for (const [code, named, damage] of damages) {
      await cp(join(folder, 'plain'), join(folder, 'damaged'), { recursive: true })
      await damage(join(folder, 'damaged'))
      await assert.rejects(restore(url, 'damaged', null), (fault: unknown) => refused(code)(fault) && fault instanceof Refused && named.test(fault.message) && !/Quillfeather/.test(fault.message))
      await rm(join(folder, 'damaged'), { recursive: true })
    }
  })

  test('is not restored over anything, nor written over anything', async () => {
    await assert.rejects(restore(house.url, 'plain', null), refused('not-empty'))
    await assert.rejects(backup('plain', null), refused('folder-in-use'))
    await assert.rejects(backup('nowhere/plain', null), refused('no-folder'))
  })

  test('leaves the database empty when it cannot finish, so that it can be tried again', async (t) => {
    const url = await anEmptyDatabase(t)
    const { contents } = Manifest.parse(JSON.parse(await readFile(join(folder, 'plain/manifest.json'), 'utf8')))
    // The connection is lost when nearly everything is in.
    let steps = 0
    const db = openDb(url, 1)
    const cut = restoreBackup({
      url,
      folder: join(folder, 'plain'),
      key: null,
      makeQueue: () => Promise.resolve(),
      onProgress: () => {
        steps += 1
        if (steps === contents.tables.length * 2 - 5) void sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tendwell restore' and datname = current_database()`.execute(db)
      },
    })
    await assert.rejects(cut)
    const { rows } = await sql`select from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
    assert.equal(rows.length, 0)
    await db.destroy()
    const { rows: restored } = await restore(url, 'plain', null)
    assert.equal(restored, contents.tables.reduce((sum, entry) => sum + entry.rows, 0))
  })
})

test('a sealed stream of any length opens to what it was, and not at all when a byte is changed, the end is cut off, or it goes by another name', async () => {
  const key = randomBytes(32)
  const through = async (bytes: Buffer, stage: ReturnType<typeof sealStream>): Promise<Buffer> => {
    const source = new PassThrough()
    source.end(bytes)
    return new Promise((resolve, reject) => {
      stage.on('error', reject)
      buffer(source.pipe(stage)).then(resolve, reject)
    })
  }
  for (const length of [0, 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20), 2_500_000]) {
    const plain = randomBytes(length)
    const sealed = await through(plain, sealStream(key, 'rows'))
    assert.ok((await through(sealed, openStream(key, 'rows'))).equals(plain), String(length))
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(length >> 1) ^ 1, length >> 1)
    await assert.rejects(through(changed, openStream(key, 'rows')))
    await assert.rejects(through(sealed.subarray(0, sealed.length - 1), openStream(key, 'rows')))
    // Cut off exactly where a chunk ends: every chunk that is left is whole.
    if (length > 1 << 20) await assert.rejects(through(sealed.subarray(0, 7 + (1 << 20) + 16), openStream(key, 'rows')))
    await assert.rejects(through(sealed, openStream(key, 'columns')))
    await assert.rejects(through(sealed, openStream(randomBytes(32), 'rows')))
  }
})

async function flipByte(path: string): Promise<void> {
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  const { size } = await file.stat()
  await file.read(byte, 0, 1, size >> 1)
  byte.writeUInt8(byte.readUInt8(0) ^ 1, 0)
  await file.write(byte, 0, 1, size >> 1)
  await file.close()
}
