/** What decides whether a package waits on a date. */
export interface WaitFacts {
  readonly receivedOn: Temporal.PlainDate
  /** Day it was no longer wanted; null while it is. */
  readonly withdrawnOn: Temporal.PlainDate | null
  /** Day a provider accepted it; null while none has. The wait ends then, even if care starts later. */
  readonly placedOn: Temporal.PlainDate | null
}

/**
 * True when the package has come in and by the end of that day is neither placed nor withdrawn: the
 * awaiting-care list of the glossary, "packages with no provider yet".
 */
export function isWaiting(facts: WaitFacts, on: Temporal.PlainDate): boolean {
  const isHere = Temporal.PlainDate.compare(facts.receivedOn, on) <= 0
  return isHere && !isBy(facts.withdrawnOn, on) && !isBy(facts.placedOn, on)
}

/** Whole days from the day it was received to a date: 0 on the day itself, never below 0. */
export function waitDays(receivedOn: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return Math.max(0, receivedOn.until(on, { largestUnit: 'days' }).days)
}

/** Longest wait first; those received on one day by their reference, so that the list never reshuffles. */
export function compareWaiting(a: { receivedOn: Temporal.PlainDate; reference: string }, b: { receivedOn: Temporal.PlainDate; reference: string }): number {
  return Temporal.PlainDate.compare(a.receivedOn, b.receivedOn) || (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0)
}

function isBy(day: Temporal.PlainDate | null, on: Temporal.PlainDate): boolean {
  return day !== null && Temporal.PlainDate.compare(day, on) <= 0
}
