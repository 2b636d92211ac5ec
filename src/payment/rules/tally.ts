import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { TraceStep } from '../terms/priced-visit.ts'

/** A priced visit while it is being added up, care worker by care worker. */
export interface Tally {
  countedMinutes: Minutes
  payableMinutes: Minutes
  pence: Pence
  readonly trace: TraceStep[]
}

/** Adds one care worker's minutes: those the rule counts, and those paid after rounding, minimum and cap. */
export function addMinutes(tally: Tally, counted: Minutes, payable: Minutes): void {
  tally.countedMinutes += counted
  tally.payableMinutes += payable
}
