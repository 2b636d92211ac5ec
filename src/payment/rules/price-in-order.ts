import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { AcrossVisits, PricedRecord, PricedVisit, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { weekNumber } from './day-number.ts'
import { priceVisit } from './price-visit.ts'

/** A record with whose it is, so that overlaps are found. */
export interface RecordInOrder extends PricedRecord {
  readonly workerReference?: string | null | undefined
}

/** A visit with what places it among others of one provider. */
export interface VisitInOrder extends VisitFacts {
  readonly records: readonly RecordInOrder[]
  /** As `dayNumber` counts. */
  readonly day: number
  /** Minutes after midnight at which it was planned to start, or did. */
  readonly startsAtMinute: Minutes
  /** Tells visits apart that start together. */
  readonly key: string
  /** Whose week it belongs to. */
  readonly placementId: string
  /** The minutes a week that the placement's order allows, all care workers together. */
  readonly orderMinutes: Minutes
  /** The price of its package's week; null where visits are paid one by one. */
  readonly weekPence: Pence | null
}

/** True when a rule set asks what other visits have to do with one. Without that each visit can be priced alone. */
export function looksAcross(rules: RuleSetDocument): boolean {
  return rules.weekCap !== undefined || rules.overlap !== undefined || rules.manual !== undefined || rules.packagePrice !== undefined || ((rules.rounding.of === 'day' || rules.rounding.of === 'week') && rules.rounding.unitMinutes > 1)
}

/**
 * Prices visits of one provider and period with the rules that look across them: rounding of a day or a week, the week's cap,
 * overlaps, the share of records typed in by hand, the price of a package's week. Weeks run from Monday to Sunday; visits count in the order
 * of day, start and key, whatever order they come in. Every price is `priceVisit`'s; this finds what it must be told.
 *
 * `rulesOf` answers the rule set of a visit's day. Answers in the order in which the visits were given.
 */
export function priceInOrder<V extends VisitInOrder>(rulesOf: (visit: V) => RuleSetDocument, visits: readonly V[]): PricedVisit[] {
  const places = visits.map((_, place) => place).toSorted((a, b) => compare(visits[a], visits[b]))
  const overlaps = overlapsOf(visits, places)
  const manual = manualShare(visits)
  const weekMinutes = plannedByWeek(visits)
  const days = new Map<string, Minutes>()
  const weeks = new Map<string, { recorded: Minutes; paid: Minutes; planned: Minutes }>()
  const priced = new Array<PricedVisit>(visits.length)
  for (const place of places) {
    const visit = visits[place]
    if (visit === undefined) continue
    const weekKey = keyOfWeek(visit)
    const dayKey = `${visit.placementId} ${String(visit.day)}`
    const week = weeks.get(weekKey) ?? { recorded: 0, paid: 0, planned: 0 }
    weeks.set(weekKey, week)
    const across: AcrossVisits = {
      recordedBefore: { day: days.get(dayKey) ?? 0, week: week.recorded },
      week: { orderMinutes: visit.orderMinutes, paidBefore: week.paid },
      manual,
      packageWeek: visit.weekPence === null ? undefined : { pence: visit.weekPence, minutes: weekMinutes.get(weekKey) ?? 0, before: week.planned },
    }
    const records = visit.records.map((record) => ({ ...record, overlapMinutes: overlaps.get(record) ?? 0 }))
    const answer = priceVisit(rulesOf(visit), { ...visit, records, across })
    priced[place] = answer
    days.set(dayKey, across.recordedBefore.day + answer.recordedMinutes)
    week.recorded += answer.recordedMinutes
    week.paid += answer.payableMinutes
    week.planned += plannedMinutes(visit)
  }
  return priced
}

function compare(a: VisitInOrder | undefined, b: VisitInOrder | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.day - b.day || a.startsAtMinute - b.startsAtMinute || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

function plannedMinutes({ planned }: VisitFacts): Minutes {
  return planned === null ? 0 : planned.minutes * planned.workers
}

function keyOfWeek({ placementId, day }: VisitInOrder): string {
  return `${placementId} ${String(weekNumber(day))}`
}

function plannedByWeek(visits: readonly VisitInOrder[]): Map<string, Minutes> {
  const minutes = new Map<string, Minutes>()
  for (const visit of visits) if (visit.weekPence !== null) minutes.set(keyOfWeek(visit), (minutes.get(keyOfWeek(visit)) ?? 0) + plannedMinutes(visit))
  return minutes
}

function manualShare(visits: readonly VisitInOrder[]): AcrossVisits['manual'] {
  let records = 0
  let of = 0
  for (const visit of visits) {
    for (const record of visit.records) {
      if (record.outcome !== 'delivered') continue
      of += 1
      if (record.isManual === true) records += 1
    }
  }
  return { records, of }
}

/** For each record, the minutes during which its care worker was at a visit that began before. */
function overlapsOf(visits: readonly VisitInOrder[], places: readonly number[]): Map<RecordInOrder, Minutes> {
  const byWorker = new Map<string, { readonly record: RecordInOrder; readonly from: Minutes; readonly to: Minutes }[]>()
  for (const place of places) {
    const visit = visits[place]
    for (const record of visit?.records ?? []) {
      const { workerReference, startMinute, endMinute, outcome } = record
      if (visit === undefined || workerReference == null || startMinute == null || endMinute == null || outcome !== 'delivered') continue
      const at = visit.day * 1440
      const stays = byWorker.get(workerReference)
      const stay = { record, from: at + startMinute, to: at + endMinute }
      if (stays === undefined) byWorker.set(workerReference, [stay])
      else stays.push(stay)
    }
  }
  const overlaps = new Map<RecordInOrder, Minutes>()
  for (const stays of byWorker.values()) {
    let busyUntil = Number.NEGATIVE_INFINITY
    // Sorting keeps the order of visits among stays that begin together.
    for (const { record, from, to } of stays.toSorted((a, b) => a.from - b.from)) {
      const elsewhere = Math.min(to, busyUntil) - from
      if (elsewhere > 0) overlaps.set(record, elsewhere)
      busyUntil = Math.max(busyUntil, to)
    }
  }
  return overlaps
}
