import type { Minutes } from '../../kernel/amounts.ts'
import { workingMinutesBetween, type BankHolidays } from './reply-by.ts'

/**
 * Whether a provider is to be reminded of an offer now: from so many working minutes before the reply-by time, and never before half of
 * the time to answer has passed, so that a short one is not chased as it is sent. Not after the time, and never when the lead is 0.
 */
export function isReminderDue(offer: { readonly sentAt: Temporal.Instant; readonly replyByAt: Temporal.Instant }, leadMinutes: Minutes, now: Temporal.Instant, holidays: BankHolidays): boolean {
  if (leadMinutes === 0 || Temporal.Instant.compare(now, offer.replyByAt) >= 0) return false
  const whole = workingMinutesBetween(offer.sentAt, offer.replyByAt, holidays)
  return workingMinutesBetween(now, offer.replyByAt, holidays) <= Math.min(leadMinutes, Math.floor(whole / 2))
}
