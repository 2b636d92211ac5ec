import type { Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForPence } from '../../kernel/words.ts'
import type { Role } from '../../platform/access/roles.ts'
import type { SpendingLimit, SpendingStanding } from '../terms/spending.ts'
import type { WeekCost } from './week-cost.ts'

export const SPENDING_VERSION = 'spending-limit/1'

/**
 * What somebody may commit the council to a week by themselves: the newest limit of their account where it has one of its own, else the
 * newest of their role. A council that has set neither asks nobody for approval. Whether they may approve what they asked for is the role's.
 */
export function spendingStanding(limits: readonly SpendingLimit[], who: { readonly role: Role; readonly accountId: string | null }): SpendingStanding {
  const ofRole = newest(limits.filter((each) => each.role === who.role))
  const ofAccount = who.accountId === null ? undefined : newest(limits.filter((each) => each.accountId === who.accountId))
  const own = ofAccount?.kind === 'as-role' ? undefined : ofAccount
  const holds = own ?? ofRole
  return { limitPence: holds?.weeklyPence ?? null, mayApproveOwn: ofRole?.mayApproveOwn ?? false, from: own !== undefined ? 'account' : ofRole !== undefined ? 'role' : 'unset' }
}

/** Whether a package has to be approved by somebody else before its search begins, and why. A cost equal to the limit is within it; one that cannot be estimated is within no limit. */
export function spendingCourse(cost: WeekCost, standing: Pick<SpendingStanding, 'limitPence'>): { readonly needsApproval: boolean; readonly reasons: readonly Reason[] } {
  const { limitPence } = standing
  if (limitPence === null) return { needsApproval: false, reasons: [...cost.reasons, { clause: 'no-limit', words: 'Whoever referred it may commit any cost.' }] }
  const limit = `the limit of ${wordsForPence(limitPence)} of whoever referred it`
  if (cost.pence === null) return { needsApproval: true, reasons: [...cost.reasons, { clause: 'unknown-cost', words: `Nobody can say that it is within ${limit}, so somebody without a limit approves it.` }] }
  if (cost.pence <= limitPence) return { needsApproval: false, reasons: [...cost.reasons, { clause: 'within-limit', words: `That is within ${limit}.` }] }
  return { needsApproval: true, reasons: [...cost.reasons, { clause: 'over-limit', words: `That is ${wordsForPence(cost.pence - limitPence)} more than ${limit}, so somebody else with a sufficient limit approves it.` }] }
}

/** Whether a limit is enough for a cost; a cost that nobody can estimate needs none. */
export function isEnough(limitPence: Pence | null, costPence: Pence | null): boolean {
  return limitPence === null || (costPence !== null && costPence <= limitPence)
}

/** The cost that an approver's limit is held against: a change that costs no more a week than before commits to nothing new, and needs no limit. */
export function costToApprove({ beforePence, costPence }: { readonly beforePence: Pence | null; readonly costPence: Pence | null }): Pence | null {
  return costPence !== null && beforePence !== null && costPence <= beforePence ? 0 : costPence
}

/** Somebody by account and by the name that records know them by: programs and jobs have no account. */
export interface Named {
  readonly accountId: string | null
  readonly name: string
}

/** Whether two are the same: by account where both have one, else by name. */
export function isSame(a: Named, b: Named): boolean {
  return a.accountId !== null && b.accountId !== null ? a.accountId === b.accountId : a.name === b.name
}

/** What stands in the way of an approver; undefined when nothing does. Refusing asks for no limit, since it commits to nothing. */
export function approvalFault(asked: { readonly by: Named; readonly costPence: Pence | null }, approver: Named & { readonly standing: SpendingStanding }, isApproved: boolean): Reason | undefined {
  const { limitPence, mayApproveOwn } = approver.standing
  if (isSame(asked.by, approver) && !mayApproveOwn) return { clause: 'own-request', words: 'You asked for this, so somebody else decides on it' }
  if (!isApproved || isEnough(limitPence, asked.costPence)) return undefined
  const cost = asked.costPence === null ? 'Its cost cannot be estimated' : `It is estimated at ${wordsForPence(asked.costPence)} a week`
  return { clause: 'limit-too-low', words: `${cost}, and your limit is ${wordsForPence(limitPence ?? 0)}. Somebody with a higher limit approves it` }
}

function newest(limits: readonly SpendingLimit[]): SpendingLimit | undefined {
  return limits.toSorted((a, b) => Temporal.Instant.compare(b.recordedAt, a.recordedAt) || (a.id < b.id ? -1 : 1))[0]
}
