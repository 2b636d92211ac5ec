import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import type { SpendingLimit } from '../terms/spending.ts'
import { approvalFault, spendingCourse, spendingStanding } from './spending-limit.ts'
import { weekCost } from './week-cost.ts'
import { approverSteps, whomToTell, type Approver, type WaitingApproval } from './whom-to-tell.ts'

const pence = z.int().nullable()
const worked = z.object({
  standing: z.array(z.object({ rule: z.string(), limits: z.array(z.tuple([z.string(), z.enum(['limit', 'none', 'as-role']), pence, z.boolean(), z.int()])), role: z.enum(['practitioner', 'broker']), is: z.tuple([pence, z.boolean(), z.string()]) })),
  course: z.array(z.object({ rule: z.string(), cost: pence, limit: pence, approval: z.boolean(), clause: z.string() })),
  fault: z.array(z.object({ rule: z.string(), by: z.string(), cost: pence, limit: pence, own: z.boolean(), approves: z.boolean(), is: z.string().nullable() })),
  week: z.array(z.object({ rule: z.string(), visits: z.array(z.tuple([z.array(z.int()), z.int(), z.union([z.literal(1), z.literal(2)])])), rates: z.record(z.string(), z.tuple([pence, pence])), pence })),
  tell: z.array(z.object({ rule: z.string(), by: z.string().default('Nan'), cost: pence, approvers: z.array(z.tuple([z.string(), pence, z.boolean()])), waited: z.int(), told: z.array(z.string()).default([]), level: z.int().default(0), now: z.array(z.string()).nullable() })),
})
const cases = worked.parse(parse(readFileSync(new URL('approval.cases.yaml', import.meta.url), 'utf8')))

const limitOf = ([who, kind, weeklyPence, mayApproveOwn, day]: (typeof cases.standing)[number]['limits'][number], index: number): SpendingLimit => {
  const isRole = who === 'practitioner' || who === 'broker'
  return { id: String(index), role: isRole ? who : null, accountId: isRole ? null : who, kind, weeklyPence, mayApproveOwn, note: null, recordedAt: Temporal.Instant.from(`2026-03-0${String(day)}T09:00:00Z`), recordedBy: 'F' }
}
const person = (name: string, limitPence: number | null, isAway = false): Approver => ({ accountId: name, name, limitPence, mayApproveOwn: false, isAway })
const DEE = person('Dee', 0)

describe('approval against a spending limit', () => {
  for (const each of cases.standing) {
    test(each.rule, () => {
      const { limitPence, mayApproveOwn, from } = spendingStanding(each.limits.map(limitOf), { role: each.role, accountId: 'me' })
      assert.deepEqual([limitPence, mayApproveOwn, from], each.is)
    })
  }
  for (const each of cases.course) {
    test(each.rule, () => {
      const { needsApproval, reasons } = spendingCourse({ pence: each.cost, reasons: [] }, { limitPence: each.limit })
      assert.deepEqual([needsApproval, reasons.at(-1)?.clause], [each.approval, each.clause])
    })
  }
  for (const each of cases.fault) {
    test(each.rule, () => {
      const fault = approvalFault({ by: { accountId: each.by, name: each.by }, costPence: each.cost }, { accountId: 'me', name: 'me', standing: { limitPence: each.limit, mayApproveOwn: each.own, from: 'role' } }, each.approves)
      assert.equal(fault?.clause ?? null, each.is)
    })
  }
  for (const each of cases.week) {
    test(each.rule, () => {
      const pattern = each.visits.flatMap(([days, minutes, workers]) => days.map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 480, latestMinute: 510, minutes, workers, timeCritical: false })))
      const cost = weekCost(pattern, ['lead', 'secondary', 'spot'], (tier, visit) => each.rates[tier]?.[visit.dayOfWeek === 7 ? 1 : 0] ?? undefined)
      assert.equal(cost.pence, each.pence)
    })
  }
  for (const each of cases.tell) {
    test(each.rule, () => {
      const telling = whomToTell({ askedBy: { accountId: each.by, name: each.by }, costPence: each.cost, waited: each.waited, level: each.told.length === 0 ? null : each.level, told: new Set(each.told) }, each.approvers.map(([name, limit, away]) => person(name, limit, away)), [DEE], 240)
      assert.deepEqual(telling?.accountIds ?? null, each.now)
    })
  }
})

const names = ['a', 'b', 'c', 'd', 'e'] as const
const approvers = fc.tuple(...names.map((name) => fc.tuple(fc.option(fc.integer({ min: 0, max: 100 })), fc.boolean()).map(([limit, away]) => person(name, limit, away))))
const approvals = fc.record({ by: fc.constantFrom(...names), costPence: fc.option(fc.integer({ min: 0, max: 100 })) })

test('no approver who is asked lacks the limit, is away, or asked for it; a lower limit is never asked after a higher one', () => {
  fc.assert(
    fc.property(approvers, approvals, (people, { by, costPence }) => {
      const steps = approverSteps({ askedBy: { accountId: by, name: by }, costPence }, people)
      for (const each of steps.flat()) assert.ok(!each.isAway && each.accountId !== by && (each.limitPence === null || (costPence !== null && each.limitPence >= costPence)))
      const limits = steps.map((step) => step[0]?.limitPence ?? Infinity)
      assert.deepEqual(limits, limits.toSorted((a, b) => a - b))
    }),
  )
})

test('told again and again, everybody who may approve and the team lead are told once each, and it ends', () => {
  fc.assert(
    fc.property(approvers, approvals, (people, { by, costPence }) => {
      const told: string[] = []
      let level: number | null = null
      for (let turn = 0; ; turn += 1) {
        assert.ok(turn <= people.length + 1, 'it does not end')
        const approval: WaitingApproval = { askedBy: { accountId: by, name: by }, costPence, waited: 240 * turn, level, told: new Set(told) }
        const telling = whomToTell(approval, people, [DEE], 240)
        if (telling === undefined) break
        level = telling.level
        told.push(...telling.accountIds)
      }
      assert.equal(new Set(told).size, told.length)
      assert.ok(told.includes('Dee'))
      for (const each of approverSteps({ askedBy: { accountId: by, name: by }, costPence }, people).flat()) assert.ok(told.includes(each.accountId))
    }),
  )
})

test('who may approve a cost may approve every lower one', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(100)), fc.nat(100), fc.nat(100), (limitPence, one, other) => {
      const faultAt = (costPence: number) => approvalFault({ by: { accountId: 'you', name: 'you' }, costPence }, { accountId: 'me', name: 'me', standing: { limitPence, mayApproveOwn: false, from: 'role' } }, true)
      if (faultAt(Math.max(one, other)) === undefined) assert.equal(faultAt(Math.min(one, other)), undefined)
    }),
  )
})
