import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { TraceStep } from '../terms/priced-visit.ts'

/** A priced visit while it is being added up, care worker by care worker. */
export interface Tally {
  countedMinutes: Minutes
  payableMinutes: Minutes
  pence: Pence
  /** Recorded minutes that rounding was asked about. */
  recordedMinutes: Minutes
  /** Of the payable minutes, those that have a fixed price, and that price. */
  fixedMinutes: Minutes
  fixedPence: Pence
  /** Recorded minutes of the person's day and week before this visit. */
  readonly before: { readonly day: Minutes; readonly week: Minutes }
  readonly trace: TraceStep[]
}

/** A tally of nothing, for a visit after others of its day and week. */
export function newTally(before: Tally['before']): Tally {
  return { countedMinutes: 0, payableMinutes: 0, pence: 0, recordedMinutes: 0, fixedMinutes: 0, fixedPence: 0, before, trace: [] }
}

/** Adds one care worker's minutes: those the rule counts, and those paid after rounding, minimum and cap. */
export function addMinutes(tally: Tally, counted: Minutes, payable: Minutes): void {
  tally.countedMinutes += counted
  tally.payableMinutes += payable
}
