import type { Minutes } from '../../kernel/amounts.ts'
import type { Outcome } from '../terms.ts'
import { CONTINUITY_MEASURES, RECORD_MEASURES, VISIT_MEASURES, type Measures } from '../terms/kpi.ts'
import type { CheckMethod } from '../terms/record-details.ts'

/** A planned visit with its current records, as KPIs look at it. Seconds since 1970; adjusted times where there are any. */
export interface KpiVisit {
  readonly startSecond: number
  readonly windowMinutes: Minutes
  readonly minutes: Minutes
  readonly workers: number
  readonly timeCritical: boolean
  /** True while an exception says that it was missed. */
  readonly isFoundMissed: boolean
  /** Minutes either side within which it is on time, by its framework's settings on its date. */
  readonly allowedMinutes: Minutes
  readonly records: readonly { readonly outcome: Outcome; readonly startSecond: number | null; readonly minutes: Minutes | null }[]
}

/** A care worker's current record, as KPIs look at it. */
export interface KpiRecord {
  readonly hasPlacement: boolean
  readonly outcome: Outcome
  readonly checkInMethod: CheckMethod | null
  readonly checkOutMethod: CheckMethod | null
  readonly calledIn: boolean
  readonly calledOut: boolean
  readonly adjustedMinutes: Minutes | null
  readonly actualMinutes: Minutes | null
  readonly travelMinutes: Minutes | null
  readonly travelMileHundredths: number | null
  readonly travelMode: string | null
}

/**
 * What one planned visit adds to each measure. A visit has one fate: missed while an exception or every record says so; made once a record
 * says delivered; else what the first of its records by name gives as the reason; without any record it is unrecorded.
 */
export function visitMeasures(visit: KpiVisit): Measures {
  const delivered = visit.records.filter((record) => record.outcome === 'delivered')
  const fate = fateOf(visit, delivered.length > 0)
  const starts = delivered.flatMap((record) => record.startSecond ?? [])
  const lengths = delivered.flatMap((record) => record.minutes ?? [])
  const [plan, given, first] = [visit.minutes * visit.workers, sum(lengths), starts.length === 0 ? null : Math.min(...starts)]
  const isMade = fate === 'made'
  const isTimed = isMade && first !== null
  const onTime = isTimed && first >= visit.startSecond - visit.allowedMinutes * 60 && first <= visit.startSecond + (visit.windowMinutes + visit.allowedMinutes) * 60
  const isDue = isMade || fate === 'missed'
  const isShort = isMade && lengths.length > 0 && Math.max(...lengths) < 30
  return {
    ...zeros(VISIT_MEASURES),
    planned: 1,
    [fate]: 1,
    timed: one(isTimed),
    untimed: one(isMade && first === null),
    on_time: one(onTime),
    critical_timed: one(isTimed && visit.timeCritical),
    critical_on_time: one(onTime && visit.timeCritical),
    due_minutes: isDue ? plan : 0,
    counted_minutes: isDue ? Math.min(plan, given) : 0,
    over_minutes: isDue ? Math.max(0, given - plan) : 0,
    measured: one(isMade && lengths.length > 0),
    unmeasured: one(isMade && lengths.length === 0),
    under_30: one(isShort),
    under_30_agreed: one(isShort && visit.minutes < 30),
  }
}

/** What one care worker's record adds to each measure. A record without a placement is only counted as that. */
export function recordMeasures(record: KpiRecord): Measures {
  const isWorked = record.hasPlacement && record.outcome === 'delivered'
  const contact = record.adjustedMinutes ?? record.actualMinutes ?? 0
  const isElectronic = record.calledIn && record.calledOut && isCall(record.checkInMethod) && isCall(record.checkOutMethod)
  const isByHand = record.checkInMethod === 'manual' || record.checkOutMethod === 'manual' || (!record.calledIn && !record.calledOut && record.adjustedMinutes !== null)
  const [travel, miles] = [record.travelMinutes, record.travelMileHundredths]
  const worked: Measures = {
    worked: 1,
    electronic: one(isElectronic),
    by_hand: one(!isElectronic && isByHand),
    method_unknown: one(!isElectronic && !isByHand),
    with_travel: one(travel !== null),
    without_travel: one(travel === null),
    travel_minutes: travel ?? 0,
    travel_and_contact_minutes: travel === null ? 0 : travel + contact,
    with_miles: one(miles !== null),
    without_miles: one(miles === null),
    mile_hundredths: miles ?? 0,
    miles_contact_minutes: miles === null ? 0 : contact,
    with_mode: one(record.travelMode !== null),
    without_mode: one(record.travelMode === null),
    walked: one(record.travelMode === 'walk'),
    cycled: one(record.travelMode === 'cycle'),
    electric: one(record.travelMode === 'electric-car'),
  }
  return { ...zeros(RECORD_MEASURES), unallocated: one(!record.hasPlacement), not_worked: one(record.hasPlacement && !isWorked), ...(isWorked ? worked : {}) }
}

/** What one placement adds, given the care worker of each visit made in the period (null where the record names none) and how many count as the usual ones. */
export function continuityMeasures(workers: readonly (string | null)[], usual: number): Measures {
  const counts = new Map<string, number>()
  for (const worker of workers) if (worker !== null) counts.set(worker, (counts.get(worker) ?? 0) + 1)
  const most = [...counts.values()].toSorted((a, b) => b - a)
  return { ...zeros(CONTINUITY_MEASURES), people: one(counts.size > 0), workers: counts.size, worker_visits: sum(most), top_visits: sum(most.slice(0, usual)), nameless: workers.filter((worker) => worker === null).length }
}

type Fate = 'missed' | 'made' | 'unrecorded' | 'cancelled' | 'hospital' | 'not_required' | 'refused' | 'no_access'
const FATES: Readonly<Record<Exclude<Outcome, 'delivered' | 'missed'>, Fate>> = { cancelled: 'cancelled', hospital: 'hospital', 'not-required': 'not_required', refused: 'refused', 'no-access': 'no_access' }

function fateOf({ isFoundMissed, records }: KpiVisit, isDelivered: boolean): Fate {
  if (isFoundMissed) return 'missed'
  if (records.length === 0) return 'unrecorded'
  if (isDelivered) return 'made'
  const reasons = records.flatMap(({ outcome }) => (outcome === 'delivered' || outcome === 'missed' ? [] : [outcome]))
  const first = reasons.toSorted()[0]
  return first === undefined ? 'missed' : FATES[first]
}

function isCall(method: CheckMethod | null): boolean {
  return method !== null && method !== 'manual'
}

function zeros(keys: readonly string[]): Measures {
  return Object.fromEntries(keys.map((key) => [key, 0]))
}

function one(is: boolean): number {
  return is ? 1 : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
