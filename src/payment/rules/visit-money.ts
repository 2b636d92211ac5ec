import { penceFor, type Pence } from '../../kernel/amounts.ts'
import type { VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import type { Tally } from './tally.ts'

/** All that money asks of a rule set: rule sets that agree in this pay the same for the same minutes. */
export type MoneyRules = Pick<RuleSetDocument, 'packagePrice' | 'subcontracted' | 'distanceBands' | 'startPremium'>

/** All that money asks of what was counted. */
export type CountedTally = Pick<Tally, 'payableMinutes' | 'fixedMinutes' | 'fixedPence' | 'trace'>

/** That part of a rule set, and nothing else. */
export function moneyRules({ packagePrice, subcontracted, distanceBands, startPremium }: RuleSetDocument): MoneyRules {
  return { ...(packagePrice !== undefined && { packagePrice }), ...(subcontracted !== undefined && { subcontracted }), ...(distanceBands !== undefined && { distanceBands }), ...(startPremium !== undefined && { startPremium }) }
}

/**
 * Turns a visit's payable minutes into pence: the last steps of the precedence stated at `priceVisit`.
 *
 * The share for subcontracted visits is taken of the rate, to the nearest penny; what the way adds by the hour is added to it. Minutes at
 * a fixed price are taken out, the rest is paid at that rate, rounded once. What the way adds for the visit and the premium for a start are added
 * to a visit that pays at all. A package with a price for its week pays the visit's part of that and nothing else.
 */
export function visitMoney(rules: MoneyRules, visit: VisitFacts, tally: CountedTally): Pence {
  const { trace, payableMinutes } = tally
  const start = trace.length
  const part = packagePart(rules, visit, tally)
  if (part !== undefined) return result(part, tally)
  const way = distanceBand(rules, visit)
  const pencePerHour = rateFor(rules, visit, way?.pencePerHour ?? 0, tally)
  if (way !== undefined) trace.push(['distance', visit.distanceMetres ?? 0, way.fromMetres, way.pencePerHour, way.pencePerVisit])
  if (tally.fixedMinutes > 0) trace.push(['fixed-price', tally.fixedMinutes, tally.fixedPence, payableMinutes - tally.fixedMinutes])
  const timePence = penceFor(payableMinutes - tally.fixedMinutes, pencePerHour)
  const premium = payableMinutes > 0 ? startPremium(rules, visit) : 0
  const more = tally.fixedPence + (payableMinutes > 0 ? (way?.pencePerVisit ?? 0) : 0) + premium
  if (trace.length === start && premium === 0) {
    trace.push(['money', payableMinutes, pencePerHour, timePence])
    return timePence
  }
  trace.push(['time-money', payableMinutes - tally.fixedMinutes, pencePerHour, timePence])
  if (premium > 0) trace.push(['start-premium', visit.start?.days ?? 0, rules.startPremium?.withinDays ?? 0, premium])
  return result(timePence + more, tally)
}

function result(pence: Pence, tally: CountedTally): Pence {
  tally.trace.push(['result', tally.payableMinutes, pence])
  return pence
}

function rateFor(rules: MoneyRules, visit: VisitFacts, more: Pence, tally: CountedTally): Pence {
  if (rules.subcontracted === undefined || visit.subcontracted !== true) return visit.pencePerHour + more
  const { percent } = rules.subcontracted
  const paid = Math.floor((visit.pencePerHour * percent + 50) / 100)
  tally.trace.push(['subcontracted', visit.pencePerHour, percent, paid])
  return paid + more
}

function distanceBand(rules: MoneyRules, { distanceMetres }: VisitFacts): NonNullable<RuleSetDocument['distanceBands']>[number] | undefined {
  if (distanceMetres == null) return undefined
  return rules.distanceBands?.findLast((band) => distanceMetres >= band.fromMetres)
}

function startPremium({ startPremium: premium }: MoneyRules, { start }: VisitFacts): Pence {
  if (premium === undefined || start === undefined) return 0
  const isAsked = (premium.urgency === 'any' || premium.urgency === start.urgency) && start.days <= premium.withinDays
  // ISO dates order as text.
  return isAsked && start.on >= premium.fromOn && start.on <= premium.toOn ? premium.pence : 0
}

/** The parts of a week add up to its price: each is what the price up to and with this visit is more than the price up to it. */
function packagePart(rules: MoneyRules, visit: VisitFacts, tally: CountedTally): Pence | undefined {
  const week = visit.across?.packageWeek
  if (rules.packagePrice === undefined || week === undefined || week.minutes <= 0) return undefined
  const after = week.before + (visit.planned === null ? 0 : visit.planned.minutes * visit.planned.workers)
  const upTo = (minutes: number): Pence => Math.floor((week.pence * minutes) / week.minutes)
  const part = upTo(after) - upTo(week.before)
  const paid = tally.payableMinutes > 0 || rules.packagePrice.undelivered === 'pay' ? part : 0
  tally.trace.push(['package-price', week.pence, week.before, after, week.minutes, part, paid])
  return paid
}
