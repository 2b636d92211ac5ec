/**
 * What a rule decided and why. Rules return one of these instead of throwing, so that every
 * outcome, kind or unkind, can be shown with its clause and its facts.
 */
export type Decision<T> = { readonly ok: true; readonly value: T; readonly reasons: readonly Reason[] } | Refusal

/** A refusal: nothing happened, and each reason says what stood in the way. */
export interface Refusal {
  readonly ok: false
  readonly reasons: readonly Reason[]
}

/** One step of an explanation: the clause that applied, in words, with the facts it looked at. */
export interface Reason {
  /** Stable code of the clause, for example `zone-standing`. */
  readonly clause: string
  /** The clause in plain English with this case's facts in it. */
  readonly words: string
}

/** A decision that went ahead. */
export function allow<T>(value: T, ...reasons: Reason[]): Decision<T> {
  return { ok: true, value, reasons }
}

/** A decision that did not. */
export function refuse(...reasons: Reason[]): Refusal {
  return { ok: false, reasons }
}
