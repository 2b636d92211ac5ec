import { fieldError, listOf, textOf, dateOf, type FieldError } from '../../platform/web/form.ts'
import { page, type PageReply } from '../../platform/web/reply.ts'
import type { FormBody } from '../../platform/web/route.ts'

/** One choice of a select, radios or checkboxes. */
export interface FormChoice {
  readonly value: string
  readonly text: string
  readonly hint?: { readonly text: string }
  readonly checked?: boolean
  readonly selected?: boolean
}

/** One field of a form, or a heading between fields. `market/pages/form-page.njk` draws it. */
export interface FormField {
  readonly kind: 'text' | 'textarea' | 'date' | 'select' | 'radios' | 'checkboxes' | 'heading'
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly items?: readonly FormChoice[]
  readonly rows?: number
  readonly width?: string
  readonly prefix?: string
  readonly suffix?: string
  readonly inputmode?: 'numeric' | 'decimal'
  readonly small?: boolean
}

/** A form as its page shows it. */
export interface FormView {
  readonly title: string
  readonly caption?: string
  readonly breadcrumbs: readonly { readonly text: string; readonly href?: string }[]
  readonly intro?: readonly string[]
  readonly inset?: string | undefined
  readonly fields: readonly FormField[]
  /** Words on its button; empty where nothing can be sent. */
  readonly button: string
  readonly isWarning?: boolean
}

/** The page of a form; with errors it is shown again with status 400. */
export function formPage(view: FormView, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  return page('market/pages/form-page.njk', { ...view, values, errors }, errors.length > 0 ? { status: 400 } : {})
}

/** Choices from pairs of value and words, the one sent picked. `any` adds an empty choice first. */
export function choices(pairs: readonly (readonly [value: string, text: string])[], sent: FormBody, name: string, any?: string): FormChoice[] {
  const picked = new Set(listOf(sent, name))
  const all = any === undefined ? pairs : [['', any] as const, ...pairs]
  return all.map(([value, text]) => ({ value, text, selected: picked.has(value), checked: picked.has(value) }))
}

/** Reads a date that must be there; adds the error to the list when it is not. `what` begins the sentence: `The first day`. */
export function neededDate(body: FormBody, name: string, what: string, errors: FieldError[]): Temporal.PlainDate | undefined {
  const read = dateOf(body, name)
  if (read === undefined) errors.push(fieldError(`${name}-day`, `Enter ${what.charAt(0).toLowerCase()}${what.slice(1)}`))
  if (read === null) errors.push(fieldError(`${name}-day`, `${what} must be a real date`))
  return read ?? undefined
}

/** Reads a date that may be left empty: null then. */
export function optionalDate(body: FormBody, name: string, what: string, errors: FieldError[]): Temporal.PlainDate | null {
  const read = dateOf(body, name)
  if (read === null) errors.push(fieldError(`${name}-day`, `${what} must be a real date, or left empty`))
  return read ?? null
}

/** Reads a whole number within limits, or null when it is left empty. */
export function optionalWhole(body: FormBody, name: string, limits: { readonly min: number; readonly max: number; readonly words: string }, errors: FieldError[]): number | null {
  const typed = textOf(body, name)
  if (typed === '') return null
  const whole = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
  if (whole >= limits.min && whole <= limits.max) return whole
  errors.push(fieldError(name, limits.words))
  return null
}

/** Reads one of a list. Undefined, with the error added, when it is none of them. */
export function neededOne<T extends string>(body: FormBody, name: string, all: readonly T[], words: string, errors: FieldError[]): T | undefined {
  const found = all.find((each) => each === textOf(body, name))
  if (found === undefined) errors.push(fieldError(name, words))
  return found
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
}
