import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { TraceStep } from '../terms/priced-visit.ts'

/** A line already made for a visit: the first one, or an adjustment of it. */
export interface PaidLine<Id = string> {
  readonly id: Id
  /** The line that this one adjusts; null for the visit's first line. */
  readonly adjustsLineId: Id | null
  readonly payableMinutes: Minutes
  readonly pence: Pence
  /** What the NHS bears of it; left out, nothing. */
  readonly nhsPence?: Pence
}

/** What a visit is owed as it is known now, as `priceVisit` answers it; zero both for a visit that fell away. */
export interface Owed {
  readonly payableMinutes: Minutes
  readonly pence: Pence
  readonly nhsPence?: Pence
}

/** The line that a pay run makes for one visit. */
export type LineToMake<Id = string> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'first'; readonly payableMinutes: Minutes; readonly pence: Pence; readonly nhsPence?: Pence }
  | {
      readonly kind: 'adjustment'
      readonly adjustsLineId: Id
      /** The difference, which may be below zero. */
      readonly payableMinutes: Minutes
      readonly pence: Pence
      readonly nhsPence?: Pence
      /** To be stored after the new price's own steps. */
      readonly step: TraceStep
    }

/**
 * Answers which line, if any, also where only who bears the amount has changed, brings what was paid for a visit to what is owed.
 * After the line is made, the visit's lines sum to what is owed exactly, in minutes and in pence; asked again,
 * the answer is nothing. An adjustment is the difference of two prices, never the price of a difference, so no
 * rounding comes in. Every adjustment points at the visit's first line; lines that were made are never edited.
 */
export function lineToMake<Id = string>(paid: readonly PaidLine<Id>[], owed: Owed): LineToMake<Id> {
  const first = paid.find((line) => line.adjustsLineId === null) ?? paid[0]
  if (first === undefined) return { kind: 'first', payableMinutes: owed.payableMinutes, pence: owed.pence, ...borne(owed.nhsPence ?? 0) }
  let paidMinutes = 0
  let paidPence = 0
  let paidNhs = 0
  for (const line of paid) {
    paidMinutes += line.payableMinutes
    paidPence += line.pence
    paidNhs += line.nhsPence ?? 0
  }
  const payableMinutes = owed.payableMinutes - paidMinutes
  const pence = owed.pence - paidPence
  const nhs = (owed.nhsPence ?? 0) - paidNhs
  if (payableMinutes === 0 && pence === 0 && nhs === 0) return { kind: 'nothing' }
  return {
    kind: 'adjustment',
    adjustsLineId: first.id,
    payableMinutes,
    pence,
    ...borne(nhs),
    step: ['adjust', paidMinutes, paidPence, payableMinutes, pence],
  }
}

function borne(nhsPence: Pence): { readonly nhsPence?: Pence } {
  return nhsPence === 0 ? {} : { nhsPence }
}
