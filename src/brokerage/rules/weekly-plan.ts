import type { PatternVisit } from '../../care/terms.ts'
import { includesDate } from '../../kernel/date-range.ts'
import type { Absence, HospitalStay, PatternChange } from '../terms/placement-life.ts'
import type { Placement } from '../terms.ts'
import { awayOn, patternOn } from './placement-life.ts'

/** A visit of a provider's week: which package, on which day, when it may start and how long it lasts. */
export interface PlannedOfWeek {
  readonly placementId: string
  readonly on: Temporal.PlainDate
  readonly visit: PatternVisit
}

/**
 * The visits of seven days from a day on, by time: of placements that run, by the week that holds on each day (changes in force counted), none on days in
 * hospital. What was agreed for the package, not what a rota made of it. Source: `patternOn`, `awayOn`.
 */
export function weeklyPlan(placements: readonly { readonly placement: Pick<Placement, 'id' | 'startsOn' | 'endsOn'>; readonly pattern: readonly PatternVisit[]; readonly life: { readonly stays: readonly Pick<HospitalStay, 'fromOn' | 'heldUntilOn' | 'resumesOn'>[]; readonly absences?: readonly Pick<Absence, 'kind' | 'fromOn' | 'toOn' | 'returnsOn'>[]; readonly changes: readonly PatternChange[] } }[], from: Temporal.PlainDate): PlannedOfWeek[] {
  const visits = Array.from({ length: 7 }, (_, day) => from.add({ days: day })).flatMap((on) =>
    placements
      .filter(({ placement, life }) => includesDate({ fromOn: placement.startsOn, toOn: placement.endsOn }, on) && awayOn({ stays: life.stays, absences: life.absences ?? [] }, on) === null)
      .flatMap(({ placement, pattern, life }) => patternOn(pattern, life.changes, on).filter((visit) => visit.dayOfWeek === on.dayOfWeek).map((visit): PlannedOfWeek => ({ placementId: placement.id, on, visit }))),
  )
  return visits.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on) || a.visit.earliestMinute - b.visit.earliestMinute || (a.placementId < b.placementId ? -1 : 1))
}
