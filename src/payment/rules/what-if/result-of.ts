import type { ScenarioAnswer } from '../../terms/what-if.ts'
import type { TotalledBy } from '../price-totals.ts'
import type { RunningComparison, RunningWhatIf } from './add-stretches.ts'
import type { GroupChange } from './compare-scenarios.ts'

/** Names of providers and zones, by id. */
export interface ResultNames {
  readonly provider: ReadonlyMap<string, string>
  readonly zone: ReadonlyMap<string, string>
}

/** One scenario's figures with groups by name, the greatest gain first. Groups add up to the whole. */
export function addNames(running: RunningComparison, so: Pick<RunningWhatIf, 'paidPence' | 'paidMinutes'>, names: ResultNames): Omit<ScenarioAnswer, 'mostDifferent'> {
  const groups = (by: TotalledBy, nameOf: (name: string) => string): GroupChange[] =>
    [...running.by[by].values()]
      .map((group) => ({ ...group, name: group.name === null ? null : nameOf(group.name) }))
      .toSorted((a, b) => b.penceMore - a.penceMore || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  return {
    name: running.scenario.name,
    ratesTenths: running.scenario.ratesTenths,
    path: running.path,
    payableMinutes: running.payableMinutes,
    pence: running.pence,
    penceMore: running.pence - so.paidPence,
    minutesMore: running.payableMinutes - so.paidMinutes,
    visitsPaidMore: running.visitsPaidMore,
    visitsPaidLess: running.visitsPaidLess,
    visitsPaidTheSame: running.visitsPaidTheSame,
    by: {
      provider: groups('provider', (id) => names.provider.get(id) ?? id),
      zone: groups('zone', (id) => names.zone.get(id) ?? id),
      serviceLine: groups('serviceLine', (code) => code),
      month: groups('month', (month) => month).toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    },
  }
}
