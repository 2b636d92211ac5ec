import { londonDate } from '../../kernel/london.ts'
import type { RunEvent } from '../terms/approval.ts'

/** Days added up over how many payments: shown together, so that the average can be checked. */
export interface DaysTaken {
  readonly days: number
  readonly payments: number
}

/** How promptly a run was paid. Undefined while it was not. */
export interface RunTiming {
  readonly approvedAfter: number | undefined
  /** Of each payments file that was paid: days from the last day of the period, and from the day of the approval. */
  readonly paid: readonly { readonly fromPeriodEnd: number; readonly fromApproval: number | undefined }[]
}

/** Answers how many days after the last day of its period a run was approved and each of its payments files paid. Days are calendar days in London. */
export function runTiming(run: { readonly toOn: Temporal.PlainDate }, events: readonly Pick<RunEvent, 'kind' | 'at' | 'paidOn'>[]): RunTiming {
  const approval = events.find((event) => event.kind === 'approved')
  const approvedOn = approval === undefined ? undefined : londonDate(approval.at)
  const daysFrom = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => from.until(to).days
  return {
    approvedAfter: approvedOn === undefined ? undefined : daysFrom(run.toOn, approvedOn),
    paid: events.flatMap(({ paidOn }) => (paidOn === null ? [] : [{ fromPeriodEnd: daysFrom(run.toOn, paidOn), fromApproval: approvedOn === undefined ? undefined : daysFrom(approvedOn, paidOn) }])),
  }
}

/** Adds the payments of runs up: days from the end of the period, and from approval, each over the payments that have it. */
export function promptPayment(timings: readonly RunTiming[]): { readonly fromPeriodEnd: DaysTaken; readonly fromApproval: DaysTaken } {
  const paid = timings.flatMap((timing) => timing.paid)
  const fromApproval = paid.flatMap((each) => each.fromApproval ?? [])
  return {
    fromPeriodEnd: { days: paid.reduce((sum, each) => sum + each.fromPeriodEnd, 0), payments: paid.length },
    fromApproval: { days: fromApproval.reduce((sum, days) => sum + days, 0), payments: fromApproval.length },
  }
}
