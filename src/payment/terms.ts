import { z } from 'zod'
import type { Minutes, Pence, RoundingMode } from '../kernel/amounts.ts'
import type { Permission } from '../platform/access/permission.ts'
import { topic } from '../platform/jobs/topic.ts'
import { OUTCOME_NAMES, type Outcome, type RecordFacts } from '../visits/terms.ts'

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

/** A rule set as adopted. `fromOn` is the first visit date it applies to, until the next version's. */
export interface RuleSet {
  readonly id: string
  readonly frameworkId: string
  readonly version: number
  readonly fromOn: Temporal.PlainDate
  readonly document: RuleSetDocument
  readonly adoptedAt: Temporal.Instant
  readonly adoptedBy: string
}

/** One run for one payment period of a framework. */
export interface PayRun {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly runAt: Temporal.Instant
  readonly runBy: string
  /** Visit records and allocations with a higher number came after it; the next run adjusts for them. */
  readonly newestRecordId: number
  /** The rates and rule sets it knew; the next run adjusts for others that reach back. Null where that was not kept. */
  readonly rateIds: readonly string[] | null
  readonly ruleSetIds: readonly string[] | null
}

/** Sums of a statement's lines, as they are stored with it. */
export interface StatementTotals {
  readonly lineCount: number
  readonly adjustmentCount: number
  readonly plannedMinutes: Minutes
  readonly payableMinutes: Minutes
  readonly visitsPence: Pence
  readonly adjustmentsPence: Pence
  readonly totalPence: Pence
}

/** What the council owes a provider for a period. */
export interface Statement extends StatementTotals {
  readonly id: string
  readonly payRunId: string
  readonly frameworkId: string
  readonly providerId: string
  /** Shown to people: S1001. */
  readonly number: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly runAt: Temporal.Instant
}

export type LineKind = 'visit' | 'adjustment'

/** What came of the visit as it was priced: the outcome of its records, or that none came. */
export type LineOutcome = Outcome | 'no-record' | 'withdrawn'
export const LINE_OUTCOME_NAMES: Readonly<Record<LineOutcome, string>> = {
  ...OUTCOME_NAMES,
  'no-record': 'No record',
  withdrawn: 'No longer planned',
}

/** A line that a pay run has decided and not yet written. Dates are ISO text, because a run has 85,000 of them. */
export interface NewPayLine {
  readonly kind: LineKind
  readonly adjustsLineId: number | null
  readonly placementId: string
  readonly personId: string | null
  readonly zoneId: string
  readonly serviceLine: string
  readonly tier: string
  readonly visitOn: string
  readonly plannedVisitId: number | null
  readonly visitReference: string | null
  readonly plannedMinutes: Minutes
  readonly plannedWorkers: number
  /** Recorded minutes of all care workers together; null without a record of time. */
  readonly actualMinutes: Minutes | null
  readonly countedMinutes: Minutes
  /** On an adjustment the difference, as `pence` is. */
  readonly payableMinutes: Minutes
  readonly pencePerHour: Pence
  readonly pence: Pence
  readonly outcome: LineOutcome
  readonly ruleSetId: string
  /** The framework's rate; null for a price agreed for the placement. */
  readonly rateId: string | null
  readonly recordIds: readonly number[]
  readonly trace: readonly TraceStep[]
}

/** One visit paid, or one correction of it, as it stands on a statement. */
export interface PayLine extends Omit<NewPayLine, 'visitOn' | 'placementId' | 'zoneId' | 'serviceLine' | 'tier'> {
  readonly id: number
  readonly statementId: string
  readonly visitOn: Temporal.PlainDate
  readonly placementId: string | null
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
}

/** A run that was asked for on a page, and how far it has come. */
export interface PayRunRequest {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly providersDone: number
  readonly providersTotal: number | null
  readonly endedAt: Temporal.Instant | null
  readonly refusedWords: string | null
}

export const PAYMENT_RUN_ASKED = topic('payment.run-asked', z.object({ payRunRequestId: z.uuid() }))

export const SEE_RULE_SETS: Permission = { name: 'payment.see-rule-sets', words: 'see payment rule sets', roles: ['finance-officer', 'commissioner', 'analyst'] }
export const ADOPT_RULE_SETS: Permission = { name: 'payment.adopt-rule-sets', words: 'adopt payment rule sets', roles: ['commissioner'] }
export const SEE_PAY_RUNS: Permission = { name: 'payment.see-runs', words: 'see payment runs', roles: ['finance-officer', 'commissioner', 'analyst'] }
export const RUN_PAYMENT: Permission = { name: 'payment.run', words: 'run payment for a period', roles: ['finance-officer'] }
export const SEE_STATEMENTS: Permission = { name: 'payment.see-statements', words: 'see statements', roles: ['finance-officer', 'commissioner', 'analyst', 'provider-finance', 'provider-coordinator'] }
