import type { Pence } from '../../kernel/amounts.ts'
import type { AcrossVisits, PricedVisit, PricedRecord, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { countDelivered } from './count-delivered.ts'
import { payFixed, payUndelivered } from './pay-fixed.ts'
import { inSeatOrder } from './seat-order.ts'
import { addMinutes, newTally, type Tally } from './tally.ts'
import { visitMoney, type CountedTally, type MoneyRules } from './visit-money.ts'

/**
 * Prices one visit under one rule set: the only place where a visit becomes payable minutes and pence.
 *
 * The precedence, shown to people by `explainPrecedence`:
 *  1. Care workers. Each has their own record and their own minutes. Records fill the planned seats,
 *     delivered ones first; who came beyond the plan is paid or not (`secondWorker`).
 *  2. Outcome. Missed, cancelled, no access, refused, hospital, not required, no record, unplanned: fixed by its own setting.
 *  3. Overlap: time that the care worker also spent at a visit that began before is taken off.
 *  4. Records typed in by hand, where there are too many: nothing, the lesser or the planned time.
 *  5. Basis planned: the planned minutes, and nothing of 6 to 12 is asked.
 *  6. No time in or out, or no claim under that basis (`noTime`).
 *  7. Too short to pay (`minimum` with pay-nothing).
 *  8. Tolerance: inside it the planned minutes count.
 *  9. Basis actual, lesser, claimed or banded.
 * 10. Rounding, of recorded or claimed time only: planned minutes are agreed and bands are round, so neither is rounded.
 * 11. Minimum (`pay-minimum`) raises recorded or planned time that is lower.
 * 12. Cap: never more than the plan (lesser) or the plan and the cap (the others). It follows rounding and minimum, so that
 *     neither can pass it.
 * 13. A record that came late pays its share, cut down to whole minutes.
 * 14. The week's cap, over the minutes of all care workers together.
 * 15. Money: `visitMoney`. The minutes of all care workers at the rate, rounded once to the penny, unless a fixed price, the way, a
 *     premium, a subcontractor's share or the package's price for its week says otherwise.
 *
 * A visit held while the person is in hospital comes before all of this: the retainer's share of its minutes, those of all care workers
 * together, cut down to whole minutes, on the first days of the stay alone. After the person's death the same, by a rule of its own.
 *
 * The same retainer is paid while the person is in respite care, where the place is held throughout. A visit on a holiday is a cancelled one, paid by
 * the notice that the provider had, each care worker alike.
 *
 * Before everything else: a visit with an exception that must be put right pays nothing until it is. Minutes agreed by a variation count as planned.
 *
 * Minutes and pence are whole numbers and never below zero. The order of the records changes nothing.
 * Source: report 000 (Leicestershire), payment rules and rounding; report 004 (West Northamptonshire), planned hours; the published
 * practice of other systems for bands, fixed prices, caps and precedence.
 */
export function priceVisit(rules: RuleSetDocument, visit: VisitFacts): PricedVisit {
  const tally = countVisit(rules, visit)
  tally.pence = payCounted(rules, visit, tally)
  return tally
}

/** The minutes of a visit: all of the precedence but its last step. The rate and what else only money asks change nothing here. */
export function countVisit(rules: RuleSetDocument, visit: VisitFacts): Tally {
  const tally = newTally(visit.across?.recordedBefore ?? NOTHING_BEFORE)
  if (visit.blockedBy !== undefined && visit.blockedBy.length > 0) {
    tally.trace.push(['blocked', visit.blockedBy])
    return tally
  }
  if (visit.retained !== undefined) countHeld(rules.retainer, visit.retained, 'retainer', tally)
  else if (visit.respite !== undefined) countHeld(rules.retainer, visit.respite, 'respite', tally)
  else if (visit.death !== undefined) countHeld(rules.death, visit.death, 'death', tally)
  else if (visit.holiday !== undefined) countHoliday(rules, visit.holiday, tally)
  else if (visit.planned === null) countUnplanned(rules, visit, tally)
  else countPlanned(rules, agreedMinutes(visit.planned.minutes, visit, tally), visit.planned.workers, visit, tally)
  capWeek(rules, visit, tally)
  return tally
}

/** The pence of a visit whose minutes are counted: the last step. Of the visit it asks what only money does, and whether it is blocked. */
export function payCounted(rules: MoneyRules, visit: VisitFacts, tally: CountedTally): Pence {
  if (visit.blockedBy === undefined || visit.blockedBy.length === 0) return visitMoney(rules, visit, tally)
  tally.trace.push(['result', 0, 0])
  return 0
}

/** The minutes that count as planned: those of a variation where one was granted. */
function agreedMinutes(planned: number, { agreed }: VisitFacts, tally: Tally): number {
  if (agreed === undefined) return planned
  tally.trace.push(['variation', planned, agreed.minutes, agreed.number])
  return agreed.minutes
}

const NOTHING_BEFORE = { day: 0, week: 0 }

function countPlanned(rules: RuleSetDocument, minutes: number, workers: number, { records, across }: VisitFacts, tally: Tally): void {
  const seats = Math.max(workers, records.length)
  const ordered = inSeatOrder(records)
  for (let seat = 0; seat < seats; seat += 1) {
    if (seats > 1) tally.trace.push(['worker', seat + 1, seats])
    const record = ordered[seat]
    if (record === undefined) missingRecord(rules, minutes, records.length, tally)
    else if (record.outcome !== 'delivered') {
      if (seat < workers) payUndelivered(rules, minutes, record, record.outcome, tally)
      else tally.trace.push(['spare', record.outcome])
    } else if (seat < workers || rules.secondWorker === 'pay-each') countSeat(rules, minutes, record, across, tally)
    else tally.trace.push(['beyond-plan', record.actualMinutes, workers])
  }
  if (seats > 1) tally.trace.push(['sum', seats, tally.payableMinutes])
}

/** One care worker's delivered visit, with what depends on when its record came and on what its length costs. */
function countSeat(rules: RuleSetDocument, planned: number | null, record: PricedRecord, across: AcrossVisits | undefined, tally: Tally): void {
  const before = tally.payableMinutes
  countDelivered(rules, planned, record, across?.manual, tally)
  const minutes = tally.payableMinutes - before
  if (minutes > 0 && rules.lateRecords !== undefined && (record.daysToSend ?? 0) > rules.lateRecords.afterDays) {
    const { afterDays, percent } = rules.lateRecords
    const paid = Math.floor((minutes * percent) / 100)
    tally.trace.push(['late', record.daysToSend ?? 0, afterDays, percent, minutes, paid])
    tally.payableMinutes = before + paid
  }
  if (rules.fixedPrices !== undefined) takeFixedPrice(rules.fixedPrices, tally.payableMinutes - before, tally)
}

function takeFixedPrice(prices: NonNullable<RuleSetDocument['fixedPrices']>, minutes: number, tally: Tally): void {
  const price = prices.findLast((each) => minutes >= each.minutes)
  if (price === undefined) return
  tally.fixedMinutes += price.minutes
  tally.fixedPence += price.pence
}

/** A visit that the week's cap cuts is paid by the minute: the fixed price was for its whole length. */
function capWeek(rules: RuleSetDocument, { across }: VisitFacts, tally: Tally): void {
  if (rules.weekCap === undefined || across === undefined) return
  const { orderMinutes, paidBefore } = across.week
  const allowed = orderMinutes + (rules.weekCap.kind === 'minutes' ? rules.weekCap.minutes : Math.floor((orderMinutes * rules.weekCap.percent) / 100))
  const left = Math.max(0, allowed - paidBefore)
  if (tally.payableMinutes <= left) return
  tally.trace.push(['week-cap', allowed, paidBefore, tally.payableMinutes, left])
  tally.payableMinutes = left
  tally.fixedMinutes = tally.fixedPence = 0
}

function missingRecord(rules: RuleSetDocument, minutes: number, recordsThatCame: number, tally: Tally): void {
  if (recordsThatCame === 0) payFixed('no-record', rules.noRecord, minutes, tally)
  else payFixed('missing-worker', rules.missingWorker, minutes, tally)
}

function countUnplanned(rules: RuleSetDocument, { records, across }: VisitFacts, tally: Tally): void {
  const ordered = inSeatOrder(records)
  if (ordered.length === 0) tally.trace.push(['unplanned', null, rules.unplanned, null, 0])
  for (const [at, record] of ordered.entries()) {
    if (ordered.length > 1) tally.trace.push(['worker', at + 1, ordered.length])
    if (record.outcome === 'delivered' && rules.unplanned === 'pay-actual') countSeat(rules, null, record, across, tally)
    else tally.trace.push(['unplanned', record.outcome, rules.unplanned, record.outcome === 'delivered' ? record.actualMinutes : null, 0])
  }
  if (ordered.length > 1) tally.trace.push(['sum', ordered.length, tally.payableMinutes])
}

function countHeld(share: { readonly days: number; readonly percent: number } | undefined, visit: { readonly minutes: number; readonly workers: number; readonly day: number }, step: 'retainer' | 'respite' | 'death', tally: Tally): void {
  const { days, percent } = share ?? { days: 0, percent: 0 }
  const planned = visit.minutes * visit.workers
  const counted = visit.day <= days ? Math.floor((planned * percent) / 100) : 0
  tally.trace.push([step, planned, visit.day, days, percent, counted])
  addMinutes(tally, counted, counted)
}

function countHoliday(rules: RuleSetDocument, visit: NonNullable<VisitFacts['holiday']>, tally: Tally): void {
  tally.trace.push(['holiday', visit.minutes, visit.workers])
  for (let seat = 0; seat < visit.workers; seat += 1) payUndelivered(rules, visit.minutes, { outcome: 'cancelled', actualMinutes: null, noticeHours: visit.noticeHours, secondWorker: seat > 0 }, 'cancelled', tally)
}
