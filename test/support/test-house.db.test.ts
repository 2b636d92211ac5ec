import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { systemActor } from '../../src/platform/access/actor.ts'
import { write } from '../../src/platform/action/transaction.ts'
import { topic } from '../../src/platform/jobs/topic.ts'
import { onServer } from './template.ts'
import { openTestHouse } from './test-house.ts'

const bellRang = topic('test.bell-rang', z.object({ times: z.number() }))
const heard: unknown[] = []
const house = await openTestHouse({ handlers: [{ topic: bellRang.name, name: 'hear the bell', handle: (_house, payload) => Promise.resolve(void heard.push(payload)) }] })

describe('a test house', () => {
  test('shows the time the test sets', async () => {
    house.setNow('2026-03-29T01:00:00Z')
    const seen = await write(house, systemActor('test'), (work) => {
      work.audit({ kind: 'test-seen', subjectKind: 'test', subjectId: '1' })
      return Promise.resolve(`${work.now.toString()} ${work.today.toString()}`)
    })
    assert.equal(seen, '2026-03-29T01:00:00Z 2026-03-29')
  })

  test('runs the jobs that an action published, and only when told to', async () => {
    await write(house, systemActor('test'), (work) => {
      work.audit({ kind: 'test-rang', subjectKind: 'test', subjectId: '1' })
      work.publish(bellRang, { times: 2 })
      return Promise.resolve()
    })
    assert.deepEqual(heard, [])
    assert.equal(await house.runJobs(), 1)
    assert.deepEqual(heard, [{ times: 2 }])
    assert.equal(await house.runJobs(), 0)
  })

  test('has a database that no other test sees, gone when the test ends', async (t) => {
    let url = ''
    await t.test('inside', async (inner) => {
      const other = await openTestHouse({ t: inner })
      assert.notEqual(other.url, house.url)
      url = other.url
      const counted = await onServer(url, (client) => client.query('select 1 from audit.event'))
      assert.equal(counted.rowCount, 0)
    })
    await assert.rejects(onServer(url, (client) => client.query('select 1')), /does not exist/)
  })
})
