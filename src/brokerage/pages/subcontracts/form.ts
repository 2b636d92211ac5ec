import { askedDate, dateError } from '../../../platform/web/date-boxes.ts'
import { dateOf, fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'

/** A subcontract as typed; `who` is the id chosen by the council, or a name or CQC number typed by a provider. */
export interface TypedSubcontract {
  readonly who: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate | null
  readonly weeklyMinutes: number
  readonly pencePerHour: number
}

const POUNDS = /^£?\d{1,3}(\.\d{2})?$/
const HOURS = /^\d{1,3}(\.\d{1,2})?$/

/** Reads the form; everything wrong with it at once, each at its field. */
export function readSubcontract(body: FormBody, isCouncil: boolean): FormResult<TypedSubcontract> {
  const errors: FieldError[] = []
  const who = textOf(body, 'subcontractorId')
  if (who === '') errors.push(fieldError('subcontractorId', isCouncil ? 'Choose who delivers the hours' : 'Enter the name or the CQC provider number of who delivers the hours'))
  const fromOn = askedDate(body, 'fromOn', 'first day', errors)
  const toOn = dateOf(body, 'toOn')
  if (toOn === null) errors.push(dateError('toOn', 'The last day must be a real date, or left empty'))
  const hours = textOf(body, 'weeklyHours')
  const weeklyMinutes = HOURS.test(hours) ? Math.round(Number(hours) * 60) : 0
  if (weeklyMinutes === 0) errors.push(fieldError('weeklyHours', 'Enter the hours a week that are passed on, for example 3.5'))
  const pounds = textOf(body, 'pounds')
  const pencePerHour = POUNDS.test(pounds) ? Math.round(Number(pounds.replace('£', '')) * 100) : 0
  if (pencePerHour === 0) errors.push(fieldError('pounds', 'Enter what the subcontractor is paid an hour, for example 21.50'))
  return errors.length > 0 || fromOn === null ? { ok: false, errors } : { ok: true, value: { who, fromOn, toOn: toOn ?? null, weeklyMinutes, pencePerHour } }
}
