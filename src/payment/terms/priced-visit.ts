import type { Minutes, Pence, RoundingMode } from '../../kernel/amounts.ts'
import type { Urgency } from '../../care/terms.ts'
import type { ExceptionKind, Outcome, RecordFacts } from '../../visits/terms.ts'
import type { FixedPay } from './rule-set.ts'

/**
 * One care worker's record of a visit; a record of the visits slice fits as it is.
 * `actualMinutes`: from in to out, null when one of them is missing, a negative number is read as not known.
 * `noticeHours`: whole hours from the cancellation to the planned start, cut down; null when not known.
 */
export interface PricedRecord extends Pick<RecordFacts, 'outcome' | 'actualMinutes' | 'noticeHours' | 'secondWorker'> {
  /** What the provider claims for it; asked by the basis `claimed`. */
  readonly claimedMinutes?: Minutes | null | undefined
  /** In and out, in minutes after midnight of the visit's date; asked where in and out are rounded. The out of a visit past midnight is above 1,440. */
  readonly startMinute?: Minutes | null | undefined
  readonly endMinute?: Minutes | null | undefined
  /** True when a time was typed in by hand. */
  readonly isManual?: boolean | undefined
  /** Whole days from the visit's date to the day the record came. */
  readonly daysToSend?: number | null | undefined
  /** Minutes of it during which the same care worker was at a visit that began before. */
  readonly overlapMinutes?: Minutes | undefined
}

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
  /** The same of a visit that stood in the plan after the person's death. */
  readonly death?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** Exceptions that must be put right before it is paid: until then it pays nothing. */
  readonly blockedBy?: readonly ExceptionKind[] | undefined
  /** Minutes of each care worker that were agreed after the visit by a variation with this number: they take the place of those planned. */
  readonly agreed?: { readonly minutes: Minutes; readonly number: number } | undefined
  /** For one care worker's hour. */
  readonly pencePerHour: Pence
  /** True when the provider passed it on to a subcontractor. */
  readonly subcontracted?: boolean | undefined
  /** The way to the visit, as the contract measures it. */
  readonly distanceMetres?: number | null | undefined
  /** Of the first visit of a package: its date (ISO), the days since the referral, and how urgent that was. */
  readonly start?: { readonly on: string; readonly days: number; readonly urgency: Urgency } | undefined
  /** What other visits have to do with it; `priceInOrder` finds these. */
  readonly across?: AcrossVisits | undefined
}

/** What the visits before it, and those around it, have to do with one visit. */
export interface AcrossVisits {
  /** Recorded minutes of the person's visits before it on that day and in that week, which rounding of a day or a week counts on from. */
  readonly recordedBefore: { readonly day: Minutes; readonly week: Minutes }
  /** The week's order, and what of the week has been paid before it. */
  readonly week: { readonly orderMinutes: Minutes; readonly paidBefore: Minutes }
  /** Records of the provider's period: how many were typed in by hand, and how many there are. */
  readonly manual: { readonly records: number; readonly of: number }
  /** Of a package with a price for the week: the price, and the planned minutes of the week and before this visit. */
  readonly packageWeek?: { readonly pence: Pence; readonly minutes: Minutes; readonly before: Minutes } | undefined
}

