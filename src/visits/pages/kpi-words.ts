import { withCommas } from '../../kernel/words.ts'
import { KPI_DEFINITIONS } from '../rules/kpi-definitions.ts'
import { EXCLUSION_WORDS, type KpiDefinition, type KpiValue } from '../terms/kpi.ts'

/** The definition of a KPI; the first where there is none of that key. */
export function definitionOf(key: string): KpiDefinition {
  const found = KPI_DEFINITIONS.find((each) => each.key === key) ?? KPI_DEFINITIONS[0]
  if (found === undefined) throw new Error('No KPI is defined')
  return found
}

/** A KPI's value as people read it: 94.12%, 4.2, 1.95 miles. */
export function valueWords({ unit }: KpiDefinition, { value }: KpiValue): string {
  if (value === null) return 'Nothing to measure'
  return unit === 'share' ? `${String(value)}%` : unit === 'miles' ? `${String(value)} miles` : String(value)
}

/** One of its two figures: whole, miles and hours with at most two decimals. */
export function figureWords(figure: number): string {
  const whole = Math.trunc(figure)
  const rest = Math.round((figure - whole) * 100)
  return rest === 0 ? withCommas(whole) : rest === 100 ? withCommas(whole + 1) : `${withCommas(whole)}.${String(rest).padStart(2, '0').replace(/0$/, '')}`
}

/** What is left out: "12 cancelled, 3 no access". */
export function excludedWords({ excluded }: KpiValue): string {
  return excluded.length === 0 ? 'None' : excluded.map(({ measure, count }) => `${withCommas(count)} ${EXCLUSION_WORDS[measure] ?? measure}`).join(', ')
}

/** Where the definition comes from and what it counts, in one sentence each. */
export function definitionRows(): { readonly id: string; readonly name: string; readonly figure: string; readonly says: string; readonly excluded: string; readonly source: string }[] {
  return KPI_DEFINITIONS.map((each) => ({
    id: `definition-${each.key}`,
    name: each.name,
    figure: `${capital(each.numeratorWords)} ${each.unit === 'share' ? 'of' : 'divided by'} ${each.denominatorWords}`,
    says: each.says,
    excluded: each.excluded.map((measure) => EXCLUSION_WORDS[measure] ?? measure).join(', '),
    source: each.source,
  }))
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
