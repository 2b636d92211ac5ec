import type { PatternVisit } from '../../care/terms.ts'
import { includesDate } from '../../kernel/date-range.ts'
import { placementStatus, type PlacementStatus } from './placement-status.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { londonInstant } from '../../kernel/london.ts'
import { ABSENCE_KIND_NAMES, type Absence, type AbsenceKind, type AgreedPrice, type HospitalStay, type PatternChange, type PriceChange } from '../terms/placement-life.ts'

type Days = Pick<HospitalStay, 'fromOn' | 'heldUntilOn' | 'resumesOn'>

/** Where a placement stands on a day, its days in hospital counted: `hold-passed` when the provider need no longer hold the place and nobody has said when care resumes. */
export type LifeStatus = PlacementStatus | 'suspended' | 'hold-passed' | AbsenceKind
export const LIFE_STATUS_NAMES: Readonly<Record<LifeStatus, string>> = { 'to-start': 'To start', current: 'Current', ended: 'Ended', suspended: 'In hospital', 'hold-passed': 'In hospital, place no longer held', ...ABSENCE_KIND_NAMES }

/** The stay that a day lies in; undefined on a day of care. A stay lasts until the day before care resumes, or without end. */
function stayOn<S extends Days>(stays: readonly S[], on: Temporal.PlainDate): S | undefined {
  return stays.find((stay) => includesDate({ fromOn: stay.fromOn, toOn: stay.resumesOn?.subtract({ days: 1 }) ?? null }, on))
}

type AbsentDays = Pick<Absence, 'kind' | 'fromOn' | 'toOn' | 'returnsOn' | 'toldOn' | 'recordedAt'>

/** The absence that a day lies in; undefined on a day of care. */
function absenceOn<A extends Pick<AbsentDays, 'fromOn' | 'toOn' | 'returnsOn'>>(absences: readonly A[], on: Temporal.PlainDate): A | undefined {
  return absences.find((absence) => includesDate({ fromOn: absence.fromOn, toOn: absence.returnsOn?.subtract({ days: 1 }) ?? absence.toOn }, on))
}

/** Why visits of a day do not take place; null on a day of care. A stay in hospital goes before an absence. */
export function awayOn(life: { readonly stays: readonly Days[]; readonly absences: readonly Pick<AbsentDays, 'kind' | 'fromOn' | 'toOn' | 'returnsOn'>[] }, on: Temporal.PlainDate): 'hospital-stay' | AbsenceKind | null {
  if (stayOn(life.stays, on) !== undefined) return 'hospital-stay'
  return absenceOn(life.absences, on)?.kind ?? null
}

/** Which day of its respite a day is, from 1; undefined on any other day. The provider holds the place for all of it. */
export function respiteDay(absences: readonly AbsentDays[], on: Temporal.PlainDate): number | undefined {
  const absence = absenceOn(absences, on)
  return absence?.kind === 'respite' ? absence.fromOn.until(on, { largestUnit: 'days' }).days + 1 : undefined
}

/**
 * Whole hours of notice that a provider had of a visit on a holiday, cut down, never below zero. It counts from when the absence was recorded,
 * or from the end of the day on which the provider was told where that was sooner. Undefined on any other day.
 */
export function holidayNotice(absences: readonly AbsentDays[], on: Temporal.PlainDate, startsAt: Temporal.Instant): number | undefined {
  const absence = absenceOn(absences, on)
  if (absence?.kind !== 'holiday') return undefined
  const toldBy = londonInstant(absence.toldOn.add({ days: 1 }), 0)
  const from = Temporal.Instant.compare(toldBy, absence.recordedAt) < 0 ? toldBy : absence.recordedAt
  return Math.max(0, Math.floor((startsAt.epochMilliseconds - from.epochMilliseconds) / 3_600_000))
}

/** The price for the hour agreed for a placement on a day, else as it was placed. Null when the framework's rates apply, which they do too for what a price for the week does not pay. */
export function agreedPriceOn(placed: Pence | null, prices: readonly PriceChange[], on: Temporal.PlainDate): Pence | null {
  const last = priceOn(prices, on)
  return last === undefined ? placed : last.pencePerHour
}

/** What is agreed for a placement alone on a day, by the hour as `agreedPriceOn` answers it or for the week. */
export function agreedOn(placed: Pence | null, prices: readonly PriceChange[], on: Temporal.PlainDate): AgreedPrice {
  return { pencePerHour: agreedPriceOn(placed, prices, on), pencePerWeek: priceOn(prices, on)?.pencePerWeek ?? null }
}

/**
 * What a price for the week comes to in the week (Monday to Sunday) of a day: that in force on the first day of it on which the provider holds the package, by sevenths where it
 * holds it on some days only, down to the penny. Null when the week is paid by the hour.
 */
export function pricedWeekOf({ startsOn, endsOn }: { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }, prices: readonly PriceChange[], on: Temporal.PlainDate): Pence | null {
  const monday = on.subtract({ days: on.dayOfWeek - 1 })
  const sunday = monday.add({ days: 6 })
  const first = Temporal.PlainDate.compare(startsOn, monday) > 0 ? startsOn : monday
  const last = endsOn !== null && Temporal.PlainDate.compare(endsOn, sunday) < 0 ? endsOn : sunday
  const pence = priceOn(prices, first)?.pencePerWeek ?? null
  return pence === null ? null : Math.floor((pence * Math.max(0, first.until(last).days + 1)) / 7)
}

/** Of the approved changes that have begun the one that began last, of one day the one decided last. */
function priceOn(prices: readonly PriceChange[], on: Temporal.PlainDate): PriceChange | undefined {
  const inForce = prices
    .filter((price) => price.decision?.isApproved === true && Temporal.PlainDate.compare(price.fromOn, on) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.fromOn, b.fromOn) || Temporal.Instant.compare(a.decision?.decidedAt ?? a.askedAt, b.decision?.decidedAt ?? b.askedAt))
  return inForce.at(-1)
}

/** Where a placement stands on a day, from its dates, its days in hospital and its absences alone. */
export function lifeStatus(placement: { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }, stays: readonly Days[], on: Temporal.PlainDate, absences: readonly Pick<AbsentDays, 'kind' | 'fromOn' | 'toOn' | 'returnsOn'>[] = []): LifeStatus {
  const status = placementStatus(placement, on)
  if (status !== 'current') return status
  const stay = stayOn(stays, on)
  if (stay === undefined) return absenceOn(absences, on)?.kind ?? 'current'
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
