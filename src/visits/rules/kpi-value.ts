import { MEASURES, type KpiDefinition, type KpiValue, type Measure, type Measures } from '../terms/kpi.ts'

/** Measures of several parts added up. */
export function addMeasures(parts: readonly Measures[]): Measures {
  const total: Partial<Record<Measure, number>> = {}
  for (const part of parts) for (const key of MEASURES) total[key] = (total[key] ?? 0) + (part[key] ?? 0)
  return total
}

/** One measure; `due` is what was made and missed together. */
export function measureOf(measures: Measures, measure: Measure): number {
  return measure === 'due' ? (measures.made ?? 0) + (measures.missed ?? 0) : (measures[measure] ?? 0)
}

/** A KPI of some measures: percent with two decimals for a share, else how many a unit; null without a denominator. Hundredths of a mile and minutes become miles and hours. */
export function kpiValue(definition: KpiDefinition, measures: Measures): KpiValue {
  const [above, below] = [measureOf(measures, definition.numerator), measureOf(measures, definition.denominator)]
  const [numerator, denominator] = definition.unit === 'miles' ? [above / 100, below / 60] : [above, below]
  const value = denominator === 0 ? null : (definition.unit === 'share' ? 100 : 1) * (numerator / denominator)
  return {
    key: definition.key,
    value: value === null ? null : Math.round(value * 100) / 100,
    numerator,
    denominator,
    excluded: definition.excluded.flatMap((measure) => (measureOf(measures, measure) === 0 ? [] : [{ measure, count: measureOf(measures, measure) }])),
  }
}
