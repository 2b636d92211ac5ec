import { randomUUID } from 'node:crypto'
import type { Pence } from '../../kernel/amounts.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { Role } from '../../platform/access/roles.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { approvalStanding } from '../rules/approve-run.ts'
import { listApprovalLimits } from '../store/approval-limit.read.ts'
import { insertApprovalLimit } from '../store/approval-limit.write.ts'
import { APPROVER_ROLES, SEE_APPROVAL_LIMITS, SET_APPROVAL_LIMITS, type ApprovalLimit, type ApprovalLimitKind, type ApprovalStanding } from '../terms/approval.ts'

/** Limits as they hold now and as they were set. */
export interface SeenApprovalLimits {
  readonly roles: readonly { readonly role: Role; readonly standing: ApprovalStanding }[]
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly role: Role; readonly standing: ApprovalStanding }[]
  /** The newest first. */
  readonly history: readonly (ApprovalLimit & { readonly accountName: string | null })[]
}

/** Up to how much each role and account may approve a payment run, with every limit set before. */
export async function seeApprovalLimits(house: House, actor: Actor): Promise<SeenApprovalLimits> {
  return read(house, actor, async (work) => {
    need(actor, SEE_APPROVAL_LIMITS)
    const limits = await listApprovalLimits(work.tx)
    const staff = await listStaff(work.tx)
    const names = new Map(staff.map((each) => [each.id, each.name]))
    return {
      roles: APPROVER_ROLES.map((role) => ({ role, standing: approvalStanding(limits, { role, accountId: null }) })),
      accounts: staff.filter((each) => isApprover(each.role)).map(({ id, name, role }) => ({ id, name, role, standing: approvalStanding(limits, { role, accountId: id }) })),
      history: limits.map((each) => ({ ...each, accountName: each.accountId === null ? null : (names.get(each.accountId) ?? 'A closed account') })),
    }
  })
}

/** A limit to be set, for a role or for an account. */
export interface ApprovalLimitInput {
  readonly of: { readonly role: Role } | { readonly accountId: string }
  readonly kind: ApprovalLimitKind
  readonly pence: Pence | null
  readonly note: string | null
}

/** Sets a limit from now on; runs approved before stay approved. Throws `Refused` for who approves no run and a limit without an amount, `NotFound` for an account. */
export async function setApprovalLimit(house: House, actor: Actor, input: ApprovalLimitInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_APPROVAL_LIMITS)
    const { of, kind } = input
    if (kind === 'limit' && input.pence === null) throw new Refused('limit-amount', 'Enter the most pounds of one run', 'pounds')
    if ('role' in of && (kind === 'as-role' || !isApprover(of.role))) throw new Refused('limit-role', 'Choose a role that approves payment runs, and a limit of its own', 'of')
    if ('accountId' in of) {
      const account = (await listStaff(work.tx)).find((each) => each.id === of.accountId)
      if (account === undefined) throw new NotFound('The account')
      if (!isApprover(account.role)) throw new Refused('limit-role', `${account.name} approves no payment runs`, 'of')
    }
    const limit: ApprovalLimit = { id: randomUUID(), role: 'role' in of ? of.role : null, accountId: 'accountId' in of ? of.accountId : null, kind, pence: kind === 'limit' ? input.pence : null, note: input.note, recordedAt: work.now, recordedBy: actor.name }
    await insertApprovalLimit(work.tx, limit)
    work.audit({ kind: 'approval-limit-set', subjectKind: 'approval-limit', subjectId: limit.id, detail: { role: limit.role, accountId: limit.accountId, kind, pence: limit.pence } })
  })
}

function isApprover(role: Role): boolean {
  return APPROVER_ROLES.some((each) => each === role)
}
