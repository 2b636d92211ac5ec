import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../access/actor.ts'
import { read, write } from '../action/transaction.ts'
import { verifyChain } from './verify.read.ts'

const house = await openTestHouse()
const actor = systemActor('test')

async function act(subjectId: string): Promise<void> {
  await write(house, actor, async (work) => {
    work.audit({ kind: 'tried', subjectKind: 'test', subjectId, detail: { note: 'é, "quoted"' } })
    return Promise.resolve()
  })
}

test('events written by many at once make one chain without gaps', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => act(String(index))))
  const check = await verifyChain(house.db)
  assert.equal(check.whole, true)
  assert.ok(check.events >= 20)
})

test('a write that leaves no audit event is undone and says so', async () => {
  await assert.rejects(write(house, actor, () => Promise.resolve()), /without an audit event/)
})

test('an action that fails leaves no event behind', async () => {
  const before = (await verifyChain(house.db)).events
  await assert.rejects(
    write(house, actor, (work) => {
      work.audit({ kind: 'tried', subjectKind: 'test', subjectId: 'failed' })
      return Promise.reject(new Error('no'))
    }),
  )
  assert.equal((await verifyChain(house.db)).events, before)
})

test('nobody may change, remove or empty the trail, its owner included', async () => {
  for (const change of [sql`update audit.event set kind = 'other'`, sql`delete from audit.event`, sql`truncate audit.event`]) {
    await assert.rejects(change.execute(house.db), /append-only/)
    await assert.rejects(read(house, actor, (work) => change.execute(work.tx)), /permission denied|append-only/)
  }
})

test('a change behind the trail’s back is found, at the event it was made to', async () => {
  await act('last')
  await sql`alter table audit.event disable trigger event_is_append_only`.execute(house.db)
  await sql`update audit.event set detail = '{"note": "changed"}' where seq = 5`.execute(house.db)
  assert.deepEqual(await verifyChain(house.db), { whole: false, events: 4, brokenAt: 5, newestHash: null })
})
