import { hundredthsOf } from '../../../market/terms/fee-review-query.ts'
import type { FeeReviewInputs } from '../../../market/terms/fee-review.ts'
import { dateOf, fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'

/** The percentages of the form, in its order. */
export const FIGURES = [
  { name: 'wageShare', label: 'Share of a rate that follows wages', hint: '' },
  { name: 'wageChange', label: 'Change of wages', hint: 'For example the change of the National Living Wage. A fall is typed with a minus.' },
  { name: 'priceShare', label: 'Share of a rate that follows prices', hint: 'With the share of wages at most 100%. What is left stays as it is.' },
  { name: 'priceChange', label: 'Change of prices', hint: 'For example the change of the consumer prices index.' },
] as const

/** The fields as they stand in the page: the date taken apart where the address carries it whole. */
export function shownValues(query: FormBody, today: Temporal.PlainDate): FormBody {
  if (query['fromOn-day'] !== undefined) return query
  const [carried] = [textOf(query, 'from')]
  const next = today.with({ month: 4, day: 1 })
  const on = /^\d{4}-\d\d-\d\d$/.test(carried) ? Temporal.PlainDate.from(carried) : Temporal.PlainDate.compare(next, today) > 0 ? next : next.add({ years: 1 })
  return { ...query, 'fromOn-day': String(on.day), 'fromOn-month': String(on.month), 'fromOn-year': String(on.year) }
}

/** Whether figures were put in at all. */
export function isAsked(query: FormBody): boolean {
  return FIGURES.some(({ name }) => query[name] !== undefined)
}

/** The fields as the inputs of a review, or each thing that is wrong with them. */
export function readInputs(values: FormBody): { readonly inputs: FeeReviewInputs | undefined; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const fromOn = dateOf(values, 'fromOn')
  if (fromOn == null) errors.push(fieldError('fromOn-day', fromOn === null ? 'The first day must be a real date' : 'Enter the first day of the new rates'))
  const [wageShare, wageChange, priceShare, priceChange] = FIGURES.map(({ name, label }) => {
    const typed = textOf(values, name)
    const hundredths = hundredthsOf(typed === '' ? 'none' : typed.replace(/%$/, ''))
    if (hundredths === undefined) errors.push(fieldError(name, `${label}: enter a percentage with at most two decimals, like 4.1`))
    return hundredths
  })
  if (fromOn == null || wageShare === undefined || wageChange === undefined || priceShare === undefined || priceChange === undefined) return { inputs: undefined, errors }
  return { inputs: { fromOn, wageShare, wageChange, priceShare, priceChange }, errors }
}
