import type { Rate } from '../../market/terms.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import type { PlacedFacts } from './provider-lines.ts'

/** What is asked of a rate here. */
type PlacedRate = Pick<Rate, 'id' | 'zoneId' | 'serviceLine' | 'tier' | 'fromOn'>

/** The rates and rule sets that a run knew, by id; null where that was not kept: then nothing counts as known. */
export interface KnownTerms {
  readonly rateIds: readonly string[] | null
  readonly ruleSetIds: readonly string[] | null
}

/** What new rates and rules reach back to. */
export interface BackDated {
  /** The first day of any of them. */
  readonly fromOn: Temporal.PlainDate
  /** Whether any of them may price a visit of that place and date otherwise than before. ISO date. */
  readonly mayTouch: (placed: PlacedFacts, visitOn: string) => boolean
}

/**
 * Answers which visits before a day may be priced otherwise now, because a rate or a rule set that the last run did not know begins
 * before it; undefined when there is none. Rates and rule sets are only ever added, so what a run knew says exactly what is
 * new, whatever clock they were added by. A visit answered too many costs a look: pricing it again makes no line.
 */
export function backDatedTerms(known: KnownTerms, now: { readonly rates: readonly PlacedRate[]; readonly ruleSets: readonly Pick<RuleSet, 'id' | 'fromOn'>[] }, beforeOn: Temporal.PlainDate): BackDated | undefined {
  const isNew = (ids: readonly string[] | null): ((fact: { readonly id: string; readonly fromOn: Temporal.PlainDate }) => boolean) => {
    const held = new Set(ids)
    return (fact) => !held.has(fact.id) && Temporal.PlainDate.compare(fact.fromOn, beforeOn) < 0
  }
  const rates = now.rates.filter(isNew(known.rateIds))
  const ruleSets = now.ruleSets.filter(isNew(known.ruleSetIds))
  const [fromOn] = [...rates, ...ruleSets].map((each) => each.fromOn).toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  if (fromOn === undefined) return undefined
  const reaches = rates.map((rate) => ({ rate, fromOn: rate.fromOn.toString() }))
  const rulesFrom = ruleSets.map((each) => each.fromOn.toString()).toSorted()[0]
  return {
    fromOn,
    mayTouch: (placed, visitOn) =>
      (rulesFrom !== undefined && rulesFrom <= visitOn) || reaches.some((each) => each.fromOn <= visitOn && isForPlace(each.rate, placed)),
  }
}

function isForPlace(rate: PlacedRate, placed: PlacedFacts): boolean {
  if (placed.agreedPencePerHour !== null) return false
  return (rate.zoneId === null || rate.zoneId === placed.zoneId) && (rate.serviceLine === null || rate.serviceLine === placed.serviceLine) && (rate.tier === null || rate.tier === placed.tier)
}
