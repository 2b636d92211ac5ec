import type { z } from 'zod'
import { Refused } from '../action/refused.ts'
import type { FormBody } from './route.ts'

/** One thing wrong with a form, in the page's own words. `href` points at the field in the error summary. */
export interface FieldError {
  readonly field: string
  readonly href: string
  readonly text: string
}

/** A form read: a typed value, or everything that is wrong with it. */
export type FormResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] }

/** An error at a field. The field's element id is its name. */
export function fieldError(field: string, text: string): FieldError {
  return { field, href: `#${field}`, text }
}

/** The trimmed text of a field; empty when it was not sent. The first one when it was sent more than once. */
export function textOf(body: FormBody, field: string): string {
  const sent = body[field]
  return (typeof sent === 'string' ? sent : (sent?.[0] ?? '')).trim()
}

const TEXT_LENGTH = 500

/** Reads words; an error when they are missing, unless they may be, and when they are too many. */
export function askedText(body: FormBody, field: string, missing: string | null, errors: FieldError[]): string | null {
  const text = textOf(body, field)
  if (text === '' && missing !== null) errors.push(fieldError(field, missing))
  if (text.length > TEXT_LENGTH) errors.push(fieldError(field, `Enter ${String(TEXT_LENGTH)} characters or fewer`))
  return text === '' ? null : text
}

/** Every value sent under a name: ticked checkboxes, rows of a list. */
export function listOf(body: FormBody, field: string): string[] {
  const sent = body[field]
  if (sent === undefined) return []
  return (typeof sent === 'string' ? [sent] : [...sent]).map((each) => each.trim())
}

/**
 * A date typed as day, month and year into the GOV.UK date input: fields `x-day`, `x-month`, `x-year`.
 * Undefined when empty, null when it is not a real date.
 */
export function dateOf(body: FormBody, field: string): Temporal.PlainDate | undefined | null {
  const parts = ['day', 'month', 'year'].map((part) => textOf(body, `${field}-${part}`))
  if (parts.every((part) => part === '')) return undefined
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return null
  const [day = 0, month = 0, year = 0] = parts.map(Number)
  if (year < 1000) return null
  try {
    return Temporal.PlainDate.from({ day, month, year }, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Reads a form by a schema whose messages are written for the page. One error a field, in the schema's order. */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): FormResult<z.output<S>> {
  const result = schema.safeParse(body)
  if (result.success) return { ok: true, value: result.data }
  const errors = new Map<string, FieldError>()
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join('-')
    if (!errors.has(field)) errors.set(field, fieldError(field, issue.message))
  }
  return { ok: false, errors: [...errors.values()] }
}

/** The error list of a refusal by an action, for showing the form again. Anything else is thrown on. */
export function fieldErrorsOf(fault: unknown, fallbackField: string): readonly FieldError[] {
  if (fault instanceof Refused) return [fieldError(fault.field ?? fallbackField, fault.message)]
  throw fault
}
