import type { Minutes, Pence } from '../kernel/amounts.ts'
import type { Permission } from '../platform/access/permission.ts'

/** A week of a report, Monday to Sunday. `endOn` is the report's own day in a week that is not over. */
export interface ReportWeek {
  readonly startOn: Temporal.PlainDate
  readonly endOn: Temporal.PlainDate
}

export const TIERS = ['lead', 'secondary', 'spot', 'last-resort'] as const
export type ReportTier = (typeof TIERS)[number]
export const TIER_LABELS: Readonly<Record<ReportTier, string>> = { lead: 'Lead', secondary: 'Secondary', spot: 'Spot', 'last-resort': 'Last resort' }

/** Where referrals come from, hospital discharge first because it is reported apart (brief, B3). */
export const SOURCES = ['hospital-discharge', 'community', 'reablement-exit', 'change', 'provider-hand-back'] as const
export type ReportSource = (typeof SOURCES)[number]
export const SOURCE_LABELS: Readonly<Record<ReportSource, string>> = {
  'hospital-discharge': 'Hospital discharge',
  community: 'Community',
  'reablement-exit': 'Reablement exit',
  change: 'Change of need',
  'provider-hand-back': 'Provider hand-back',
}

export const RATINGS = ['outstanding', 'good', 'requires-improvement', 'inadequate', 'not-rated'] as const
export type ReportRating = (typeof RATINGS)[number]
export const RATING_LABELS: Readonly<Record<ReportRating, string>> = {
  outstanding: 'Outstanding',
  good: 'Good',
  'requires-improvement': 'Requires improvement',
  inadequate: 'Inadequate',
  'not-rated': 'Not yet inspected',
}

/** Outcomes for which a planned visit was rightly not made; such visits are left out of the denominator. */
export const EXCUSES = ['cancelled', 'no-access', 'refused', 'hospital', 'not-required'] as const
export type Excuse = (typeof EXCUSES)[number]

/** A zone as reports name it. */
export interface ReportZone {
  readonly zoneId: string
  /** Name of the zone, with its framework's when there are several frameworks. */
  readonly name: string
}

/** One week of the awaiting-care list. Averages have two decimals. */
export interface AwaitingCareRow {
  readonly week: ReportWeek
  readonly councilCases: number
  readonly healthCases: number
  /** All zero when nobody was on the list. */
  readonly longestWaitDays: number
  readonly averageWaitDays: number
  readonly averageHoursRequired: number
}

/** Hours a week waiting in a zone. `hours` has two decimals; the rows' hours add up to the total's. */
export interface ZoneHoursRow {
  /** Null for packages that lie in no zone. */
  readonly zoneId: string | null
  readonly name: string
  readonly people: number
  readonly minutes: Minutes
  readonly hours: number
}

export interface TierShareRow {
  readonly framework: string
  readonly tier: ReportTier
  /** Care-worker minutes a week of the packages this tier holds. */
  readonly minutes: Minutes
  readonly totalMinutes: Minutes
  readonly packages: number
  /** Whole percent; the rows of a framework add up to 100. */
  readonly percent: number
  readonly target: { readonly lowPercent: number; readonly highPercent: number } | null
}

export interface RatingCount {
  readonly rating: ReportRating
  readonly locations: number
}

/** One week of visits. planned = delivered + missed + excused + noRecord; due = planned − excused. */
export interface VisitWeekRow {
  readonly week: ReportWeek
  readonly planned: number
  readonly excused: number
  readonly due: number
  readonly delivered: number
  readonly missed: number
  readonly noRecord: number
  /** Delivered, but later than the visit rules allow. */
  readonly late: number
  /** Delivered without having been planned; in no other figure. */
  readonly unplanned: number
}

export interface ZonePoundsRow {
  readonly zoneId: string | null
  readonly name: string
  readonly visits: number
  readonly minutes: Minutes
  readonly visitsPence: Pence
  readonly adjustmentsPence: Pence
  readonly totalPence: Pence
  /** What the NHS bears of the total; the council bears the rest. */
  readonly nhsPence: Pence
}

/** The payment run whose money is reported. */
export interface ReportedRun {
  readonly payRunId: string
  readonly framework: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
}

