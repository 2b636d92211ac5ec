import { getPlacement, placementLives } from '../../brokerage/public.ts'
import { getPackage } from '../../care/public.ts'
import { datesOf } from '../../kernel/date-range.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { londonDay } from '../rules/london-day.ts'
import { replan } from '../rules/replan.ts'
import { insertPlannedVisits, lockPlanning, withdrawPlannedVisits } from '../store/planned-visit.write.ts'
import { listStandingVisits, listWeeksOfPlacement } from '../store/planned-week.read.ts'
import { HELD_FOR, PLAN_VISITS } from '../terms.ts'
import { allocateLateRecords } from './allocate-late.ts'
import { judgeStoredDays } from './judge-and-store.ts'
import { visitsOfWeek } from './visits-of-week.ts'

/**
 * Brings the planned visits of a placement, in the weeks planned already, to what its days in hospital, its absences and the changes of its week
 * say now: withdraws what falls away and plans what comes, as rows of its own, so that what was paid stays as it was and the next
 * run adjusts it. Records find their visits again, and exceptions are found again. Doing it again changes nothing.
 */
export async function replanPlacement(house: House, actor: Actor, input: { readonly placementId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    await lockPlanning(work.tx)
    const placement = await getPlacement(work, input.placementId)
    const life = (await placementLives(work, [placement.id])).get(placement.id)
    const base = (await getPackage(work, placement.packageId)).pattern
    const weeks = (await listWeeksOfPlacement(work.tx, placement.id)).map((monday) => Temporal.PlainDate.from(monday))
    const wanted = weeks.flatMap((monday) => visitsOfWeek(placement, life, base, datesOf(monday, monday.add({ days: 6 })).map(londonDay)))
    const { add, hold, withdraw, letGo } = replan(await listStandingVisits(work.tx, placement.id), wanted)
    const at = work.now.toString()
    for (const reason of HELD_FOR) await withdrawPlannedVisits(work.tx, hold.filter((each) => each.heldFor === reason).map((each) => each.visit.id), work.now, reason)
    await withdrawPlannedVisits(work.tx, withdraw.map((visit) => visit.id), work.now, 'changed')
    await withdrawPlannedVisits(work.tx, letGo.map((visit) => visit.id), work.now, 'resumed')
    await insertPlannedVisits(work.tx, add.map((visit) => ({ ...visit, plannedAt: at, ...(visit.heldFor === null ? {} : { heldAt: at }) })))
    const dates = [...new Set([...hold.map((each) => each.visit), ...withdraw, ...letGo, ...add].map((visit) => visit.visitOn))].toSorted()
    const [first, last] = [dates[0], dates.at(-1)]
    if (first !== undefined && last !== undefined) {
      await allocateLateRecords(work, [placement], { fromOn: Temporal.PlainDate.from(first), toOn: Temporal.PlainDate.from(last) })
      await judgeStoredDays(work, placement.providerId, dates.filter((on) => on <= work.today.toString()))
    }
    work.audit({ kind: 'placement-replanned', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { added: add.length, held: hold.length, withdrawn: withdraw.length, letGo: letGo.length } })
  })
}
