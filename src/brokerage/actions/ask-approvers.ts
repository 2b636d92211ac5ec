import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { holds } from '../../platform/access/permission.ts'
import { listStaff, type StaffAccount } from '../../platform/access/store/staff.read.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { workingMinutesBetween } from '../rules/reply-by.ts'
import { isAway } from '../rules/share-out.ts'
import { costToApprove, spendingStanding } from '../rules/spending-limit.ts'
import { whomToTell, type Approver, type Telling } from '../rules/whom-to-tell.ts'
import { listLeave } from '../store/broker-work.read.ts'
import { listEscalations } from '../store/chasing.read.ts'
import { insertEscalation } from '../store/chasing.write.ts'
import { listSpendingLimits } from '../store/spending-limit.read.ts'
import { APPROVAL_PERMISSIONS, approvalLink, approvalsWaiting, type WaitingForApproval } from './approvals-waiting.ts'
import { chasingTerms } from './chasing-terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Puts everything that waits for approval to those whose turn it is, by a message without personal data, and keeps whom: first those with
 * the lowest limit that is enough, then step by step the next, then the team lead (`whomToTell`). For the job: it is safe to run twice.
 * Answers how many were told of something; undefined when there was nobody to tell.
 */
export async function askApprovers(house: House, actor: Actor): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    const waiting = await approvalsWaiting(work)
    if (waiting.length === 0) return undefined
    const terms = await chasingTerms(work)
    const people = await approversToday(work)
    const before = Map.groupBy(await listEscalations(work.tx, { subjectIds: waiting.map((each) => each.subjectId) }), (each) => each.subjectId)
    let tellings = 0
    for (const each of waiting) {
      const told = before.get(each.subjectId) ?? []
      const approval = { askedBy: each.askedBy, costPence: costToApprove(each), waited: workingMinutesBetween(each.askedAt, work.now, bankHolidays), level: told.length === 0 ? null : Math.max(...told.map(({ level }) => level)), told: new Set(told.flatMap((one) => one.told.map(({ accountId }) => accountId))) }
      const able = people.filter(({ account }) => mayDecide(account, each)).map(({ approver }) => approver)
      const leads = people.filter(({ account }) => account.role === terms.teamLeadRole).map(({ approver }) => approver)
      const telling = whomToTell(approval, able, leads, terms.approvalMinutes)
      if (telling !== undefined && (await tell(work, each, telling, people.map(({ account }) => account)))) tellings += 1
    }
    return tellings === 0 ? undefined : tellings
  })
}

async function tell(work: Work, waiting: WaitingForApproval, { level, accountIds, reasons }: Telling, staff: readonly StaffAccount[]): Promise<boolean> {
  const accounts = staff.filter((each) => accountIds.includes(each.id))
  const told = accounts.map((each) => ({ accountId: each.id, name: each.name }))
  const isFirst = await insertEscalation(work.tx, { id: randomUUID(), kind: waiting.kind, subjectId: waiting.subjectId, packageId: waiting.packageId, level, reasons, told, escalatedAt: work.now })
  if (!isFirst) return false
  await notifyAccounts(work, accounts, 'approval-wanted', { package: waiting.packageReference, why: reasons.map((each) => each.words).join(' '), link: approvalLink(waiting) })
  work.audit({ kind: level === 0 ? 'approvers-asked' : 'approval-escalated', subjectKind: 'package', subjectId: waiting.packageId, personId: waiting.personId, detail: { of: waiting.kind, subjectId: waiting.subjectId, level, told: told.length } })
  return true
}

/** Whether an account's role may decide on what waits, its limit apart. */
function mayDecide(account: StaffAccount, waiting: WaitingForApproval): boolean {
  return holds({ userId: account.id, name: account.name, role: account.role, organisationId: null, personId: null, scopes: null, requestId: null }, APPROVAL_PERMISSIONS[waiting.kind].decide)
}

async function approversToday(work: Work): Promise<{ readonly account: StaffAccount; readonly approver: Approver }[]> {
  const limits = await listSpendingLimits(work.tx)
  const leave = await listLeave(work.tx, work.today)
  return (await listStaff(work.tx)).map((account) => {
    const { limitPence, mayApproveOwn } = spendingStanding(limits, { role: account.role, accountId: account.id })
    return { account, approver: { accountId: account.id, name: account.name, limitPence, mayApproveOwn, isAway: isAway(leave, account.id, work.today) } }
  })
}
