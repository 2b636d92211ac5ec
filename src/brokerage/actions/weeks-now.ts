import { weeklyMinutes } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { agreedOn, patternOn } from '../rules/placement-life.ts'
import type { Placement } from '../terms.ts'
import type { PlacementLife, WeekNow } from '../terms/placement-life.ts'
import { placementEstimator } from './estimate-week.ts'

/** The weeks of placements today, by placement, with what they cost: of one that begins later, on its first day, of one that ended, on its last. @param base each package's own week, by package */
export async function weeksNow(work: Work, placements: readonly Placement[], lives: ReadonlyMap<string, PlacementLife>, base: ReadonlyMap<string, readonly PatternVisit[]>): Promise<Map<string, WeekNow>> {
  const estimate = placementEstimator(work)
  const weeks = new Map<string, WeekNow>()
  for (const placement of placements) {
    const on = dayOf(placement, work.today)
    const life = lives.get(placement.id)
    const pattern = patternOn(base.get(placement.packageId) ?? [], life?.changes ?? [], on)
    const agreed = agreedOn(placement.agreedPencePerHour, life?.prices ?? [], on)
    weeks.set(placement.id, { pattern, weeklyMinutes: weeklyMinutes(pattern), agreed, pence: agreed.pencePerWeek ?? (await estimate({ ...placement, agreedPencePerHour: agreed.pencePerHour }, pattern, on)) })
  }
  return weeks
}

function dayOf({ startsOn, endsOn }: Pick<Placement, 'startsOn' | 'endsOn'>, today: Temporal.PlainDate): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(today, startsOn) < 0) return startsOn
  return endsOn !== null && Temporal.PlainDate.compare(endsOn, today) < 0 ? endsOn : today
}
