import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import type { PricedVisit } from '../../terms/priced-visit.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { priceByPeriod } from '../price-by-period.ts'
import { looksAcross, type VisitInOrder } from '../price-in-order.ts'
import { priceTotals, type PricePlace } from '../price-totals.ts'
import { priceVisit } from '../price-visit.ts'
import { askedFacts } from './asked-facts.ts'
import { foldVisits, type FoldedVisits } from './fold-visits.ts'

/** A rule set under which visits are priced to see what it would pay. */
export interface Scenario {
  readonly name: string
  readonly rules: RuleSetDocument
}

/** What one rule set pays for all visits. */
export interface ScenarioResult {
  readonly name: string
  readonly totals: ReturnType<typeof priceTotals>
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
  const folds = new Map<string, FoldedVisits>()
  for (const { name, rules } of scenarios) {
    if (looksAcross(rules)) {
      yield visitByVisit(name, rules, visits, placeOf)
      continue
    }
    const asked = askedFacts(rules)
    const key = JSON.stringify(asked)
    const fold = folds.get(key) ?? foldVisits(visits, asked, placeOf)
    folds.set(key, fold)
    yield bySignature(name, rules, fold)
  }
}

function bySignature(name: string, rules: RuleSetDocument, { signatures, signatureOf, places, counts }: FoldedVisits): ScenarioResult {
  const minutes = new Float64Array(signatures.length)
  const pence = new Float64Array(signatures.length)
  for (const [at, facts] of signatures.entries()) {
    const priced = priceVisit(rules, facts)
    minutes[at] = priced.payableMinutes
    pence[at] = priced.pence
  }
  const sums = places.map((place) => ({ place, visits: 0, payableMinutes: 0, pence: 0 }))
  for (let at = 0; at < counts.visits.length; at += 1) {
    const sum = sums[counts.place[at] ?? -1]
    const own = counts.signature[at] ?? -1
    const count = counts.visits[at] ?? 0
    if (sum === undefined) continue
    sum.visits += count
    sum.payableMinutes += count * (minutes[own] ?? 0)
    sum.pence += count * (pence[own] ?? 0)
  }
  const own = (place: number): number => signatureOf[place] ?? -1
  return {
    name,
    totals: priceTotals(sums),
    path: { by: 'signature', signatures: signatures.length },
    priceOf: (place) => ({ payableMinutes: minutes[own(place)] ?? 0, pence: pence[own(place)] ?? 0 }),
    explain: (place) => priceVisit(rules, signatures[own(place)] ?? { planned: null, records: [], pencePerHour: 0 }),
  }
}

function visitByVisit<V extends WhatIfVisit>(name: string, rules: RuleSetDocument, visits: readonly V[], placeOf: (visit: V) => PricePlace): ScenarioResult {
  const prices = priceByPeriod(() => rules, visits)
  const nothing: PricedVisit = { countedMinutes: 0, payableMinutes: 0, pence: 0, recordedMinutes: 0, trace: [] }
  const priceOf = (place: number): PricedVisit => prices[place] ?? nothing
  return { name, totals: priceTotals(visits.map((visit, at) => ({ visits: 1, payableMinutes: priceOf(at).payableMinutes, pence: priceOf(at).pence, place: placeOf(visit) }))), path: { by: 'visit' }, priceOf, explain: priceOf }
}
