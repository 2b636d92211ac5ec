import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayEndWhatIf } from './may-end-what-if.ts'

const owner = { accountId: 'owner', name: 'Owner', isAdministrator: false }
const running = { askedBy: { accountId: 'owner', name: 'Owner' }, hasEnded: false, isOfDraft: false }
const clause = (...asked: Parameters<typeof mayEndWhatIf>) => mayEndWhatIf(...asked).reasons[0]?.clause ?? 'may'

test('whoever asked for a what-if, and an administrator, cancel it while it runs and delete it at any time; nobody else does', () => {
  const administrator = { accountId: 'admin', name: 'Admin', isAdministrator: true }
  const other = { accountId: 'other', name: 'Owner', isAdministrator: false }
  assert.deepEqual((['cancel', 'delete'] as const).flatMap((how) => [owner, administrator, other].map((who) => clause(running, who, how))), ['may', 'may', 'not-theirs', 'may', 'may', 'not-theirs'])
  assert.deepEqual([clause({ ...running, hasEnded: true }, owner, 'cancel'), clause({ ...running, hasEnded: true }, owner, 'delete')], ['ended', 'may'])
})

test('one that shows the effect of a draft stays with it, whoever asks', () => {
  for (const how of ['cancel', 'delete'] as const) assert.equal(clause({ ...running, isOfDraft: true }, owner, how), 'of-draft')
})