export interface StartRow {
  readonly source: ReportSource | 'all' | 'all-but-hospital-discharge'
  readonly starts: number
  /** Days from referral to the first day of care; zero when there were no starts. */
  readonly averageDays: number
  readonly medianDays: number
  readonly longestDays: number
}

/** Everything the weekly report says, as at the end of one day. */
export interface WeeklyReport {
  readonly on: Temporal.PlainDate
  /** The framework it is of; null when it is of all. */
  readonly framework: ReportFramework | null
  /** Every framework it can be narrowed to, by name. */
  readonly frameworks: readonly ReportFramework[]
  readonly weeks: readonly ReportWeek[]
  readonly awaitingCare: readonly AwaitingCareRow[]
  readonly hoursAwaiting: { readonly rows: readonly ZoneHoursRow[]; readonly totalHours: number; readonly people: number }
  readonly tierShares: readonly TierShareRow[]
  readonly ratings: { readonly rows: readonly RatingCount[]; readonly total: number }
  readonly visits: readonly VisitWeekRow[]
  readonly pounds: { readonly runs: readonly ReportedRun[]; readonly rows: readonly ZonePoundsRow[]; readonly totalPence: Pence; readonly nhsPence: Pence }
  readonly starts: readonly StartRow[]
}

/** A framework by its name. */
export interface ReportFramework {
  readonly id: string
  readonly name: string
}

type Funder = 'council' | 'nhs' | 'joint'

/** Who pays for a package from a day on. */
export interface PayerChange {
  readonly fromOn: Temporal.PlainDate
  readonly funder: Funder
}

/** What the awaiting-care tables look at of one package. */
export interface WaitingCase {
  readonly zoneId: string | null
  /** Who paid when it was referred; `funderOn` says who pays on a day. */
  readonly funder: Funder
  /** In the order in which they begin; of one day the newest last. */
  readonly payerChanges: readonly PayerChange[]
  readonly receivedOn: Temporal.PlainDate
  /** Day it came on the list: when it was received, or of a part of a split package the day of the split. The wait counts from `receivedOn`. */
  readonly listedOn: Temporal.PlainDate
  /** Day a provider accepted it. */
  readonly placedOn: Temporal.PlainDate | null
  /** Day it was no longer wanted. */
  readonly withdrawnOn: Temporal.PlainDate | null
  readonly weeklyMinutes: Minutes
}

/** What is known of one placement for the tier table. */
export interface HeldPackage {
  readonly framework: string
  readonly tier: ReportTier
  readonly weeklyMinutes: Minutes
  readonly startsOn: Temporal.PlainDate
  /** Last day of care; null while it has no end. */
  readonly endsOn: Temporal.PlainDate | null
}

export interface TierTargetFacts {
  readonly framework: string
  readonly tier: ReportTier
  readonly lowPercent: number
  readonly highPercent: number
}

/** What is known of one start of care. */
export interface StartedPackage {
  readonly source: ReportSource
  readonly receivedOn: Temporal.PlainDate
  readonly startsOn: Temporal.PlainDate
}

/** One publication of a location's overall rating. */
export interface RatingPublication {
  readonly ratingId: number
  readonly locationId: string
  readonly rating: ReportRating
  readonly publishedOn: Temporal.PlainDate
}

/** How many planned visits of a day are alike in everything this table asks. */
export interface VisitTally {
  /** ISO text. */
  readonly visitOn: string
  readonly visits: number
  /** A care worker's current record says that the visit was delivered. */
  readonly isDelivered: boolean
  /** A current record, or a standing exception, says that it was missed. */
  readonly isMissed: boolean
  readonly isLate: boolean
  /** Outcome of the current record when it is neither; null without one. */
  readonly otherOutcome: string | null
}

export interface UnplannedTally {
  readonly visitOn: string
  readonly visits: number
}

/** Stored pay lines of one run, zone and kind, added up. */
export interface PaidTally {
  readonly payRunId: string
  readonly zoneId: string | null
  readonly kind: 'visit' | 'adjustment'
  readonly lines: number
  readonly minutes: Minutes
  readonly pence: Pence
  readonly nhsPence: Pence
}

export const SEE_REPORTS: Permission = {
  name: 'reporting.see',
  words: 'see the reports',
  roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner', 'analyst', 'administrator'],
}
