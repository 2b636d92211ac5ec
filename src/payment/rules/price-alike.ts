import type { PricedVisit, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { priceVisit } from './price-visit.ts'

/** What tells two visits apart that are priced by themselves, unless something else is known of them. */
const OF_VISIT: ReadonlySet<string> = new Set(['planned', 'records', 'pencePerHour'] satisfies (keyof VisitFacts)[])
const OF_RECORD: ReadonlySet<string> = new Set(['recordId', 'outcome', 'actualMinutes', 'noticeHours', 'secondWorker'])

/**
 * Prepares pricing of many visits, each alone, so that visits that are alike share one answer and its trace: equal in plan, rate and in what the records say.
 * A visit of which anything more is known (held, blocked, a variation, details of records) is priced by itself, so the answer is always `priceVisit`'s.
 */
export function priceAlike(): (rules: RuleSetDocument, visit: VisitFacts) => PricedVisit {
  const byRules = new Map<RuleSetDocument, Map<string, PricedVisit>>()
  return (rules, visit) => {
    const key = likeness(visit)
    if (key === undefined) return priceVisit(rules, visit)
    const known = byRules.get(rules) ?? new Map<string, PricedVisit>()
    byRules.set(rules, known)
    const before = known.get(key)
    if (before !== undefined) return before
    const priced = priceVisit(rules, visit)
    known.set(key, priced)
    return priced
  }
}

/** The text that visits share which are alike; undefined for one of which more is known than it says. */
function likeness(visit: VisitFacts): string | undefined {
  if (knowsMore(visit, OF_VISIT)) return undefined
  const { planned, pencePerHour, records } = visit
  let key = `${String(pencePerHour)} ${planned === null ? '' : `${String(planned.minutes)}x${String(planned.workers)}`}`
  for (const record of records) {
    if (knowsMore(record, OF_RECORD)) return undefined
    const { outcome, actualMinutes, noticeHours, secondWorker } = record
    key += `;${outcome} ${String(actualMinutes)} ${String(noticeHours)} ${String(secondWorker)}`
  }
  return key
}

function knowsMore(facts: object, names: ReadonlySet<string>): boolean {
  for (const name in facts) if (!names.has(name) && Reflect.get(facts, name) !== undefined) return true
  return false
}
