import { dateOf, type FieldError } from './form.ts'
import type { FormBody } from './route.ts'

/** An error of a date: the summary's link goes to the first of its three boxes. */
export function dateError(field: string, text: string): FieldError {
  return { field, href: `#${field}-day`, text }
}

/** Errors whose fields may be dates, each with a link that leads somewhere. */
export function atDates(errors: readonly FieldError[], dates: readonly string[]): FieldError[] {
  return errors.map((error) => (dates.includes(error.field) ? dateError(error.field, error.text) : error))
}

/** Reads a date that must be given, and says what is wrong with it in the page's words: `what` is "first day". */
export function askedDate(body: FormBody, field: string, what: string, errors: FieldError[]): Temporal.PlainDate | null {
  const on = dateOf(body, field)
  if (on != null) return on
  errors.push(dateError(field, on === null ? `The ${what} must be a real date, for example 9 3 2026` : `Enter the ${what}`))
  return null
}

/** The boxes of a date, filled; empty without one. */
export function dateValues(field: string, on: Temporal.PlainDate | null): FormBody {
  return on === null ? {} : { [`${field}-day`]: String(on.day), [`${field}-month`]: String(on.month), [`${field}-year`]: String(on.year) }
}
