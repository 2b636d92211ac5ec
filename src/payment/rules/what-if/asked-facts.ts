import type { PricedRecord, VisitFacts } from '../../terms/priced-visit.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { inSeatOrder } from '../seat-order.ts'

/** Which facts of a visit a rule set asks for, beside those that every rule set does. */
export interface AskedFacts {
  readonly claimed: boolean
  readonly ends: boolean
  readonly late: boolean
  readonly subcontracted: boolean
  readonly distance: boolean
  readonly start: boolean
}

/** What a rule set that does not look across visits asks. */
export function askedFacts(rules: RuleSetDocument): AskedFacts {
  return {
    claimed: rules.basis === 'claimed',
    ends: rules.rounding.of === 'start-and-end' && rules.rounding.unitMinutes > 1,
    late: rules.lateRecords !== undefined,
    subcontracted: rules.subcontracted !== undefined,
    distance: rules.distanceBands !== undefined,
    start: rules.startPremium !== undefined,
  }
}

/** What counting its minutes asks of a visit, and nothing else: two visits that agree in this have the same minutes. */
export function countedBy(visit: VisitFacts, asked: AskedFacts): VisitFacts {
  return {
    planned: visit.planned,
    records: recordsAsked(visit, asked),
    retained: visit.retained,
    respite: visit.respite,
    death: visit.death,
    holiday: visit.holiday,
    blockedBy: visit.blockedBy,
    agreed: visit.agreed,
    pencePerHour: 0,
  }
}

/** What turning minutes into money asks of a visit: two visits that agree in this, too, are paid alike. */
export function paidBy(visit: VisitFacts, asked: AskedFacts): VisitFacts {
  return {
    planned: null,
    records: [],
    blockedBy: visit.blockedBy,
    pencePerHour: visit.pencePerHour,
    subcontracted: asked.subcontracted ? visit.subcontracted : undefined,
    distanceMetres: asked.distance ? visit.distanceMetres : undefined,
    start: asked.start ? visit.start : undefined,
  }
}

/**
 * Records in the order in which they fill seats, so that two care workers fold alike whichever record came first. Where each has a seat, every seat is
 * counted by itself: which of them is called the second decides nothing then. Beyond the plan it decides who is paid, and stays.
 */
function recordsAsked({ planned, records }: VisitFacts, asked: AskedFacts): readonly PricedRecord[] {
  if (records.length < 2) return records.map((record) => recordAsked(record, asked))
  const eachHasSeat = planned === null || records.length <= planned.workers
  return inSeatOrder(records.map((record) => recordAsked(eachHasSeat ? { ...record, secondWorker: false } : record, withOrder(asked))))
}

/** What decides which of several records comes first is asked of them too, up to the last fact that is paid by: see `inSeatOrder`. */
function withOrder(asked: AskedFacts): RecordFactsAsked {
  return { claimed: asked.claimed || asked.late || asked.ends, isManual: asked.late || asked.ends, late: asked.late || asked.ends, ends: asked.ends }
}

type RecordFactsAsked = Pick<AskedFacts, 'claimed' | 'late' | 'ends'> & { readonly isManual?: boolean }

function recordAsked(record: PricedRecord, asked: RecordFactsAsked): PricedRecord {
  return {
    outcome: record.outcome,
    // Of a visit without care neither its time nor its claim is asked.
    actualMinutes: record.outcome === 'delivered' ? record.actualMinutes : null,
    noticeHours: record.outcome === 'cancelled' ? record.noticeHours : null,
    secondWorker: record.secondWorker,
    claimedMinutes: asked.claimed ? record.claimedMinutes : undefined,
    startMinute: asked.ends ? record.startMinute : undefined,
    endMinute: asked.ends ? record.endMinute : undefined,
    daysToSend: asked.late ? record.daysToSend : undefined,
    isManual: asked.isManual === true ? record.isManual : undefined,
  }
}

/** A text that is the same for two visits exactly when what is asked of them by `countedBy` or by `paidBy` is. */
export function signature({ planned, records, retained, respite, death, holiday, blockedBy, agreed, pencePerHour, subcontracted, distanceMetres, start }: VisitFacts): string {
  let text = planned === null ? `u${String(pencePerHour)}` : `${String(planned.minutes)}x${String(planned.workers)}@${String(pencePerHour)}`
  for (const record of records) {
    text += `;${record.outcome},${String(record.actualMinutes)},${String(record.noticeHours)}${record.secondWorker ? ',2' : ''}`
    if (record.claimedMinutes !== undefined) text += `c${String(record.claimedMinutes)}`
    if (record.startMinute !== undefined) text += `t${String(record.startMinute)}-${String(record.endMinute)}`
    if (record.daysToSend !== undefined) text += `d${String(record.daysToSend)}`
    if (record.isManual === true) text += 'm'
  }
  if (retained !== undefined) text += `|r${held(retained)}`
  if (respite !== undefined) text += `|p${held(respite)}`
  if (death !== undefined) text += `|x${held(death)}`
  if (holiday !== undefined) text += `|h${String(holiday.minutes)},${String(holiday.workers)},${String(holiday.noticeHours)}`
  if (blockedBy !== undefined) text += `|k${blockedBy.join(',')}`
  if (agreed !== undefined) text += `|v${String(agreed.minutes)},${String(agreed.number)}`
  if (subcontracted === true) text += '|s'
  if (distanceMetres != null) text += `|m${String(distanceMetres)}`
  if (start !== undefined) text += `|b${start.on},${String(start.days)},${start.urgency}`
  return text
}

function held({ minutes, workers, day }: { readonly minutes: number; readonly workers: number; readonly day: number }): string {
  return `${String(minutes)},${String(workers)},${String(day)}`
}
