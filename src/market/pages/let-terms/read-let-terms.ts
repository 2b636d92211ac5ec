import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { PROCUREMENT_ROUTES } from '../../terms/framework-life.ts'
import { optionalDate, optionalWhole } from '../form-view.ts'

/** What a framework is let with, from its form; each thing that is wrong is added to the errors. */
export function readLetTerms(body: FormBody, errors: FieldError[]) {
  const extensions = textOf(body, 'extensions').split(/[,;\s]+/).filter((part) => part !== '')
  if (!extensions.every((part) => /^\d{1,3}$/.test(part))) errors.push(fieldError('extensions', 'Enter the months of each extension as numbers, like 12, 12'))
  return {
    extensions: extensions.map(Number),
    noticeDays: optionalWhole(body, 'noticeDays', { min: 1, max: 3650, words: 'Notice must be a whole number of days, 1 to 3,650' }, errors),
    procurementBeganOn: optionalDate(body, 'procurementBeganOn', 'The day the procurement began', errors),
    procurementRoute: PROCUREMENT_ROUTES.find((route) => route === textOf(body, 'procurementRoute')) ?? null,
    longTermReason: textOf(body, 'longTermReason') || null,
  }
}
