import { placementLives } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { listPackages } from '../../care/public.ts'
import { datesOf } from '../../kernel/date-range.ts'
import type { Work } from '../../platform/action/work.ts'
import { londonDay } from '../rules/london-day.ts'
import { insertPlannedVisits, insertPlannedWeeks, lockPlanning, type NewPlannedVisit, type PlacementWeek } from '../store/planned-visit.write.ts'
import { listPlannedWeeks } from '../store/planned-week.read.ts'
import { allocateLateRecords } from './allocate-late.ts'
import { visitsOfWeek } from './visits-of-week.ts'

/** What planning made. */
export interface PlanningOutcome {
  readonly weeks: number
  readonly visits: number
  /** Records that came before and have found their placement or planned visit now. */
  readonly recordsAllocated: number
}

/**
 * Plans weeks of placements that are not planned yet, in a fixed number of statements. A week is planned once: visits that
 * were withdrawn since do not come back. Records that came before the weeks were planned are allocated to them.
 * @param mondays in order
 */
export async function planPlacements(work: Work, placements: readonly Placement[], mondays: readonly Temporal.PlainDate[]): Promise<PlanningOutcome> {
  const [first, last] = [mondays[0], mondays.at(-1)]
  if (first === undefined || last === undefined) return { weeks: 0, visits: 0, recordsAllocated: 0 }
  await lockPlanning(work.tx)
  const done = new Set((await listPlannedWeeks(work.tx, placements.map((each) => each.id), first.toString(), last.toString())).map(weekKey))
  const packages = new Map((await listPackages(work, [...new Set(placements.map((each) => each.packageId))])).map((each) => [each.id, each]))
  const lives = await placementLives(work, placements.map((each) => each.id))
  const visits: NewPlannedVisit[] = []
  const weeks: PlacementWeek[] = []
  for (const monday of mondays) {
    const days = datesOf(monday, monday.add({ days: 6 })).map(londonDay)
    for (const placement of placements) {
      const week = { placementId: placement.id, weekOn: monday.toString() }
      if (!hasCareInWeek(placement, monday) || done.has(weekKey(week))) continue
      weeks.push(week)
      const base = packages.get(placement.packageId)?.pattern ?? []
      for (const visit of visitsOfWeek(placement, lives.get(placement.id), base, days)) visits.push(visit.heldFor === null ? visit : { ...visit, heldAt: work.now.toString() })
    }
  }
  await insertPlannedVisits(work.tx, visits)
  await insertPlannedWeeks(work.tx, weeks, work.now)
  const planned = new Set(weeks.map((week) => week.placementId))
  const recordsAllocated = await allocateLateRecords(work, placements.filter((each) => planned.has(each.id)), { fromOn: first, toOn: last.add({ days: 6 }) })
  return { weeks: weeks.length, visits: visits.length, recordsAllocated }
}

function hasCareInWeek(placement: Placement, monday: Temporal.PlainDate): boolean {
  const sunday = monday.add({ days: 6 })
  return Temporal.PlainDate.compare(placement.startsOn, sunday) <= 0 && (placement.endsOn === null || Temporal.PlainDate.compare(placement.endsOn, monday) >= 0)
}

function weekKey(week: PlacementWeek): string {
  return `${week.placementId} ${week.weekOn}`
}
