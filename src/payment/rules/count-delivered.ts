import type { Minutes } from '../../kernel/amounts.ts'
import type { AcrossVisits, PricedRecord, TraceStep } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { payFixed } from './pay-fixed.ts'
import { roundRecorded } from './round-recorded.ts'
import { addMinutes, type Tally } from './tally.ts'

type Basis = RuleSetDocument['basis']

/**
 * Counts one care worker's delivered visit: steps 3 to 13 of the precedence stated at `priceVisit`.
 * `planned` is null for a visit that nobody planned, which has neither tolerance nor cap.
 */
export function countDelivered(rules: RuleSetDocument, planned: Minutes | null, record: PricedRecord, manual: AcrossVisits['manual'] | undefined, tally: Tally): void {
  // A time out before the time in is no time at all: it must not take money away.
  let actual = record.actualMinutes === null || record.actualMinutes < 0 ? null : record.actualMinutes
  let { basis } = rules
  let ends: PricedRecord | null = record
  if (rules.overlap !== undefined && actual !== null && (record.overlapMinutes ?? 0) > 0) {
    const left = Math.max(0, actual - (record.overlapMinutes ?? 0))
    tally.trace.push(['overlap', actual, record.overlapMinutes ?? 0, left])
    actual = left
    ends = null
  }
  if (rules.manual !== undefined && record.isManual === true && isAboveShare(rules.manual.overPercent, manual)) {
    tally.trace.push(['manual', manual?.records ?? 0, manual?.of ?? 0, rules.manual.overPercent, rules.manual.pay])
    if (rules.manual.pay === 'pay-nothing') return
    if (planned !== null) basis = rules.manual.pay === 'pay-planned' ? 'planned' : 'lesser'
  }
  const claimed = basis === 'claimed' ? (record.claimedMinutes ?? null) : null
  const time = basis === 'claimed' ? claimed : actual
  if (basis === 'planned' && planned !== null) {
    tally.trace.push(['planned', planned, actual, planned])
    addMinutes(tally, planned, planned)
  } else if (planned === null) countWithoutPlan(rules, time, ends, tally)
  else if (time === null) payFixed('no-time', rules.noTime, planned, tally)
  else if (isTooShort(rules, time)) tally.trace.push(['too-short', time, shortestPaid(rules)])
  else countAgainstPlan(rules, basis, planned, { time, actual, ends: basis === 'claimed' ? null : ends }, tally)
}

function isAboveShare(overPercent: number, manual: AcrossVisits['manual'] | undefined): boolean {
  return manual !== undefined && manual.records * 100 > manual.of * overPercent
}

function countWithoutPlan(rules: RuleSetDocument, time: Minutes | null, ends: PricedRecord | null, tally: Tally): void {
  if (time !== null && isTooShort(rules, time)) {
    tally.trace.push(['too-short', time, shortestPaid(rules)])
    return
  }
  tally.trace.push(['unplanned', 'delivered', 'pay-actual', time, time ?? 0])
  if (time !== null) addMinutes(tally, time, raised(rules, roundRecorded(rules.rounding, time, ends, tally), tally.trace))
}

/** Time counted: what the provider claims or what was recorded, in that order of the basis; with in and out, where they may be rounded. */
interface CountedTime {
  readonly time: Minutes
  readonly actual: Minutes | null
  readonly ends: PricedRecord | null
}

function countAgainstPlan(rules: RuleSetDocument, basis: Basis, planned: Minutes, { time, actual, ends }: CountedTime, tally: Tally): void {
  let counted = time
  let minutes: Minutes
  if (isWithinTolerance(rules.tolerance, planned, time, tally.trace)) counted = minutes = planned
  else if (basis === 'lesser' && time >= planned) {
    tally.trace.push(['lesser', planned, time, planned])
    counted = minutes = planned
  } else if (basis === 'banded' && rules.bands !== undefined) counted = minutes = inBand(rules.bands, time, tally.trace)
  else {
    if (basis === 'claimed') tally.trace.push(['claimed', planned, time, actual, time])
    else tally.trace.push([basis === 'lesser' ? 'lesser' : 'actual', planned, time, time])
    minutes = roundRecorded(rules.rounding, time, ends, tally)
  }
  addMinutes(tally, counted, capped(rules, basis, planned, raised(rules, minutes, tally.trace), tally.trace))
}

function inBand({ bands, byTheMinuteFrom }: NonNullable<RuleSetDocument['bands']>, time: Minutes, trace: TraceStep[]): Minutes {
  if (byTheMinuteFrom !== null && time >= byTheMinuteFrom) {
    trace.push(['band', time, byTheMinuteFrom, time])
    return time
  }
  const band = bands.findLast((each) => time >= each.fromMinutes)
  trace.push(['band', time, band?.fromMinutes ?? 0, band?.payMinutes ?? 0])
  return band?.payMinutes ?? 0
}

function isTooShort(rules: RuleSetDocument, time: Minutes): boolean {
  return rules.minimum.kind === 'minutes' && rules.minimum.below === 'pay-nothing' && time < rules.minimum.minutes
}

function shortestPaid(rules: RuleSetDocument): Minutes {
  return rules.minimum.kind === 'minutes' ? rules.minimum.minutes : 0
}

function isWithinTolerance(tolerance: RuleSetDocument['tolerance'], planned: Minutes, time: Minutes, trace: TraceStep[]): boolean {
  if (tolerance.kind === 'none') return false
  const away = Math.abs(time - planned)
  // Whole numbers on both sides: 10 percent of 25 minutes is compared as 250, never as 2.5.
  const within = tolerance.kind === 'minutes' ? away <= tolerance.minutes : away * 100 <= planned * tolerance.percent
  if (!within) return false
  trace.push(['tolerance', planned, time, tolerance.kind, tolerance.kind === 'minutes' ? tolerance.minutes : tolerance.percent])
  return true
}

function raised(rules: RuleSetDocument, minutes: Minutes, trace: TraceStep[]): Minutes {
  const { minimum } = rules
  if (minimum.kind === 'none' || minimum.below === 'pay-nothing' || minutes >= minimum.minutes) return minutes
  trace.push(['raise', minutes, minimum.minutes])
  return minimum.minutes
}

function capped(rules: RuleSetDocument, basis: Basis, planned: Minutes, minutes: Minutes, trace: TraceStep[]): Minutes {
  if (minutes <= planned) return minutes
  if (basis === 'lesser') {
    trace.push(['cap', minutes, 'plan', 0, planned])
    return planned
  }
  const cap = rules.capOverPlan
  if (cap.kind === 'none') return minutes
  const size = cap.kind === 'minutes' ? cap.minutes : cap.percent
  const most = planned + (cap.kind === 'minutes' ? size : Math.floor((planned * size) / 100))
  if (minutes <= most) return minutes
  trace.push(['cap', minutes, cap.kind, size, most])
  return most
}
