import { personLabels } from '../../care/public.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { workingMinutesBetween } from '../rules/reply-by.ts'
import { approvalFault, costToApprove } from '../rules/spending-limit.ts'
import { listEscalations } from '../store/chasing.read.ts'
import { SEE_APPROVALS, type Escalation } from '../terms/spending.ts'
import { APPROVAL_PERMISSIONS, approvalsWaiting, type WaitingForApproval } from './approvals-waiting.ts'
import { standingOf } from './check-spending.ts'
import { NO_LIMIT } from './decide-spending.ts'
import { zoneNames } from './see-board.ts'

/** Something that waits for approval, as the work list shows it. Initials are all it says of the person. */
export interface SeenApproval extends WaitingForApproval {
  readonly initials: string
  readonly zoneName: string | null
  /** Working minutes. */
  readonly waited: Minutes
  /** Why whoever looks cannot approve it; null when they can. */
  readonly fault: string | null
  /** The newest asking or escalation; null while nobody was asked. */
  readonly told: Escalation | null
}

/** What waits for approval and whoever looks may open, the longest wait first, with what whoever looks may do about it. */
export async function seeApprovals(house: House, actor: Actor): Promise<SeenApproval[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_APPROVALS)
    const waiting = await openToActor(work)
    const labels = await personLabels(work, [...new Set(waiting.map((each) => each.personId))])
    const zones = await zoneNames(work, waiting.map((each) => each.frameworkId))
    const told = new Map((await listEscalations(work.tx, { subjectIds: waiting.map((each) => each.subjectId) })).map((each) => [each.subjectId, each]))
    const faultOf = await faultsFor(work)
    return waiting.map((each) => ({
      ...each,
      initials: labels.get(each.personId)?.initials ?? '',
      zoneName: each.zoneId === null ? null : (zones.get(each.zoneId) ?? null),
      waited: workingMinutesBetween(each.askedAt, work.now, bankHolidays),
      fault: faultOf(each),
      told: told.get(each.subjectId) ?? null,
    }))
  })
}

/** How many of what waits the actor could approve now, and how many wait of all that they may open. */
export async function countApprovals(work: Work): Promise<{ readonly mine: number; readonly all: number }> {
  const waiting = await openToActor(work)
  const faultOf = await faultsFor(work)
  return { mine: waiting.filter((each) => faultOf(each) === null).length, all: waiting.length }
}

async function openToActor(work: Work): Promise<WaitingForApproval[]> {
  return (await approvalsWaiting(work)).filter((each) => APPROVAL_PERMISSIONS[each.kind].open.some((permission) => holds(work.actor, permission)))
}

/** Why the actor cannot approve something; null when they can. */
async function faultsFor(work: Work): Promise<(waiting: WaitingForApproval) => string | null> {
  const { actor } = work
  const standing = (await standingOf(work)) ?? NO_LIMIT
  return (waiting) => {
    const permission = APPROVAL_PERMISSIONS[waiting.kind].decide
    if (!holds(actor, permission)) return `You cannot ${permission.words}`
    return approvalFault({ by: waiting.askedBy, costPence: costToApprove(waiting) }, { accountId: actor.userId, name: actor.name, standing }, true)?.words ?? null
  }
}
