import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promptPayment, runTiming } from './prompt-payment.ts'

const run = { toOn: Temporal.PlainDate.from('2026-03-29') }
const at = (text: string) => Temporal.Instant.from(text)
const approved = { kind: 'approved' as const, at: at('2026-04-01T23:30:00Z'), paidOn: null }
const paid = (on: string) => ({ kind: 'paid' as const, at: at('2026-04-20T09:00:00Z'), paidOn: Temporal.PlainDate.from(on) })

test('days are counted from the last day of the period, by the calendar in London, to approval and to each payment', () => {
  assert.deepEqual(runTiming(run, []), { approvedAfter: undefined, paid: [] })
  // Half past midnight on 2 April in London.
  assert.deepEqual(runTiming(run, [approved, paid('2026-04-05'), paid('2026-04-09')]), { approvedAfter: 4, paid: [{ fromPeriodEnd: 7, fromApproval: 3 }, { fromPeriodEnd: 11, fromApproval: 7 }] })
})

test('days are added up over the payments that have them: a run from before approvals has none from approval', () => {
  assert.deepEqual(promptPayment([runTiming(run, [approved, paid('2026-04-05')]), runTiming(run, [paid('2026-04-09')]), runTiming(run, [approved])]), { fromPeriodEnd: { days: 18, payments: 2 }, fromApproval: { days: 3, payments: 1 } })
})
