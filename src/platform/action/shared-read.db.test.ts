import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../access/actor.ts'
import { sharedRead } from './shared-read.ts'
import { write } from './transaction.ts'

const house = await openTestHouse()
const actor = systemActor('Test')
let looks = 0
const look = (): Promise<number> => Promise.resolve((looks += 1))
const ask = (key: string) => sharedRead(house, actor, { name: key }, look)
const change = () => write(house, actor, (work) => { work.audit({ kind: 'test-change', subjectKind: 'test', subjectId: 'one' }); return Promise.resolve() })

describe('an answer shared between readers', () => {
  test('is read once for all who ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('together')))
    assert.equal(new Set(answers).size, 1)
  })

  test('is read anew after a write, by whomever', async () => {
    // Other databases of the server have their transactions, too: one may end between two looks.
    const isKept = async (): Promise<boolean> => (await ask('written')) === (await ask('written'))
    assert.ok((await isKept()) || (await isKept()) || (await isKept()))
    const before = await ask('written')
    await change()
    assert.notEqual(await ask('written'), before)
  })

  test('is read anew when the minute of the clock has passed', async () => {
    house.setNow('2026-03-02T09:00:00Z')
    const before = await ask('minute')
    house.setNow('2026-03-02T09:01:00Z')
    assert.notEqual(await ask('minute'), before)
  })

  test('that says how long it holds is kept until then, and not for an instant longer', async (t) => {
    house.setNow('2026-03-02T09:00:20Z')
    const until = Temporal.Instant.from('2026-03-02T10:30:00Z')
    const held = () => sharedRead(house, actor, { name: `held ${t.name}`, noted: 'awaiting_care_board', holdsUntil: () => until }, look)
    const before = await held()
    house.setNow(until.subtract({ milliseconds: 1 }))
    assert.equal(await held(), before)
    house.setNow(until)
    const after = await held()
    assert.notEqual(after, before, 'it held no longer')
    house.setNow(until.add({ seconds: 59 }))
    assert.equal(await held(), after, 'where that instant has come already, it stands until its minute is over')
    house.setNow(until.add({ seconds: 60 }))
    assert.notEqual(await held(), after)
  })

  test('is not kept for a clock that was set back', async () => {
    const held = () => sharedRead(house, actor, { name: 'set back', noted: 'awaiting_care_board', holdsUntil: () => Temporal.Instant.from('2026-03-03T00:00:00Z') }, look)
    house.setNow('2026-03-02T09:00:00Z')
    const before = await held()
    house.setNow('2026-03-01T09:00:00Z')
    assert.notEqual(await held(), before)
  })

  test('of one list is no answer of another', async () => {
    assert.notEqual(await ask('one'), await ask('two'))
  })

  test('that could not be read is not kept', async () => {
    await assert.rejects(sharedRead(house, actor, { name: 'failing' }, () => Promise.reject(new Error('away'))), /away/)
    assert.equal(typeof (await sharedRead(house, actor, { name: 'failing' }, look)), 'number')
  })
})
