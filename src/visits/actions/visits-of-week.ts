import { awayOn, patternOn } from '../../brokerage/public.ts'
import type { PlacementLife } from '../../brokerage/terms/placement-life.ts'
import type { Placement } from '../../brokerage/terms.ts'
import type { PatternVisit } from '../../care/terms.ts'
import type { LondonDay } from '../rules/london-day.ts'
import { plannedWeek } from '../rules/planned-week.ts'
import type { HeldFor } from '../terms.ts'
import type { NewPlannedVisit } from '../store/planned-visit.write.ts'

/** A visit of a week; held when it falls on a day on which the person is away and does not take place. */
export type VisitOfWeek = Omit<NewPlannedVisit, 'plannedAt' | 'heldAt'> & { readonly heldFor: HeldFor | null }

/** The visits of a placement in a week as its package, its changes and its days in hospital have them. @param days the seven days of the week, Monday first */
export function visitsOfWeek(placement: Placement, life: PlacementLife | undefined, base: readonly PatternVisit[], days: readonly LondonDay[]): VisitOfWeek[] {
  const dates = { fromOn: placement.startsOn, toOn: placement.endsOn }
  const own = { placementId: placement.id, personId: placement.personId, providerId: placement.providerId }
  const isPlain = life === undefined || (life.stays.length === 0 && life.absences.length === 0 && life.changes.length === 0)
  if (isPlain) return plannedWeek(base, dates, days).map(({ visitOn, ...visit }) => ({ ...own, visitOn: visitOn.toString(), ...visit, heldFor: null }))
  return days.flatMap((day) => {
    const heldFor = awayOn(life, day.on)
    return plannedWeek(patternOn(base, life.changes, day.on), dates, [day]).map(({ visitOn, ...visit }) => ({ ...own, visitOn: visitOn.toString(), ...visit, heldFor }))
  })
}
