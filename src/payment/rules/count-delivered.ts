import { roundTo, type Minutes } from '../../kernel/amounts.ts'
import type { TraceStep } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { payFixed } from './pay-fixed.ts'
import { addMinutes, type Tally } from './tally.ts'

/**
 * Counts one care worker's delivered visit: steps 3 to 10 of the precedence stated at `priceVisit`.
 * `planned` is null for a visit that nobody planned, which has neither tolerance nor cap.
 */
export function countDelivered(rules: RuleSetDocument, planned: Minutes | null, recorded: Minutes | null, tally: Tally): void {
  // A time out before the time in is no time at all: it must not take money away.
  const actual = recorded === null || recorded < 0 ? null : recorded
  if (planned === null) countWithoutPlan(rules, actual, tally)
  else if (rules.basis === 'planned') {
    tally.trace.push(['planned', planned, actual, planned])
    addMinutes(tally, planned, planned)
  } else if (actual === null) payFixed('no-time', rules.noTime, planned, tally)
  else if (isTooShort(rules, actual)) tally.trace.push(['too-short', actual, shortestPaid(rules)])
  else countAgainstPlan(rules, rules.basis, planned, actual, tally)
}

function countWithoutPlan(rules: RuleSetDocument, actual: Minutes | null, tally: Tally): void {
  if (actual !== null && isTooShort(rules, actual)) {
    tally.trace.push(['too-short', actual, shortestPaid(rules)])
    return
  }
  tally.trace.push(['unplanned', 'delivered', 'pay-actual', actual, actual ?? 0])
  if (actual !== null) addMinutes(tally, actual, raised(rules, rounded(rules, actual, tally.trace), tally.trace))
}

function countAgainstPlan(rules: RuleSetDocument, basis: 'actual' | 'lesser', planned: Minutes, actual: Minutes, tally: Tally): void {
  let counted = actual
  let minutes: Minutes
  if (isWithinTolerance(rules.tolerance, planned, actual, tally.trace)) counted = minutes = planned
  else if (basis === 'lesser' && actual >= planned) {
    tally.trace.push(['lesser', planned, actual, planned])
    counted = minutes = planned
  } else {
    tally.trace.push([basis, planned, actual, actual])
    minutes = rounded(rules, actual, tally.trace)
  }
  addMinutes(tally, counted, capped(rules, basis, planned, raised(rules, minutes, tally.trace), tally.trace))
}

function isTooShort(rules: RuleSetDocument, actual: Minutes): boolean {
  return rules.minimum.kind === 'minutes' && rules.minimum.below === 'pay-nothing' && actual < rules.minimum.minutes
}

function shortestPaid(rules: RuleSetDocument): Minutes {
  return rules.minimum.kind === 'minutes' ? rules.minimum.minutes : 0
}

function isWithinTolerance(tolerance: RuleSetDocument['tolerance'], planned: Minutes, actual: Minutes, trace: TraceStep[]): boolean {
  if (tolerance.kind === 'none') return false
  const away = Math.abs(actual - planned)
  // Whole numbers on both sides: 10 percent of 25 minutes is compared as 250, never as 2.5.
  const within = tolerance.kind === 'minutes' ? away <= tolerance.minutes : away * 100 <= planned * tolerance.percent
  if (!within) return false
  trace.push(['tolerance', planned, actual, tolerance.kind, tolerance.kind === 'minutes' ? tolerance.minutes : tolerance.percent])
  return true
}

function rounded(rules: RuleSetDocument, minutes: Minutes, trace: TraceStep[]): Minutes {
  const { unitMinutes, mode } = rules.rounding
  if (unitMinutes === 1) return minutes
  const to = roundTo(minutes, unitMinutes, mode)
  trace.push(['round', minutes, unitMinutes, mode, to])
  return to
}

function raised(rules: RuleSetDocument, minutes: Minutes, trace: TraceStep[]): Minutes {
  const { minimum } = rules
  if (minimum.kind === 'none' || minimum.below === 'pay-nothing' || minutes >= minimum.minutes) return minutes
  trace.push(['raise', minutes, minimum.minutes])
  return minimum.minutes
}

function capped(rules: RuleSetDocument, basis: 'actual' | 'lesser', planned: Minutes, minutes: Minutes, trace: TraceStep[]): Minutes {
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
