import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { Role } from '../../platform/access/roles.ts'
import { listStaff, type StaffAccount } from '../../platform/access/store/staff.read.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { spendingStanding } from '../rules/spending-limit.ts'
import { listSpendingLimits } from '../store/spending-limit.read.ts'
import { insertSpendingLimit } from '../store/spending.write.ts'
import { LIMITED_ROLES, SEE_SPENDING_LIMITS, SET_SPENDING_LIMITS, type LimitKind, type SpendingLimit, type SpendingStanding } from '../terms/spending.ts'

/** Limits as they hold now and as they were set. */
export interface SeenLimits {
  readonly roles: readonly { readonly role: Role; readonly standing: SpendingStanding }[]
  readonly accounts: readonly (Pick<StaffAccount, 'id' | 'name' | 'role'> & { readonly standing: SpendingStanding })[]
  /** The newest first. */
  readonly history: readonly (SpendingLimit & { readonly accountName: string | null })[]
}

/** The spending limit of each role and of each account that refers people or approves cost, with every limit set before. */
export async function seeSpendingLimits(house: House, actor: Actor): Promise<SeenLimits> {
  return read(house, actor, async (work) => {
    need(actor, SEE_SPENDING_LIMITS)
    const limits = await listSpendingLimits(work.tx)
    const staff = await listStaff(work.tx)
    const names = new Map(staff.map((each) => [each.id, each.name]))
    return {
      roles: LIMITED_ROLES.map((role) => ({ role, standing: spendingStanding(limits, { role, accountId: null }) })),
      accounts: staff.filter((each) => isLimited(each.role)).map(({ id, name, role }) => ({ id, name, role, standing: spendingStanding(limits, { role, accountId: id }) })),
      history: limits.map((each) => ({ ...each, accountName: each.accountId === null ? null : (names.get(each.accountId) ?? 'A closed account') })),
    }
  })
}

/** A limit to be set: for a role or for an account. `mayApproveOwn` counts for a role alone. */
export interface LimitInput {
  readonly of: { readonly role: Role } | { readonly accountId: string }
  readonly kind: LimitKind
  readonly weeklyPence: number | null
  readonly mayApproveOwn: boolean
  readonly note: string | null
}

/** Sets a limit from now on; packages referred before keep what was decided. Throws `Refused` for a role that refers nobody and a limit without an amount, `NotFound` for an account. */
export async function setSpendingLimit(house: House, actor: Actor, input: LimitInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_SPENDING_LIMITS)
    const { of, kind } = input
    if (kind === 'limit' && input.weeklyPence === null) throw new Refused('limit-amount', 'Enter the most pounds a week', 'pounds')
    if ('role' in of && (kind === 'as-role' || !isLimited(of.role))) throw new Refused('limit-role', 'Choose a role that refers people or approves cost, and a limit of its own', 'of')
    if ('accountId' in of) {
      const account = (await listStaff(work.tx)).find((each) => each.id === of.accountId)
      if (account === undefined) throw new NotFound('The account')
      if (!isLimited(account.role)) throw new Refused('limit-role', `${account.name} neither refers people nor approves cost`, 'of')
    }
    const limit: SpendingLimit = {
      id: randomUUID(),
      role: 'role' in of ? of.role : null,
      accountId: 'accountId' in of ? of.accountId : null,
      kind,
      weeklyPence: kind === 'limit' ? input.weeklyPence : null,
      mayApproveOwn: 'role' in of && input.mayApproveOwn,
      note: input.note,
      recordedAt: work.now,
      recordedBy: actor.name,
    }
    await insertSpendingLimit(work.tx, limit)
    work.audit({ kind: 'spending-limit-set', subjectKind: 'spending-limit', subjectId: limit.id, detail: { role: limit.role, accountId: limit.accountId, kind, weeklyPence: limit.weeklyPence, mayApproveOwn: limit.mayApproveOwn } })
  })
}

function isLimited(role: Role): boolean {
  return LIMITED_ROLES.some((each) => each === role)
}
