import type { PatternVisit } from '../../care/terms.ts'
import { includesDate } from '../../kernel/date-range.ts'
import { placementStatus, type PlacementStatus } from './placement-status.ts'
import type { HospitalStay, PatternChange } from '../terms/placement-life.ts'

type Days = Pick<HospitalStay, 'fromOn' | 'heldUntilOn' | 'resumesOn'>

/** Where a placement stands on a day, its days in hospital counted: `hold-passed` when the provider need no longer hold the place and nobody has said when care resumes. */
export type LifeStatus = PlacementStatus | 'suspended' | 'hold-passed'
export const LIFE_STATUS_NAMES: Readonly<Record<LifeStatus, string>> = { 'to-start': 'To start', current: 'Current', ended: 'Ended', suspended: 'In hospital', 'hold-passed': 'In hospital, place no longer held' }

/** The stay that a day lies in; undefined on a day of care. A stay lasts until the day before care resumes, or without end. */
export function stayOn<S extends Days>(stays: readonly S[], on: Temporal.PlainDate): S | undefined {
  return stays.find((stay) => includesDate({ fromOn: stay.fromOn, toOn: stay.resumesOn?.subtract({ days: 1 }) ?? null }, on))
}

/** Where a placement stands on a day, from its dates and its days in hospital alone. */
export function lifeStatus(placement: { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }, stays: readonly Days[], on: Temporal.PlainDate): LifeStatus {
  const status = placementStatus(placement, on)
  if (status !== 'current') return status
  const stay = stayOn(stays, on)
  if (stay === undefined) return 'current'
  return Temporal.PlainDate.compare(on, stay.heldUntilOn) > 0 ? 'hold-passed' : 'suspended'
}

/** Whether a change counts: at once when it needs no approval, else once it is approved. */
function isInForce(change: Pick<PatternChange, 'needsApproval' | 'decision'>): boolean {
  return change.decision === null ? !change.needsApproval : change.decision.isApproved
}

/** The week that holds on a day: that of the change asked for last among those in force on it, else the package's. A change for some days goes before one for good. */
export function patternOn(base: readonly PatternVisit[], changes: readonly PatternChange[], on: Temporal.PlainDate): readonly PatternVisit[] {
  const holding = changes.filter((change) => isInForce(change) && includesDate(change, on))
  return (holding.findLast((change) => change.toOn !== null) ?? holding.at(-1))?.pattern ?? base
}

/** Which day of its stay a day in hospital is, from 1, while the provider still holds the place; undefined on any other day. A retainer is paid for these alone. */
export function retainerDay(stays: readonly Days[], on: Temporal.PlainDate): number | undefined {
  const stay = stayOn(stays, on)
  if (stay === undefined || Temporal.PlainDate.compare(on, stay.heldUntilOn) > 0) return undefined
  return stay.fromOn.until(on, { largestUnit: 'days' }).days + 1
}
