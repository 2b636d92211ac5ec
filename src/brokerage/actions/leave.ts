import { randomUUID } from 'node:crypto'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findAccountOnLeave, listLeave } from '../store/broker-work.read.ts'
import { insertLeave, insertLeaveCancellation } from '../store/broker-work.write.ts'
import { RECORD_LEAVE } from '../terms/broker-work.ts'

const FURTHEST_DAYS = 730

/** Records days on which somebody is away; their packages are handed over by a job when it begins, and approvals pass them by. Throws `Refused` for days that cannot be or overlap, `NotFound`. */
export async function recordLeave(house: House, actor: Actor, input: { readonly accountId: string; readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }): Promise<{ readonly leaveId: string }> {
  return write(house, actor, async (work) => {
    need(actor, RECORD_LEAVE)
    const { accountId, fromOn, toOn } = input
    const account = (await listStaff(work.tx)).find((each) => each.id === accountId)
    if (account === undefined) throw new NotFound('The account')
    if (Temporal.PlainDate.compare(toOn, fromOn) < 0) throw new Refused('leave-days', 'The last day is before the first', 'toOn')
    if (Temporal.PlainDate.compare(toOn, work.today) < 0) throw new Refused('leave-past', 'That leave is over. Give a last day of today or later', 'toOn')
    if (Temporal.PlainDate.compare(toOn, work.today.add({ days: FURTHEST_DAYS })) > 0) throw new Refused('leave-too-far', `The last day must be on or before ${wordsForDate(work.today.add({ days: FURTHEST_DAYS }))}. Check the year`, 'toOn')
    const other = (await listLeave(work.tx, work.today)).find((each) => each.accountId === accountId && Temporal.PlainDate.compare(each.fromOn, toOn) <= 0 && Temporal.PlainDate.compare(fromOn, each.toOn) <= 0)
    if (other !== undefined) throw new Refused('leave-overlaps', `${account.name} is away from ${wordsForDate(other.fromOn)} to ${wordsForDate(other.toOn)} already. Cancel that leave first`, 'fromOn')
    const leaveId = randomUUID()
    await insertLeave(work.tx, { id: leaveId, accountId, fromOn, toOn, recordedBy: actor.name, recordedAt: work.now })
    work.audit({ kind: 'leave-recorded', subjectKind: 'account', subjectId: accountId, detail: { leaveId, fromOn: fromOn.toString(), toOn: toOn.toString() } })
    return { leaveId }
  })
}

/** Cancels leave that is to come, or ends it now; packages that were handed over stay where they are. Throws `NotFound`, and `Refused` when it was cancelled before. */
export async function cancelLeave(house: House, actor: Actor, input: { readonly leaveId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_LEAVE)
    const accountId = await findAccountOnLeave(work.tx, input.leaveId)
    if (accountId === undefined) throw new NotFound('The leave')
    if (!(await insertLeaveCancellation(work.tx, { leaveId: input.leaveId, at: work.now, by: actor.name }))) throw new Refused('leave-cancelled', 'This leave was cancelled already. Nothing was changed')
    work.audit({ kind: 'leave-cancelled', subjectKind: 'account', subjectId: accountId, detail: { leaveId: input.leaveId } })
  })
}
