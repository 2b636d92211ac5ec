import { z } from 'zod'
import { dateError } from '../../../platform/web/date-boxes.ts'
import { dateOf, readForm, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { DECLINE_REASONS, type DeclineReason } from '../../terms.ts'

const NOTE_LENGTH = 500
const declineForm = z.object({
  reason: z.enum(DECLINE_REASONS, { error: 'Choose why you decline' }),
  note: z.string().trim().max(NOTE_LENGTH, `The note must be ${String(NOTE_LENGTH)} characters or fewer`).default(''),
})

const bidForm = z.object({
  pounds: z
    .string('Enter your price in pounds, for example 21.50')
    .trim()
    .regex(/^£?\d{1,3}(\.\d{2})?$/, 'Enter your price in pounds, for example 21.50')
    .transform((text) => Math.round(Number(text.replace('£', '')) * 100)),
  note: z.string().trim().max(NOTE_LENGTH, `The note must be ${String(NOTE_LENGTH)} characters or fewer`).default(''),
})

/** The first day of care that an acceptance gives. */
export function readStart(body: FormBody): FormResult<Temporal.PlainDate> {
  const startsOn = dateOf(body, 'startsOn')
  if (startsOn === undefined) return { ok: false, errors: [dateError('startsOn', 'Enter the date on which you can start')] }
  if (startsOn === null) return { ok: false, errors: [dateError('startsOn', 'The start date must be a real date, for example 9 3 2026')] }
  return { ok: true, value: startsOn }
}

/** Why a provider declines. */
export function readDecline(body: FormBody): FormResult<{ reason: DeclineReason; note: string | null }> {
  const form = readForm(declineForm, body)
  return form.ok ? { ok: true, value: { reason: form.value.reason, note: form.value.note === '' ? null : form.value.note } } : form
}

/** A bid: its price in pounds and its first day of care. */
export function readBid(body: FormBody): FormResult<{ pencePerHour: number; startsOn: Temporal.PlainDate; note: string | null }> {
  const start = readStart(body)
  const price = readForm(bidForm, body)
  if (!start.ok || !price.ok) return { ok: false, errors: [...(price.ok ? [] : price.errors), ...(start.ok ? [] : start.errors)] }
  return { ok: true, value: { pencePerHour: price.value.pounds, startsOn: start.value, note: price.value.note === '' ? null : price.value.note } }
}
