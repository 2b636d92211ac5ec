import { z } from 'zod'
import { wordsForPence } from '../../../kernel/words.ts'
import { OUTCOME_NAMES, OUTCOMES } from '../../../visits/terms.ts'
import { readForm, type FieldError } from '../../../platform/web/form.ts'
import { explainTrace, type ExplainedStep } from '../../rules/explain-trace.ts'
import { priceVisit } from '../../rules/price-visit.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import type { WorkedCase } from '../../terms/worked-case.ts'

const NO_RECORD = 'no-record'

/** An empty box is null; anything else must be whole minutes of at most a day. */
const minutes = (name: string) =>
  z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.int(`${name} must be whole minutes`).min(0, `${name} must be 0 or more`).max(1440, `${name} must be at most 1440, a whole day`).nullable())

export const exampleSchema = z.object({
  planned: minutes('Planned minutes').default(30),
  workers: z.enum(['1', '2'], 'Choose 1 or 2 care workers').default('1'),
  outcome: z.enum([...OUTCOMES, NO_RECORD], 'Choose what the record says').default('delivered'),
  actual: minutes('Recorded minutes').default(null),
  second: minutes('Recorded minutes of the second care worker').default(null),
  notice: z.string().trim().regex(/^\d{0,3}$/, 'Hours of notice must be a whole number').default(''),
  rate: z.string().trim().regex(/^£?\d{1,3}(\.\d\d)?$/, 'Enter the rate in pounds and pence, like 24.50').default('24.00'),
})

/** The answer of a worked example: the steps and the price, or what is wrong with what was typed. */
export interface WorkedExample {
  readonly errors: readonly FieldError[]
  readonly steps: readonly ExplainedStep[]
  readonly result: string | undefined
}

/** Prices a visit that somebody typed in, by the very rule that pays. */
export function workedExample(rules: RuleSetDocument, typed: unknown): WorkedExample {
  const form = readForm(exampleSchema, typed)
  if (!form.ok) return { errors: form.errors, steps: [], result: undefined }
  const priced = priceVisit(rules, exampleVisit(form.value))
  return { errors: [], steps: explainTrace(priced.trace), result: `${String(priced.payableMinutes)} minutes, ${wordsForPence(priced.pence)}` }
}

/** The visit that somebody typed in. */
export function exampleVisit(visit: z.output<typeof exampleSchema>): WorkedCase['visit'] {
  const records: WorkedCase['visit']['records'] = []
  const { outcome } = visit
  if (outcome !== NO_RECORD) records.push({ outcome, actualMinutes: outcome === 'delivered' ? visit.actual : null, noticeHours: visit.notice === '' ? null : Number(visit.notice), secondWorker: false })
  if (visit.second !== null) records.push({ outcome: 'delivered', actualMinutes: visit.second, noticeHours: null, secondWorker: true })
  const pencePerHour = Math.round(Number(visit.rate.replace('£', '')) * 100)
  const planned = visit.planned === null || visit.planned === 0 ? null : { minutes: visit.planned, workers: Number(visit.workers) }
  return { planned, records, pencePerHour }
}

/** The form's fields with what was typed, or a first example. */
export function exampleForm(typed: Readonly<Record<string, unknown>>) {
  const text = (name: string, otherwise: string): string => (typeof typed[name] === 'string' ? typed[name] : otherwise)
  const isNew = typed['outcome'] === undefined
  return {
    planned: text('planned', '30'),
    workers: text('workers', '1'),
    outcome: text('outcome', 'delivered'),
    actual: text('actual', isNew ? '27' : ''),
    second: text('second', ''),
    notice: text('notice', ''),
    rate: text('rate', '24.00'),
    outcomes: [...OUTCOMES.map((value) => ({ value, text: OUTCOME_NAMES[value] })), { value: NO_RECORD, text: 'No record came' }],
  }
}
