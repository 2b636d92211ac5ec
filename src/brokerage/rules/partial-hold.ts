import type { CallOff, Offer, OfferStep } from '../terms.ts'
import { replyBy, type BankHolidays } from './reply-by.ts'

/**
 * Until when a search waits for a broker to decide on a partial answer before it asks the next step: as long again, in working time, as the
 * step had to reply. Nothing waits for somebody who is away: after that the next step is asked, and the partial answer can still be accepted.
 */
export function heldUntil(offer: Pick<Offer, 'replyByAt'>, step: Pick<OfferStep, 'replyWorkingMinutes'> | undefined, bankHolidays: BankHolidays): Temporal.Instant {
  return replyBy(offer.replyByAt, step?.replyWorkingMinutes ?? 0, bankHolidays)
}

/** Whether the search waits for a decision: somebody of its present step answered in part, nobody has decided, and the time is not up. */
export function isHeld(offers: readonly Offer[], decided: ReadonlySet<string>, steps: CallOff['steps'], now: Temporal.Instant, bankHolidays: BankHolidays): boolean {
  const step = Math.max(0, ...offers.map((offer) => offer.step))
  return offers.some((offer) => offer.step === step && offer.answer?.answer === 'partial' && !decided.has(offer.id) && Temporal.Instant.compare(now, heldUntil(offer, steps[step - 1], bankHolidays)) < 0)
}
