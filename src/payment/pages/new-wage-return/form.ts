import { z } from 'zod'
import { askedDate } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { StatedReturn } from '../../actions/send-wage-return.ts'
import { PAID_KINDS, WAGE_KIND_NAMES, type StatedRate, type StatedWages } from '../../terms/wage-floor.ts'

const LONGEST_GROUP = 80

/** Reads the form of a wage return; undefined with errors in the page's words. Hours are 120.5 or 120:30, to the nearest minute. */
export function readWageReturn(body: FormBody, replacesId: string | null, errors: FieldError[]): StatedReturn | undefined {
  const fromOn = askedDate(body, 'from', 'first day', errors)
  const toOn = askedDate(body, 'to', 'last day', errors)
  const group = askedText(body, 'group', null, errors) ?? ''
  if (group.length > LONGEST_GROUP) errors.push(fieldError('group', `Enter ${String(LONGEST_GROUP)} characters or fewer`))
  const kind = textOf(body, 'kind')
  const stated = kind === 'wages' ? wagesOf(body, errors) : kind === 'rate' ? rateOf(body, errors) : undefined
  if (stated === undefined) errors.push(fieldError('kind', 'Choose what you send'))
  const reason = askedText(body, 'reason', replacesId === null ? null : 'Say what was wrong with the return before', errors)
  return fromOn === null || toOn === null || stated === undefined || errors.length > 0 ? undefined : { fromOn, toOn, group, stated, reason, replacesId }
}

function wagesOf(body: FormBody, errors: FieldError[]): StatedWages {
  const hours = (kind: keyof StatedWages['minutes']): number => {
    const minutes = minutesIn(textOf(body, kind))
    if (minutes === undefined) errors.push(fieldError(kind, `Enter the ${WAGE_KIND_NAMES[kind].toLowerCase()} hours, for example 120.5 or 120:30; 0 where there are none`))
    return minutes ?? 0
  }
  const minutes = { contact: hours('contact'), travel: hours('travel'), waiting: hours('waiting'), training: hours('training') }
  return { kind: 'wages', minutes, wagesPence: penceOf(body, 'wages', 'Enter the wages in pounds, for example 21450.00', errors), costsPence: textOf(body, 'costs') === '' ? 0 : penceOf(body, 'costs', 'Enter the costs in pounds, for example 125.00', errors) }
}

function rateOf(body: FormBody, errors: FieldError[]): StatedRate {
  const ratePence = penceOf(body, 'rate', 'Enter the rate of pay in pounds an hour, for example 12.60', errors)
  if (ratePence === 0 || ratePence > 100_000) errors.push(...(errors.some((each) => each.field === 'rate') ? [] : [fieldError('rate', 'Enter a rate of pay between £0.01 and £1,000.00 an hour')]))
  return { kind: 'rate', ratePence, paid: z.array(z.enum(PAID_KINDS)).catch([]).parse(PAID_KINDS.filter((kind) => listOf(body, 'paid').includes(kind))) }
}

function minutesIn(text: string): number | undefined {
  const clock = /^(\d{1,6}):([0-5]\d)$/.exec(text)
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2])
  return /^[\d,]{1,7}(\.\d{1,4})?$/.test(text) ? Math.round(Number(text.replaceAll(',', '')) * 60) : undefined
}

function penceOf(body: FormBody, field: string, words: string, errors: FieldError[]): number {
  const text = textOf(body, field).replace(/[£,]/g, '')
  if (/^\d{1,7}(\.\d{2})?$/.test(text)) return Math.round(Number(text) * 100)
  errors.push(fieldError(field, words))
  return 0
}
