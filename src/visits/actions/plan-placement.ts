import { getPlacement } from '../../brokerage/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findLastPlannedWeek } from '../store/planned-week.read.ts'
import { PLAN_VISITS } from '../terms.ts'
import { allocateLateRecords } from './allocate-late.ts'
import { planPlacements, type PlanningOutcome } from './plan-placements.ts'

/**
 * Plans a placement's visits from its first day to the end of the week that holds `untilOn`; without it, as far as visits
 * are planned already for anybody, so that a new placement joins the weeks that stand. Records that came before the placement are
 * allocated to it. Throws `NotFound`.
 */
export async function planPlacement(house: House, actor: Actor, input: { readonly placementId: string; readonly untilOn?: Temporal.PlainDate }): Promise<PlanningOutcome> {
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    const placement = await getPlacement(work, input.placementId)
    const lastPlanned = input.untilOn === undefined ? await findLastPlannedWeek(work.tx) : input.untilOn.toString()
    const mondays: Temporal.PlainDate[] = []
    if (lastPlanned !== undefined) {
      const last = mondayOf(Temporal.PlainDate.from(lastPlanned))
      for (let monday = mondayOf(placement.startsOn); Temporal.PlainDate.compare(monday, last) <= 0; monday = monday.add({ days: 7 })) mondays.push(monday)
    }
    const planned = await planPlacements(work, [placement], mondays)
    // Also where no week is planned yet: a record that came before its placement is unallocated no longer, only unplanned.
    const allocated = await allocateLateRecords(work, [placement], { fromOn: placement.startsOn, toOn: placement.endsOn ?? work.today })
    const outcome = { ...planned, recordsAllocated: planned.recordsAllocated + allocated }
    work.audit({ kind: 'placement-planned', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { ...outcome } })
    return outcome
  })
}
