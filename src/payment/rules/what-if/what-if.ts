import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import type { PricedVisit, VisitFacts } from '../../terms/priced-visit.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { priceByPeriod } from '../price-by-period.ts'
import { looksAcross, type VisitInOrder } from '../price-in-order.ts'
import { priceTotals, type PricePlace, type PriceTotals } from '../price-totals.ts'
import { priceVisit } from '../price-visit.ts'
import { askedFacts } from './asked-facts.ts'
import type { FoldedVisits } from './folded-visits.ts'
import { foldVisits } from './fold-visits.ts'
import { ABREAST, foldPricer, foldTotals, type FoldPrices } from './price-fold.ts'

/** A rule set under which visits are priced to see what it would pay. */
export interface Scenario {
  readonly name: string
  readonly rules: RuleSetDocument
}

/** What one rule set pays for all visits. */
export interface ScenarioResult {
  readonly name: string
  readonly totals: PriceTotals
  /** How it was reckoned: one price for each distinct visit, or visit by visit because the rules look across visits. Both give the same. */
  readonly path: { readonly by: 'signature'; readonly signatures: number } | { readonly by: 'visit' }
  /** What a visit pays, by its place in the list. */
  readonly priceOf: (place: number) => { readonly payableMinutes: Minutes; readonly pence: Pence }
  /** The same with its trace. */
  readonly explain: (place: number) => PricedVisit
}

export type WhatIfVisit = VisitInOrder & { readonly provider: string }

/**
 * Prices the same visits under any number of rule sets: what a year would have cost. Every price is `priceVisit`'s. Rule sets
 * that look at each visit alone price every distinct visit once; those that look across visits price them one by one, in order.
 * Yields a result for each rule set, in order, so that only what is kept needs room.
 */
export function* whatIf<V extends WhatIfVisit>(visits: readonly V[], scenarios: readonly Scenario[], placeOf: (visit: V) => PricePlace): Generator<ScenarioResult> {
  const folds = new Map<string, Fold>()
  const foldFor = ({ rules }: Scenario): Fold | null => {
    if (looksAcross(rules)) return null
    const asked = askedFacts(rules)
    const key = JSON.stringify(asked)
    const known = folds.get(key)
    if (known !== undefined) return known
    const folded = foldVisits(visits, asked, placeOf)
    const fold = { ...folded, price: foldPricer(folded) }
    folds.set(key, fold)
    return fold
  }
  for (let at = 0; at < scenarios.length; at += ABREAST) {
    const results = new Map<Scenario, ScenarioResult>()
    const some = scenarios.slice(at, at + ABREAST)
    for (const [fold, own] of Map.groupBy(some, foldFor)) {
      if (fold === null) continue
      for (const [place, result] of bySignature(own, fold, visits).entries()) if (own[place] !== undefined) results.set(own[place], result)
    }
    for (const scenario of some) yield results.get(scenario) ?? visitByVisit(scenario.name, scenario.rules, visits, placeOf)
  }
}

type Fold = FoldedVisits & { readonly signatureOf: Int32Array; readonly price: (ruleSets: readonly RuleSetDocument[]) => FoldPrices }

function bySignature(scenarios: readonly Scenario[], fold: Fold, visits: readonly VisitFacts[]): ScenarioResult[] {
  const prices = fold.price(scenarios.map(({ rules }) => rules))
  const totals = foldTotals(fold, prices)
  return scenarios.flatMap((scenario, at) => (totals[at] === undefined ? [] : [signatureResult(scenario, visits, fold, { prices, at }, totals[at])]))
}

function signatureResult({ name, rules }: Scenario, visits: readonly VisitFacts[], fold: Fold, { prices, at }: { readonly prices: FoldPrices; readonly at: number }, totals: PriceTotals): ScenarioResult {
  const own = (place: number): number => fold.signatureOf[place] ?? -1
  return {
    name,
    totals,
    path: { by: 'signature', signatures: fold.signatures.counted.length },
    priceOf: (place) => ({ payableMinutes: prices.minutes[(fold.signatures.counted[own(place)] ?? -1) * ABREAST + at] ?? 0, pence: prices.pence[own(place) * ABREAST + at] ?? 0 }),
    explain: (place) => priceVisit(rules, visits[place] ?? NOTHING),
  }
}

function visitByVisit<V extends WhatIfVisit>(name: string, rules: RuleSetDocument, visits: readonly V[], placeOf: (visit: V) => PricePlace): ScenarioResult {
  const prices = priceByPeriod(() => rules, visits)
  const nothing: PricedVisit = { countedMinutes: 0, payableMinutes: 0, pence: 0, recordedMinutes: 0, trace: [] }
  const priceOf = (place: number): PricedVisit => prices[place] ?? nothing
  return { name, totals: priceTotals(visits.map((visit, at) => ({ visits: 1, payableMinutes: priceOf(at).payableMinutes, pence: priceOf(at).pence, place: placeOf(visit) }))), path: { by: 'visit' }, priceOf, explain: priceOf }
}

const NOTHING: VisitFacts = { planned: null, records: [], pencePerHour: 0 }
