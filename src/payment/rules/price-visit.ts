import { penceFor } from '../../kernel/amounts.ts'
import type { PricedVisit, PricedRecord, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { countDelivered } from './count-delivered.ts'
import { payFixed, payUndelivered } from './pay-fixed.ts'
import { inSeatOrder } from './seat-order.ts'
import type { Tally } from './tally.ts'

/**
 * Prices one visit under one rule set: the only place where a visit becomes payable minutes and pence.
 *
 * The precedence, shown to people by `explainPrecedence`:
 *  1. Care workers. Each has their own record and their own minutes. Records fill the planned seats,
 *     delivered ones first; who came beyond the plan is paid or not (`secondWorker`).
 *  2. Outcome. Missed, cancelled, no access, refused, hospital, not required, no record, unplanned: fixed by its own setting.
 *  3. Basis planned: the planned minutes, and nothing below is asked.
 *  4. No time in or out (`noTime`).
 *  5. Too short to pay (`minimum` with pay-nothing).
 *  6. Tolerance: inside it the planned minutes count.
 *  7. Basis actual or lesser.
 *  8. Rounding, of recorded time only: planned minutes are agreed and never rounded.
 *  9. Minimum (`pay-minimum`) raises recorded or planned time that is lower.
 * 10. Cap: never more than the plan (lesser) or the plan and the cap (actual). It is last, so that
 *     neither rounding up nor the minimum can pass it.
 * 11. Money: the minutes of all care workers at the rate, rounded once to the penny.
 *
 * A visit held while the person is in hospital comes before all of this: the retainer's share of its minutes, those of all care workers
 * together, cut down to whole minutes, on the first days of the stay alone.
 *
 * The same retainer is paid while the person is in respite care, where the place is held throughout. A visit on a holiday is a cancelled one, paid by
 * the notice that the provider had, each care worker alike.
 *
 * Minutes and pence are whole numbers and never below zero. The order of the records changes nothing.
 * Source: report 000 (Leicestershire), payment rules and rounding; report 004 (West Northamptonshire), planned hours.
 */
export function priceVisit(rules: RuleSetDocument, visit: VisitFacts): PricedVisit {
  const tally: Tally = { countedMinutes: 0, payableMinutes: 0, pence: 0, trace: [] }
  if (visit.retained !== undefined) countRetained(rules.retainer, visit.retained, 'retainer', tally)
  else if (visit.respite !== undefined) countRetained(rules.retainer, visit.respite, 'respite', tally)
  else if (visit.holiday !== undefined) countHoliday(rules, visit.holiday, tally)
  else if (visit.planned === null) countUnplanned(rules, visit.records, tally)
  else countPlanned(rules, visit.planned.minutes, visit.planned.workers, visit.records, tally)
  tally.pence = penceFor(tally.payableMinutes, visit.pencePerHour)
  tally.trace.push(['money', tally.payableMinutes, visit.pencePerHour, tally.pence])
  return tally
}

function countPlanned(rules: RuleSetDocument, minutes: number, workers: number, records: readonly PricedRecord[], tally: Tally): void {
  const seats = Math.max(workers, records.length)
  const ordered = inSeatOrder(records)
  for (let seat = 0; seat < seats; seat += 1) {
    if (seats > 1) tally.trace.push(['worker', seat + 1, seats])
    const record = ordered[seat]
    if (record === undefined) missingRecord(rules, minutes, records.length, tally)
    else if (record.outcome !== 'delivered') {
      if (seat < workers) payUndelivered(rules, minutes, record, record.outcome, tally)
      else tally.trace.push(['spare', record.outcome])
    } else if (seat < workers || rules.secondWorker === 'pay-each') countDelivered(rules, minutes, record.actualMinutes, tally)
    else tally.trace.push(['beyond-plan', record.actualMinutes, workers])
  }
  if (seats > 1) tally.trace.push(['sum', seats, tally.payableMinutes])
}

function missingRecord(rules: RuleSetDocument, minutes: number, recordsThatCame: number, tally: Tally): void {
  if (recordsThatCame === 0) payFixed('no-record', rules.noRecord, minutes, tally)
  else payFixed('missing-worker', rules.missingWorker, minutes, tally)
}

function countUnplanned(rules: RuleSetDocument, records: readonly PricedRecord[], tally: Tally): void {
  const ordered = inSeatOrder(records)
  if (ordered.length === 0) tally.trace.push(['unplanned', null, rules.unplanned, null, 0])
  for (const [at, record] of ordered.entries()) {
    if (ordered.length > 1) tally.trace.push(['worker', at + 1, ordered.length])
    if (record.outcome === 'delivered' && rules.unplanned === 'pay-actual') countDelivered(rules, null, record.actualMinutes, tally)
    else tally.trace.push(['unplanned', record.outcome, rules.unplanned, record.outcome === 'delivered' ? record.actualMinutes : null, 0])
  }
  if (ordered.length > 1) tally.trace.push(['sum', ordered.length, tally.payableMinutes])
}

function countRetained(retainer: RuleSetDocument['retainer'], visit: NonNullable<VisitFacts['retained']>, step: 'retainer' | 'respite', tally: Tally): void {
  const { days, percent } = retainer ?? { days: 0, percent: 0 }
  const planned = visit.minutes * visit.workers
  const counted = visit.day <= days ? Math.floor((planned * percent) / 100) : 0
  tally.trace.push([step, planned, visit.day, days, percent, counted])
  tally.countedMinutes += counted
  tally.payableMinutes += counted
}

function countHoliday(rules: RuleSetDocument, visit: NonNullable<VisitFacts['holiday']>, tally: Tally): void {
  tally.trace.push(['holiday', visit.minutes, visit.workers])
  for (let seat = 0; seat < visit.workers; seat += 1) payUndelivered(rules, visit.minutes, { outcome: 'cancelled', actualMinutes: null, noticeHours: visit.noticeHours, secondWorker: seat > 0 }, 'cancelled', tally)
}
