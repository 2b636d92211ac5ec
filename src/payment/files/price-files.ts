import { prepareRates, type RateFact } from '../../market/public.ts'
import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { explainTrace, type ExplainedStep } from '../rules/explain-trace.ts'
import { priceByPeriod } from '../rules/price-by-period.ts'
import type { VisitInOrder } from '../rules/price-in-order.ts'
import { pricePlace, priceTotals } from '../rules/price-totals.ts'
import { ruleSetOn } from '../rules/rule-set-on.ts'
import type { PricedVisit } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { readRatesFile } from './rates-file.ts'
import { readRulesFile, type DatedRules } from './rules-file.ts'
import { readVisitsFile, type FileVisit } from './visits-file.ts'

/** A visit of a file with the rate of its place, day and time. */
export type RatedVisit = FileVisit & VisitInOrder

/** A visit priced: what it was, and what it pays and why. */
export interface PricedFileVisit {
  readonly visit: RatedVisit
  readonly priced: PricedVisit
  /** The steps in plain English. */
  readonly explained: () => ExplainedStep[]
}

/** Which of the files was refused, and why. */
export interface RefusedPricingFile {
  readonly file: 'rules' | 'rates' | 'visits'
  readonly refusals: readonly Refusal[]
}

/** Visits of a file with their rates, or everything that is wrong with the files. */
export type ReadVisits = { readonly ok: true; readonly visits: readonly RatedVisit[]; readonly notes: readonly string[] } | { readonly ok: false; readonly files: readonly RefusedPricingFile[] }

/** Reads visits and the rates by which they are priced. A visit for which no rate has begun is refused by its row. */
export function readVisitsAndRates(files: { readonly visits: Uint8Array; readonly rates: Uint8Array }): ReadVisits {
  const visits = readVisitsFile(files.visits)
  const rates = readRatesFile(files.rates)
  if (!visits.ok || !rates.ok) return { ok: false, files: [...refusedIf('visits', visits), ...refusedIf('rates', rates)] }
  const rated = rateVisits(visits.visits, rates.rates)
  if (!rated.ok) return { ok: false, files: [{ file: 'visits', refusals: rated.refusals }] }
  return { ok: true, visits: rated.visits, notes: [...visits.notes, ...rates.notes] }
}

/** Prices the visits of files as the product prices them, provider by provider. Needs no database. Answers in the order of the file. */
export function priceFiles(files: { readonly rules: Uint8Array; readonly rates: Uint8Array; readonly visits: Uint8Array }): PricedFiles {
  const rules = readRulesFile(files.rules)
  const read = readVisitsAndRates(files)
  if (!rules.ok || !read.ok) return { ok: false, files: [...refusedIf('rules', rules), ...(read.ok ? [] : read.files)] }
  const lines = priceVisits(rules.ruleSets, read.visits)
  if (!lines.ok) return { ok: false, files: [{ file: 'rules', refusals: [lines.refusal] }] }
  const totals = priceTotals(lines.value.map(({ visit, priced }) => ({ visits: 1, payableMinutes: priced.payableMinutes, pence: priced.pence, place: pricePlace(visit) })))
  return { ok: true, lines: lines.value, totals, notes: read.notes }
}

/** The lines in the order of the file, and their totals; or everything that is wrong with the files. */
export type PricedFiles = { readonly ok: true; readonly lines: readonly PricedFileVisit[]; readonly totals: ReturnType<typeof priceTotals>; readonly notes: readonly string[] } | { readonly ok: false; readonly files: readonly RefusedPricingFile[] }

/** Prices visits under dated rules, each by those of its own date. Refused when a visit is older than all of them. */
function priceVisits(ruleSets: readonly DatedRules[], visits: readonly RatedVisit[]): { readonly ok: true; readonly value: PricedFileVisit[] } | { readonly ok: false; readonly refusal: Refusal } {
  const documents = new Map<RatedVisit, RuleSetDocument>()
  for (const visit of visits) {
    const rules = ruleSetOn(ruleSets, visit.visitOn)
    if (rules === undefined) return { ok: false, refusal: { row: 0, column: 'fromOn', value: visit.visitOn.toString(), reason: 'No rule set has begun on the date of a visit', fix: 'Let the first rule set begin on or before the first visit' } }
    documents.set(visit, rules.document)
  }
  const prices = priceByPeriod((visit: RatedVisit) => documents.get(visit), visits)
  return { ok: true, value: visits.flatMap((visit, at) => (pricedVisit(visit, prices[at]))) }
}

function pricedVisit(visit: RatedVisit, priced: PricedVisit | undefined): PricedFileVisit[] {
  return priced === undefined ? [] : [{ visit, priced, explained: () => explainTrace(priced.trace) }]
}

function rateVisits(visits: readonly FileVisit[], rates: readonly RateFact[]): { readonly ok: true; readonly visits: RatedVisit[] } | FileRefusal {
  const rateAt = prepareRates(rates)
  const refusals: Refusal[] = []
  const rated = visits.flatMap((visit) => {
    const rate = rateAt({ zoneId: visit.zone, serviceLine: visit.serviceLine, tier: visit.tier, on: visit.visitOn, startMinute: visit.startMinute })
    if (rate.ok) return [{ ...visit, pencePerHour: rate.value.pencePerHour }]
    const isTwice = rate.reasons[0]?.clause === 'two-rates'
    refusals.push({ row: visit.row, column: 'visit_date', value: visit.visitOn.toString(), reason: isTwice ? 'Two rates begin on the same date for this visit' : 'No rate has begun for this visit', fix: isTwice ? 'Leave one of them out of the rates file' : 'Add a rate for its zone, service line, tier, day and time, or one for any' })
    return []
  })
  return refusals.length > 0 ? { ok: false, refusals, notes: [] } : { ok: true, visits: rated }
}

function refusedIf(file: RefusedPricingFile['file'], read: { readonly ok: true } | FileRefusal): RefusedPricingFile[] {
  return read.ok ? [] : [{ file, refusals: read.refusals }]
}
