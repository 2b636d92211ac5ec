import type { Minutes, Pence, RoundingMode } from '../../kernel/amounts.ts'
import type { Outcome, RecordFacts } from '../../visits/terms.ts'
import type { FixedPay } from './rule-set.ts'

/**
 * One care worker's record of a visit; a record of the visits slice fits as it is.
 * `actualMinutes`: from in to out, null when one of them is missing, a negative number is read as not known.
 * `noticeHours`: whole hours from the cancellation to the planned start, cut down; null when not known.
 */
export type PricedRecord = Pick<RecordFacts, 'outcome' | 'actualMinutes' | 'noticeHours' | 'secondWorker'>

/** All that pricing one visit looks at. Whole numbers only. */
export interface VisitFacts {
  /** Null for a visit that nobody planned. `minutes` is the visit's length, each care worker alike; `workers` is at least 1. */
  readonly planned: { readonly minutes: Minutes; readonly workers: number } | null
  readonly records: readonly PricedRecord[]
  /** Of a visit held while the person is in hospital: its size, and which day of the stay it is, from 1. `planned` is then null. */
  readonly retained?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** The same while the person is in respite care. */
  readonly respite?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** Of a visit cancelled because the person is on holiday: its size, and the whole hours of notice. `planned` is then null. */
  readonly holiday?: { readonly minutes: Minutes; readonly workers: number; readonly noticeHours: number } | undefined
  /** For one care worker's hour. */
  readonly pencePerHour: Pence
}

/** The result of pricing one visit. Minutes are summed over its care workers. */
export interface PricedVisit {
  /** Minutes that the rule counts, before rounding, minimum and cap. */
  readonly countedMinutes: Minutes
  /** Minutes that are paid. */
  readonly payableMinutes: Minutes
  readonly pence: Pence
  readonly trace: readonly TraceStep[]
}

/** Why a planned care worker's minutes are fixed without looking at recorded time. */
export type FixedCause = Exclude<Outcome, 'delivered' | 'cancelled'> | 'no-record' | 'missing-worker' | 'no-time'

/**
 * One step of a priced visit, as a tuple so that it is stored as short JSON. `explainTrace` turns steps into sentences.
 * A code, once released, keeps its meaning and its places: stored traces are read years later.
 */
export type TraceStep =
  /** seat from 1, seats accounted for: opens a care worker's steps where there is more than one */
  | readonly ['worker', seat: number, of: number]
  | readonly ['fixed', cause: FixedCause, pay: FixedPay, planned: Minutes, counted: Minutes]
  | readonly ['cancelled', noticeHours: number | null, enoughNoticeHours: number | null, pay: FixedPay, planned: Minutes, counted: Minutes]
  /** a care worker who came beyond the number planned and is not paid */
  | readonly ['beyond-plan', actual: Minutes | null, workersPlanned: number]
  /** a record that reports no care, when every planned care worker is already accounted for */
  | readonly ['spare', outcome: Outcome]
  | readonly ['unplanned', outcome: Outcome | null, pay: 'pay-nothing' | 'pay-actual', actual: Minutes | null, counted: Minutes]
  /** a visit held while the person is in hospital: minutes of all its care workers, day of the stay, days and percent of the rule (0 when it pays no retainer) */
  | readonly ['retainer', planned: Minutes, day: number, days: number, percent: number, counted: Minutes]
  /** the same while the person is in respite care */
  | readonly ['respite', planned: Minutes, day: number, days: number, percent: number, counted: Minutes]
  /** opens the steps of a visit that a holiday cancelled; `cancelled` follows for each care worker */
  | readonly ['holiday', planned: Minutes, workers: number]
  /** what the NHS bears of the amount, by who paid on the day; left out when it bears nothing */
  | readonly ['funder', nhsPercent: number, nhsPence: Pence]
  | readonly ['too-short', actual: Minutes, minimum: Minutes]
  | readonly ['tolerance', planned: Minutes, actual: Minutes, kind: 'minutes' | 'percent', size: number]
  | readonly ['planned' | 'actual' | 'lesser', planned: Minutes, actual: Minutes | null, counted: Minutes]
  | readonly ['round', from: Minutes, unit: Minutes, mode: RoundingMode, to: Minutes]
  | readonly ['raise', from: Minutes, to: Minutes]
  | readonly ['cap', from: Minutes, kind: 'plan' | 'minutes' | 'percent', size: number, to: Minutes]
  | readonly ['sum', workers: number, minutes: Minutes]
  /** always the last step of a priced visit: the result */
  | readonly ['money', minutes: Minutes, pencePerHour: Pence, pence: Pence]
  /** added after the result on an adjustment line: what was paid before, and the difference */
  | readonly ['adjust', paidMinutes: Minutes, paidPence: Pence, minutesMore: Minutes, penceMore: Pence]
