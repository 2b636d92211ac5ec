import { askedDate } from '../../../platform/web/date-boxes.ts'
import { fieldError, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { CARE_LOSSES, type ContributionTermsDocument } from '../../terms/contribution.ts'

/** Reads the terms from the form, or adds what is wrong to `errors`. */
export function readContributionTerms(body: FormBody, errors: FieldError[]): { readonly fromOn: Temporal.PlainDate; readonly document: ContributionTermsDocument } | undefined {
  const fromOn = askedDate(body, 'from', 'Monday from which they hold', errors)
  const chosen = listOf(body, 'counts')
  const counts = CARE_LOSSES.filter((loss) => chosen.includes(loss))
  if (counts.length === 0) errors.push(fieldError('counts', 'Choose at least one reason that counts'))
  const text = textOf(body, 'short-from')
  const shortFromMinutes = counts.includes('short') ? (/^\d{1,3}$/.test(text) ? Number(text) : 0) : 1
  if (shortFromMinutes < 1 || shortFromMinutes > 240) errors.push(fieldError('short-from', 'Enter from how many missing minutes a visit counts as ended early, from 1 to 240'))
  return errors.length > 0 || fromOn === null ? undefined : { fromOn, document: { counts, shortFromMinutes } }
}
