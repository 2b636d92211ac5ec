import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { ApprovalLimit, RunState } from '../terms/approval.ts'
import { amountToApprove, approvalStanding, mayDecideRun } from './approve-run.ts'
import { runState } from './run-state.ts'

interface WorkedCase {
  readonly clause: string
  readonly rule: string
  readonly state: RunState
  readonly by: string
  readonly account?: string
  readonly program?: true
  readonly limit: number | null
  readonly amount: number
  readonly decision: 'approve' | 'send-back'
}

const { cases } = parse(readFileSync(new URL('approve-run.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const whose = [{ accountId: 'runner', name: 'Runner' }, { accountId: null, name: 'Forwarder' }]

describe('who may approve a payment run', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const approver = { accountId: worked.account ?? null, name: worked.by, isProgram: worked.program ?? false, standing: { limitPence: worked.limit, from: 'role' as const } }
      const decided = mayDecideRun({ state: worked.state, whose, amountPence: worked.amount }, approver, worked.decision === 'approve')
      assert.equal(decided.reasons[0]?.clause, worked.clause)
      assert.equal(decided.ok, worked.clause.startsWith('may-'))
    })
  }

  test('a limit is held against what is paid out: a statement below nothing takes nothing from it', () => {
    assert.equal(amountToApprove([{ totalPence: 500 }, { totalPence: -200 }, { totalPence: 100 }]), 600)
  })

  test('an account’s own limit goes before its role’s until it is as the role again; the newest counts; none set leaves it open', () => {
    const limit = (of: Partial<ApprovalLimit>, minute: number): ApprovalLimit => ({ id: String(minute), role: null, accountId: null, kind: 'limit', pence: null, note: null, recordedBy: 'x', recordedAt: Temporal.Instant.from(`2026-03-02T09:0${String(minute)}:00Z`), ...of })
    const who = { role: 'commissioner' as const, accountId: 'c' }
    const ofRole = [limit({ role: 'commissioner', pence: 100 }, 1), limit({ role: 'commissioner', pence: 200 }, 2)]
    const own = limit({ accountId: 'c', pence: 900 }, 3)
    assert.deepEqual(approvalStanding([], who), { limitPence: null, from: 'unset' })
    assert.deepEqual(approvalStanding(ofRole, who), { limitPence: 200, from: 'role' })
    assert.deepEqual(approvalStanding([...ofRole, own], who), { limitPence: 900, from: 'account' })
    assert.deepEqual(approvalStanding([...ofRole, own, limit({ accountId: 'c', kind: 'as-role' }, 4)], who), { limitPence: 200, from: 'role' })
    assert.deepEqual(approvalStanding([limit({ role: 'commissioner', kind: 'nothing' }, 5)], who), { limitPence: 0, from: 'role' })
  })
})

describe('where a payment run stands', () => {
  const steps: readonly (readonly [RunState, readonly ('put-forward' | 'approved' | 'sent-back' | 'exported' | 'paid')[]])[] = [
    ['draft', []],
    ['in-review', ['put-forward']],
    ['draft', ['put-forward', 'sent-back']],
    ['approved', ['put-forward', 'approved']],
    ['exported', ['put-forward', 'approved', 'exported']],
    ['paid', ['put-forward', 'approved', 'exported', 'paid']],
    ['exported', ['put-forward', 'approved', 'exported', 'paid', 'exported']],
  ]
  for (const [state, kinds] of steps) {
    test(`${kinds.length === 0 ? 'just run' : kinds.join(', ')}: ${state}`, () => {
      assert.equal(runState({ needsApproval: true }, kinds.map((kind) => ({ kind }))), state)
    })
  }
  test('one run before approval was asked for stands as approved', () => {
    assert.equal(runState({ needsApproval: false }, []), 'approved')
  })
})
