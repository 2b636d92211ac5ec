import type { PricedVisit } from '../terms/priced-visit.ts'
import { explainTrace } from '../rules/explain-trace.ts'
import { pricePlace } from '../rules/price-totals.ts'
import { compareScenarios, type Comparison } from '../rules/what-if/compare-scenarios.ts'
import { whatIf, type Scenario, type ScenarioResult } from '../rules/what-if/what-if.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { readVisitsAndRates, type RatedVisit } from './price-files.ts'
import { readRulesFile } from './rules-file.ts'

/** A file that a what-if was given. */
export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A visit under two rule sets, with what each pays and why. */
export interface DifferingVisit {
  readonly visit: RatedVisit
  readonly before: PricedVisit & { readonly words: string }
  readonly after: PricedVisit & { readonly words: string }
}

/** One rule set held against the first. */
export interface ComparedFile {
  readonly result: Pick<ScenarioResult, 'name' | 'path' | 'totals'>
  readonly comparison: Omit<Comparison, 'mostDifferent'> & { readonly mostDifferent: readonly DifferingVisit[] }
}

export type WhatIfFiles =
  | { readonly ok: true; readonly base: Pick<ScenarioResult, 'name' | 'path' | 'totals'>; readonly compared: readonly ComparedFile[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly files: readonly { readonly name: string; readonly refusals: readonly Refusal[] }[] }

/** Prices the visits of a file under each rule set and compares it with the first; `most` of the visits that differ most are told. Needs no database. */
export function whatIfFiles(files: { readonly rules: readonly NamedFile[]; readonly rates: NamedFile; readonly visits: NamedFile }, most: number): WhatIfFiles {
  const read = readVisitsAndRates({ rates: files.rates.bytes, visits: files.visits.bytes })
  const scenarios = files.rules.map((file) => readScenario(file))
  const refused = scenarios.flatMap((each) => ('refusals' in each ? [each] : []))
  if (refused.length > 0 || !read.ok) return { ok: false, files: [...refused, ...(read.ok ? [] : read.files.map(({ file, refusals }) => ({ name: file === 'rates' ? files.rates.name : files.visits.name, refusals })))] }
  const [base, ...others] = whatIf(read.visits, scenarios.flatMap((each) => ('rules' in each ? [each] : [])), pricePlace)
  if (base === undefined) return { ok: false, files: [] }
  return { ok: true, base, compared: others.map((result) => ({ result, comparison: compared(read.visits, base, result, most) })), notes: read.notes }
}

function compared(visits: readonly RatedVisit[], base: ScenarioResult, result: ScenarioResult, most: number): ComparedFile['comparison'] {
  const comparison = compareScenarios(base, result, visits.length, most)
  const mostDifferent = comparison.mostDifferent.flatMap((place): DifferingVisit[] => {
    const visit = visits[place]
    return visit === undefined ? [] : [{ visit, before: inWords(base.explain(place)), after: inWords(result.explain(place)) }]
  })
  return { ...comparison, mostDifferent }
}

function inWords(priced: PricedVisit): PricedVisit & { readonly words: string } {
  return { ...priced, words: explainTrace(priced.trace).map((step) => step.words).join(' ') }
}

function readScenario({ name, bytes }: NamedFile): Scenario | { readonly name: string; readonly refusals: readonly Refusal[] } {
  const read = readRulesFile(bytes)
  if (!read.ok) return { name, refusals: read.refusals }
  const [only, ...more] = read.ruleSets
  if (only !== undefined && more.length === 0) return { name: only.document.name, rules: only.document }
  return { name, refusals: [{ row: 0, column: 'ruleSets', value: null, reason: 'The file has more than one rule set', fix: 'Give each rule set a file of its own: all visits are priced under each' }] }
}
