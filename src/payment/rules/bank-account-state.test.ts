import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BankAccountDecision } from '../terms/bank-account.ts'
import { accountInUse, bankAccountState, mayDecideAccount } from './bank-account-state.ts'

const decided = (isApproved: boolean): BankAccountDecision => ({ isApproved, note: null, at: Temporal.Instant.from('2026-03-02T09:00:00Z'), by: { accountId: null, name: 'Other' } })
const account = (nr: number, decision: BankAccountDecision | null) => ({ id: String(nr), nr, decision })
const states = (...decisions: (boolean | null)[]) => {
  const all = decisions.map((each, at) => account(at + 1, each === null ? null : decided(each)))
  return [accountInUse(all)?.nr, all.map((each) => bankAccountState(each, all))]
}

describe('which account is paid', () => {
  test('none before one is approved', () => assert.deepEqual(states(null), [undefined, ['waiting']]))
  test('the newest approved one; what waits or was refused changes nothing', () => {
    assert.deepEqual(states(true, true, false, null), [2, ['replaced', 'in-use', 'refused', 'waiting']])
  })
  test('one that waited when a newer one was recorded is decided no more', () => assert.deepEqual(states(null, null), [undefined, ['replaced', 'waiting']]))
})

describe('who may approve an account', () => {
  const recordedBy = { accountId: 'recorder', name: 'Recorder' }
  const answer = (by: { accountId: string | null; name: string; isProgram?: boolean }, isApproved = true, state: 'waiting' | 'refused' = 'waiting') => mayDecideAccount({ state, recordedBy }, { isProgram: false, ...by }, isApproved).reasons[0]?.clause
  test('somebody else than whoever recorded it', () => {
    assert.equal(answer({ accountId: 'other', name: 'Recorder' }), 'may-approve')
    assert.equal(answer({ accountId: 'recorder', name: 'By another name' }), 'own')
  })
  test('a person, no program', () => assert.equal(answer({ accountId: 'other', name: 'Other', isProgram: true }), 'program'))
  test('whoever recorded it may refuse it', () => assert.equal(answer({ accountId: 'recorder', name: 'Recorder' }, false), 'may-refuse'))
  test('once', () => assert.equal(answer({ accountId: 'other', name: 'Other' }, true, 'refused'), 'decided'))
})
