import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { ahead } from './ahead.ts'

describe('things made ahead', () => {
  const made: number[] = []
  let isRunning = false
  async function* numbers(count: number, faultAt = Infinity): AsyncGenerator<number, void, undefined> {
    made.length = 0
    for (let number = 0; number < count; number += 1) {
      isRunning = true
      await turn()
      isRunning = false
      if (number === faultAt) throw new Error('made no more')
      made.push(number)
      yield number
    }
  }

  it('come in order, as many as there are', async () => {
    for (const most of [1, 2, 9]) assert.deepEqual(await Array.fromAsync(ahead(numbers(5), most)), [0, 1, 2, 3, 4])
    assert.deepEqual(await Array.fromAsync(ahead(numbers(0), 2)), [])
  })

  it('are made before they are asked for, and no more than were to be', async () => {
    const source = ahead(numbers(9), 2)
    for (let turns = 0; turns < 20; turns += 1) await turn()
    assert.deepEqual(made, [0, 1])
    await source.next()
    for (let turns = 0; turns < 20; turns += 1) await turn()
    assert.deepEqual(made, [0, 1, 2])
    await source.return()
  })

  it('end with nothing left running when no more are taken', async () => {
    for await (const number of ahead(numbers(9), 2)) if (number === 3) break
    const count = made.length
    assert.equal(isRunning, false)
    await turn()
    assert.equal(made.length, count)
  })

  it('fail where they failed, after those before were taken', async () => {
    const taken: number[] = []
    await assert.rejects(async () => {
      for await (const number of ahead(numbers(9, 3), 2)) taken.push(number)
    }, /made no more/)
    assert.deepEqual(taken, [0, 1, 2])
  })
})