/** The result of pricing one visit. Minutes are summed over its care workers. */
export interface PricedVisit {
  /** Minutes that the rule counts, before rounding, minimum and cap. */
  readonly countedMinutes: Minutes
  /** Minutes that are paid. */
  readonly payableMinutes: Minutes
  readonly pence: Pence
  /** Minutes of recorded time that rounding was asked about: what rounding of a day or a week counts. */
  readonly recordedMinutes: Minutes
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
  /** an exception that must be put right first: the visit pays nothing until then */
  | readonly ['blocked', kinds: readonly ExceptionKind[]]
  /** minutes planned, minutes agreed afterwards, and the number of the variation */
  | readonly ['variation', planned: Minutes, agreed: Minutes, number: number]
  /** opens the steps of a visit that a holiday cancelled; `cancelled` follows for each care worker */
  | readonly ['holiday', planned: Minutes, workers: number]
  /** what the NHS bears of the amount, by who paid on the day; left out when it bears nothing */
  | readonly ['funder', nhsPercent: number, nhsPence: Pence]
  | readonly ['too-short', actual: Minutes, minimum: Minutes]
  | readonly ['tolerance', planned: Minutes, actual: Minutes, kind: 'minutes' | 'percent', size: number]
  /** a care worker recorded at two visits at once: minutes recorded, those at the other visit, and what is left */
  | readonly ['overlap', actual: Minutes, elsewhere: Minutes, left: Minutes]
  /** records typed in by hand are above the share that the rule allows */
  | readonly ['manual', records: number, of: number, overPercent: number, pay: 'pay-nothing' | 'pay-lesser' | 'pay-planned']
  | readonly ['claimed', planned: Minutes, claimed: Minutes, actual: Minutes | null, counted: Minutes]
  /** recorded minutes fall into a band; `fromMinutes` 0 is below the first */
  | readonly ['band', actual: Minutes, fromMinutes: Minutes, counted: Minutes]
  /** the record came late: its days, the days allowed, and the share paid */
  | readonly ['late', days: number, afterDays: number, percent: number, from: Minutes, to: Minutes]
  /** rounding up from a threshold */
  | readonly ['round-from', from: Minutes, unit: Minutes, upFrom: Minutes, to: Minutes]
  /** in and out rounded, in minutes after midnight, and the time between them */
  | readonly ['round-ends', start: Minutes, end: Minutes, roundedStart: Minutes, roundedEnd: Minutes, unit: Minutes, to: Minutes]
  /** rounding of a day or a week: its recorded minutes before and with this visit, each rounded, and the difference */
  | readonly ['running', of: 'day' | 'week', before: Minutes, after: Minutes, roundedBefore: Minutes, roundedAfter: Minutes, unit: Minutes]
  /** the week is above what its order allows: minutes allowed in the week, paid before, asked for, paid */
  | readonly ['week-cap', allowed: Minutes, paidBefore: Minutes, from: Minutes, to: Minutes]
  | readonly ['death', planned: Minutes, day: number, days: number, percent: number, counted: Minutes]
  /** opens the money of a visit that is more than minutes at a rate; `result` closes it */
  | readonly ['subcontracted', pencePerHour: Pence, percent: number, paid: Pence]
  | readonly ['distance', metres: number, fromMetres: number, pencePerHour: Pence, pencePerVisit: Pence]
  /** a care worker's minutes at a fixed price, and those left to the hour */
  | readonly ['fixed-price', minutes: Minutes, pence: Pence, left: Minutes]
  | readonly ['time-money', minutes: Minutes, pencePerHour: Pence, pence: Pence]
  | readonly ['start-premium', days: number, withinDays: number, pence: Pence]
  /** the visit's part of the price of its package's week: planned minutes before and with it, of all; `paid` is what the rule pays of the part */
  | readonly ['package-price', weekPence: Pence, before: Minutes, after: Minutes, of: Minutes, part: Pence, paid: Pence]
  | readonly ['result', minutes: Minutes, pence: Pence]
  | readonly ['planned' | 'actual' | 'lesser', planned: Minutes, actual: Minutes | null, counted: Minutes]
  | readonly ['round', from: Minutes, unit: Minutes, mode: RoundingMode, to: Minutes]
  | readonly ['raise', from: Minutes, to: Minutes]
  | readonly ['cap', from: Minutes, kind: 'plan' | 'minutes' | 'percent', size: number, to: Minutes]
  | readonly ['sum', workers: number, minutes: Minutes]
  /** the last step of a priced visit, unless `result` is: the minutes at the rate */
  | readonly ['money', minutes: Minutes, pencePerHour: Pence, pence: Pence]
  /** added after the result on an adjustment line: what was paid before, and the difference */
  | readonly ['adjust', paidMinutes: Minutes, paidPence: Pence, minutesMore: Minutes, penceMore: Pence]
  /** the one step of a fee: paid for visits of the zone, the part of it at risk, as measured, and what the line takes off (below nothing) or pays */
  | readonly ['fee-at-risk', feePence: Pence, atRiskPence: Pence, measuredPence: Pence, pence: Pence]
