import { fundingWords } from '../../../care/public.ts'
import { FUNDER_NAMES, FUNDERS } from '../../../care/terms.ts'
import type { Funding, FundingHistory } from '../../../care/terms/funding.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { contributionFrom, percentFrom } from '../refer/form.ts'
import type { FormField } from './fields-page.ts'

/** Who is to pay from a day, and why, as typed. */
export interface AskedPayer extends Funding {
  readonly fromOn: Temporal.PlainDate
  readonly reason: string
}

/** The boxes in which somebody says who pays. */
export const PAYER_FIELDS: readonly FormField[] = [
  { kind: 'radios', name: 'funder', label: 'Who pays', items: FUNDERS.map((value) => ({ value, text: FUNDER_NAMES[value] })) },
  { kind: 'text', name: 'nhsPercent', unit: 'percent', label: 'Share that the NHS pays (joint only)', hint: 'Leave it empty while the split is not agreed' },
  { kind: 'text', name: 'contribution', unit: 'pounds', label: 'The person’s own contribution a week (optional)' },
  { kind: 'date', name: 'fromOn', label: 'First day' },
  { kind: 'text', name: 'reason', label: 'Why', hint: 'Without names or addresses' },
]

/** What the boxes hold before anything is typed: who pays today, from today. */
export function payerValues(now: Funding | null, today: Temporal.PlainDate): FormBody {
  return {
    ...dateValues('fromOn', today),
    funder: now?.funder ?? '',
    nhsPercent: now?.nhsPercent == null ? '' : String(now.nhsPercent),
    contribution: now?.contributionPence == null ? '' : (now.contributionPence / 100).toFixed(2),
  }
}

/** Changes of who pays, each in a line. */
export function payerHistoryWords(changes: FundingHistory['changes']): string[] {
  return changes.map((change) => `From ${wordsForDate(change.fromOn)}: ${fundingWords(change)}. ${change.reason}. Recorded by ${change.recordedBy}.`)
}

/** Reads the boxes. */
export function readPayer(body: FormBody): FormResult<AskedPayer> {
  const errors: FieldError[] = []
  const fail = (field: string, text: string): null => {
    errors.push(fieldError(field, text))
    return null
  }
  const chosen = FUNDERS.find((each) => each === textOf(body, 'funder'))
  if (chosen === undefined) fail('funder', 'Choose who pays')
  const funding = { nhsPercent: percentFrom(body, fail), contributionPence: contributionFrom(body, fail) }
  const fromOn = askedDate(body, 'fromOn', 'first day', errors)
  const reason = askedText(body, 'reason', 'Enter why somebody else pays', errors)
  return errors.length > 0 || chosen === undefined || fromOn === null || reason === null ? { ok: false, errors } : { ok: true, value: { funder: chosen, ...funding, fromOn, reason } }
}
