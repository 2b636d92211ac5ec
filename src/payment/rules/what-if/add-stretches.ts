import type { InPieces } from '../../../kernel/in-pieces.ts'
import type { Pence } from '../../../kernel/amounts.ts'
import type { PricedVisit } from '../../terms/priced-visit.ts'
import type { TryScenario } from '../../terms/what-if.ts'
import { looksAcross } from '../price-in-order.ts'
import { TOTALLED_BY, type TotalledBy } from '../price-totals.ts'
import { compareScenarios, type GroupChange } from './compare-scenarios.ts'
import { asPaid, type PaidVisit } from './paid-visit.ts'
import { whatIf } from './what-if.ts'

/** A visit whose price differs from what was paid, with its price under the rules tried. */
export interface TriedVisit {
  readonly visit: PaidVisit
  readonly tried: PricedVisit
}

/** One scenario held against what was paid, as far as it has been reckoned. */
export interface RunningComparison {
  readonly scenario: TryScenario
  readonly path: 'signature' | 'visit'
  payableMinutes: number
  pence: Pence
  visitsPaidMore: number
  visitsPaidLess: number
  visitsPaidTheSame: number
  readonly by: Readonly<Record<TotalledBy, Map<string | null, GroupChange>>>
  mostDifferent: readonly TriedVisit[]
}

/** What has been reckoned so far of all scenarios. */
export interface RunningWhatIf {
  visits: number
  paidMinutes: number
  paidPence: Pence
  readonly comparisons: readonly RunningComparison[]
}

/** A what-if of which nothing has been reckoned. */
export function beginWhatIf(scenarios: readonly TryScenario[]): RunningWhatIf {
  const comparisons = scenarios.map((scenario): RunningComparison => ({
    scenario,
    path: looksAcross(scenario.document) ? 'visit' : 'signature',
    payableMinutes: 0,
    pence: 0,
    visitsPaidMore: 0,
    visitsPaidLess: 0,
    visitsPaidTheSame: 0,
    by: { provider: new Map(), zone: new Map(), serviceLine: new Map(), month: new Map() },
    mostDifferent: [],
  }))
  return { visits: 0, paidMinutes: 0, paidPence: 0, comparisons }
}

/**
 * Adds a stretch: the visits of one provider in one payment period. No rule looks further than that, so a year reckoned stretch by
 * stretch is the year reckoned at once, in little room. `most` visits that differ most are kept for each scenario. It stops after each scenario, so that
 * whoever runs it may let other work have its turn; nothing is to be read from `so` before it has ended.
 */
export function* addStretch(so: RunningWhatIf, visits: readonly PaidVisit[], most: number): InPieces<void> {
  const paid = asPaid(visits)
  so.visits += visits.length
  so.paidMinutes += paid.totals.payableMinutes
  so.paidPence += paid.totals.pence
  for (const [tenths, comparisons] of Map.groupBy(so.comparisons, (each) => each.scenario.ratesTenths)) {
    const rated = tenths === 0 ? visits : visits.map((visit) => ({ ...visit, pencePerHour: rateRaised(visit.pencePerHour, tenths) }))
    const results = whatIf(rated, comparisons.map(({ scenario }) => ({ name: scenario.name, rules: scenario.document })), (visit) => visit.place)
    let at = 0
    for (const result of results) {
      const running = comparisons[at]
      at += 1
      if (running === undefined) continue
      const compared = compareScenarios(paid, result, visits.length, most)
      running.payableMinutes += result.totals.payableMinutes
      running.pence += result.totals.pence
      running.visitsPaidMore += compared.visitsPaidMore
      running.visitsPaidLess += compared.visitsPaidLess
      running.visitsPaidTheSame += compared.visitsPaidTheSame
      for (const by of TOTALLED_BY) for (const group of compared.by[by]) addGroup(running.by[by], group)
      const differing = compared.mostDifferent.flatMap((place): TriedVisit[] => {
        const visit = visits[place]
        return visit === undefined ? [] : [{ visit, tried: result.explain(place) }]
      })
      running.mostDifferent = [...running.mostDifferent, ...differing].toSorted((a, b) => away(b) - away(a) || a.visit.day - b.visit.day || (a.visit.key < b.visit.key ? -1 : 1)).slice(0, most)
      yield
    }
  }
}

/** A rate raised (or lowered) by tenths of a percent, to the nearest penny, a half up. */
export function rateRaised(pencePerHour: Pence, tenths: number): Pence {
  return Math.round((pencePerHour * (1000 + tenths)) / 1000)
}

function away({ visit, tried }: TriedVisit): number {
  return Math.abs(tried.pence - visit.paid.pence)
}

function addGroup(groups: Map<string | null, GroupChange>, more: GroupChange): void {
  const so = groups.get(more.name)
  if (so === undefined) {
    groups.set(more.name, more)
    return
  }
  groups.set(more.name, {
    name: more.name,
    visits: so.visits + more.visits,
    beforePence: so.beforePence + more.beforePence,
    afterPence: so.afterPence + more.afterPence,
    penceMore: so.penceMore + more.penceMore,
    minutesMore: so.minutesMore + more.minutesMore,
  })
}
