import { getPlacement } from '../../brokerage/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { withdrawPlannedAfter } from '../store/planned-visit.write.ts'
import { PLAN_VISITS } from '../terms.ts'
import { judgeStoredDays } from './judge-and-store.ts'

/**
 * Withdraws the planned visits of an ended placement after its last day, and finds the exceptions of those days again.
 * Records that answered them are kept and count as unplanned from then on. Does nothing when the placement has no end.
 */
export async function withdrawPlanned(house: House, actor: Actor, input: { readonly placementId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    const placement = await getPlacement(work, input.placementId)
    const dates = placement.endsOn === null ? [] : await withdrawPlannedAfter(work.tx, placement.id, placement.endsOn.toString(), work.now, 'placement-ended')
    await judgeStoredDays(work, placement.providerId, dates.filter((on) => on <= work.today.toString()))
    work.audit({ kind: 'planned-visits-withdrawn', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { days: dates.length } })
  })
}
