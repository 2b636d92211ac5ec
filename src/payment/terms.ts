import { z } from 'zod'
import type { Minutes, Pence, RoundingMode } from '../kernel/amounts.ts'
import type { Outcome, RecordFacts } from '../visits/terms.ts'

/** What a fixed outcome pays for one care worker: nothing, or the planned minutes. */
export const fixedPay = z.enum(['pay-nothing', 'pay-planned'])
export type FixedPay = z.infer<typeof fixedPay>

const noLimit = z.strictObject({ kind: z.literal('none') })

/** Minutes either side of the plan inside which the planned minutes are paid; the edge itself is inside. */
const tolerance = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(0).max(240) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(100) }),
])

/** How far above the plan a visit may count. A percentage is cut down to whole minutes. */
const capOverPlan = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(0).max(1440) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(1000) }),
])

/** What a delivered visit recorded as shorter than `minutes` pays: nothing, or as if it had lasted `minutes`. */
const minimum = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(240), below: z.enum(['pay-nothing', 'pay-minimum']) }),
])

/**
 * What a cancelled visit pays. By notice: `enough` when the notice reached `enoughNoticeHours`,
 * `short` when it did not, `unknown` when the record does not say.
 */
const cancelled = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay-nothing') }),
  z.strictObject({ kind: z.literal('pay-planned') }),
  z.strictObject({
    kind: z.literal('by-notice'),
    enoughNoticeHours: z.int().min(1).max(720),
    enough: fixedPay,
    short: fixedPay,
    unknown: fixedPay,
  }),
])

/**
 * A payment rule set, layout 1: the settings with which `priceVisit` turns a planned and an actual
 * visit into payable minutes and pence. A setting that is not known is refused, never passed over.
 * No setting has a default: each value comes from the council's own contract, named in `source`.
 */
export const ruleSetDocument = z.strictObject({
  layout: z.literal(1),
  name: z.string().trim().min(1).max(120),
  /** The contract clause, decision or report that the values come from. */
  source: z.string().trim().min(1).max(1000),
  /** The minutes that count for a delivered visit. */
  basis: z.enum(['planned', 'actual', 'lesser']),
  /** Rounding of recorded time, once for each care worker's visit. A unit of 1 pays to the minute. */
  rounding: z.strictObject({
    unitMinutes: z.literal([1, 5, 10, 15, 30]),
    mode: z.enum(['nearest', 'up', 'down']),
    of: z.literal('visit'),
  }),
  tolerance,
  capOverPlan,
  minimum,
  missed: z.literal('pay-nothing'),
  cancelled,
  noAccess: fixedPay,
  refused: fixedPay,
  hospital: fixedPay,
  notRequired: fixedPay,
  /** A planned visit for which no record came at all. */
  noRecord: fixedPay,
  /** A planned care worker with no record, where another's record of the same visit came. */
  missingWorker: fixedPay,
  /** A visit recorded as delivered, whose time in or out is not known. Not asked when the basis is planned. */
  noTime: fixedPay,
  /** A delivered visit that nobody planned. */
  unplanned: z.enum(['pay-nothing', 'pay-actual']),
  /** Care workers who came beyond the number planned. */
  secondWorker: z.enum(['pay-each', 'pay-planned-only']),
})
export type RuleSetDocument = z.infer<typeof ruleSetDocument>

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
