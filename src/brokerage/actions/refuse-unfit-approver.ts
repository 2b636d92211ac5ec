import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { approvalFault, costToApprove } from '../rules/spending-limit.ts'
import type { Placement } from '../terms.ts'
import { APPROVE_CHANGES, type PatternChange, type PlacementLife } from '../terms/placement-life.ts'
import { standingOf } from './check-spending.ts'
import { NO_LIMIT } from './decide-spending.ts'
import { changeEstimator } from './estimate-change.ts'

/** Throws `Refused` when the actor asked for a change of the week and their role may not approve its own, or approves one that costs more a week than their limit. A change that costs no more than the week before needs no limit. */
export async function refuseUnfitApprover(work: Work, placement: Placement, life: PlacementLife, change: PatternChange, isApproved: boolean): Promise<void> {
  const { actor } = work
  const standing = (await standingOf(work)) ?? NO_LIMIT
  const costPence = standing.limitPence !== null && isApproved ? costToApprove(await changeEstimator(work).ofWeek(placement, life, (await getPackage(work, placement.packageId)).pattern, change)) : 0
  const fault = approvalFault({ by: { accountId: null, name: change.askedBy }, costPence }, { accountId: actor.userId, name: actor.name, standing }, isApproved)
  if (fault !== undefined) throw new Refused(fault.clause === 'own-request' ? 'own-change' : fault.clause, fault.words, 'decision')
}

/** Whether the actor's role may approve what they asked for themselves. */
export async function mayApproveOwn(house: House, actor: Actor): Promise<boolean> {
  return read(house, actor, async (work) => {
    need(actor, APPROVE_CHANGES)
    return actor.organisationId === null && ((await standingOf(work))?.mayApproveOwn ?? false)
  })
}
