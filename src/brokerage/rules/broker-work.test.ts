import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import { URGENCIES } from '../../care/terms.ts'
import { LONDON } from '../../kernel/london.ts'
import { isReminderDue } from './reminder-due.ts'
import { isAway, NEARNESSES, nearnessOf, shareOut, weightOf } from './share-out.ts'

const worked = z.object({
  weight: z.array(z.object({ rule: z.string(), urgency: z.enum(URGENCIES), startBy: z.iso.date(), is: z.enum(NEARNESSES), weight: z.int() })),
  share: z.array(z.object({ rule: z.string(), brokers: z.array(z.tuple([z.string(), z.int(), z.int(), z.boolean()])), packages: z.array(z.tuple([z.string(), z.int()])), given: z.record(z.string(), z.string()) })),
  remind: z.array(z.object({ rule: z.string(), sent: z.string(), by: z.string(), lead: z.int(), now: z.string(), is: z.boolean() })),
})
const cases = worked.parse(parse(readFileSync(new URL('broker-work.cases.yaml', import.meta.url), 'utf8')))
const TODAY = Temporal.PlainDate.from('2026-03-04')
const HOLIDAYS = new Set(['2026-05-04'])
const at = (clock: string): Temporal.Instant => Temporal.PlainDateTime.from(clock).toZonedDateTime(LONDON).toInstant()
const broker = ([name, weight, packages, away]: readonly [string, number, number, boolean]) => ({ accountId: name, name, weight, packages, isAway: away })

describe('sharing packages out', () => {
  for (const { rule, urgency, startBy, is, weight } of cases.weight) {
    test(rule, () => {
      const asked = { urgency, startByOn: Temporal.PlainDate.from(startBy) }
      assert.deepEqual([nearnessOf(asked, TODAY), weightOf(asked, TODAY)], [is, weight])
    })
  }
  for (const each of cases.share) {
    test(each.rule, () => {
      const shares = shareOut(each.packages.map(([reference, weight]) => ({ packageId: reference, reference, weight })), each.brokers.map(broker))
      assert.deepEqual(Object.fromEntries(shares.map((share) => [share.packageId, share.accountId])), each.given)
    })
  }

  const brokers = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(9), fc.nat(9), fc.boolean()), { selector: ([name]) => name, maxLength: 4 })
  const packages = fc.uniqueArray(fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 3 })), { selector: ([reference]) => reference, maxLength: 20 })
  const asked = packages.map((all) => all.map(([reference, weight]) => ({ packageId: String(reference), reference: String(reference), weight })))

  test('every package goes to one broker who is here, whatever the order of the lists', () => {
    fc.assert(
      fc.property(brokers, asked, (people, all) => {
        const here: readonly string[] = people.filter(([, , , away]) => !away).map(([name]) => name)
        const shares = shareOut(all, people.map(broker))
        assert.equal(shares.length, here.length === 0 ? 0 : all.length)
        assert.equal(new Set(shares.map((share) => share.packageId)).size, shares.length)
        for (const share of shares) assert.ok(here.includes(share.accountId))
        assert.deepEqual(shareOut(all.toReversed(), people.map(broker).toReversed()), shares)
      }),
    )
  })

  test('nobody who was given something ends up heavier than somebody else here by more than the heaviest package', () => {
    fc.assert(
      fc.property(brokers, asked, (people, all) => {
        const shares = shareOut(all, people.map(broker))
        const heaviest = 3
        const after = new Map<string, number>(people.filter(([, , , away]) => !away).map(([name, weight]) => [name, weight + shares.filter((share) => share.accountId === name).reduce((sum, share) => sum + (all.find((each) => each.packageId === share.packageId)?.weight ?? 0), 0)]))
        for (const { accountId } of shares) for (const weight of after.values()) assert.ok((after.get(accountId) ?? 0) <= weight + heaviest)
      }),
    )
  })

  test('somebody is away on both ends of their leave and on no day around it', () => {
    const leave = [{ accountId: 'a', fromOn: TODAY, toOn: TODAY.add({ days: 2 }) }]
    assert.deepEqual([-1, 0, 2, 3].map((days) => isAway(leave, 'a', TODAY.add({ days }))), [false, true, true, false])
    assert.equal(isAway(leave, 'b', TODAY), false)
  })
})

describe('a reminder before the reply-by time', () => {
  for (const each of cases.remind) test(each.rule, () => assert.equal(isReminderDue({ sentAt: at(each.sent), replyByAt: at(each.by) }, each.lead, at(each.now), HOLIDAYS), each.is))
})
