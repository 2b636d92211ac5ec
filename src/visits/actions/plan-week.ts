import { listPlacements } from '../../brokerage/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { PLAN_VISITS } from '../terms.ts'
import { planPlacements, type PlanningOutcome } from './plan-placements.ts'

/** Plans the visits of every placement in the week (Monday to Sunday) that holds a date. Doing it again plans only placements that have come since. */
export async function planWeek(house: House, actor: Actor, input: { readonly weekOn: Temporal.PlainDate }): Promise<PlanningOutcome> {
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    const monday = mondayOf(input.weekOn)
    const placements = await listPlacements(work, { fromOn: monday, toOn: monday.add({ days: 6 }) })
    const outcome = await planPlacements(work, placements, [monday])
    work.audit({ kind: 'week-planned', subjectKind: 'week', subjectId: monday.toString(), detail: { ...outcome } })
    return outcome
  })
}
