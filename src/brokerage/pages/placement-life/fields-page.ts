import { atDates } from '../../../platform/web/date-boxes.ts'
import { type FieldError } from '../../../platform/web/form.ts'
import { page, type PageReply } from '../../../platform/web/reply.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { visitLines, dayChoices } from '../refer/visit-lines.ts'

/** A box of a form. */
export type FormField =
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly hint?: string; /** What a number typed here counts. */ readonly unit?: 'pounds' | 'percent' }
  | { readonly kind: 'date' | 'area'; readonly name: string; readonly label: string; readonly hint?: string }
  | { readonly kind: 'radios' | 'select'; readonly name: string; readonly label: string; readonly hint?: string; readonly items: readonly { readonly value: string; readonly text: string }[] }
  | { readonly kind: 'tick'; readonly name: string; readonly label: string; readonly hint?: string }
  | { readonly kind: 'week' }

/** A page with one form, as its boxes and their values make it. */
export interface FieldsForm {
  readonly title: string
  readonly caption: string
  readonly breadcrumbs: readonly { readonly text: string; readonly href?: string }[]
  readonly words: readonly string[]
  readonly fields: readonly FormField[]
  readonly values: FormBody
  readonly button: string
  readonly isWarning: boolean
  /** More to know, folded under a line of its own. */
  readonly more?: { readonly summary: string; readonly lines: readonly string[] }
}

/** The page of a form made of boxes; with errors when it is shown again. */
export function fieldsPage(form: FieldsForm, errors?: readonly FieldError[]): PageReply {
  const dates = form.fields.flatMap((field) => (field.kind === 'date' ? [field.name] : []))
  const view = {
    ...form,
    errors: errors === undefined ? undefined : atDates(errors, dates),
    lines: form.fields.some((field) => field.kind === 'week') ? visitLines(form.values, false).map((line) => ({ ...line, dayChoices: dayChoices(line) })) : [],
  }
  return page('brokerage/pages/placement-life/page.njk', view, errors === undefined ? {} : { status: 400 })
}
