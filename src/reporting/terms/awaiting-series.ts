import { z } from 'zod'
import { WAITING_CAUSES } from '../../kernel/waiting-cause.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { PayerChange, ReportWeek } from '../terms.ts'

export const REPORT_FUNDERS = ['council', 'nhs', 'joint'] as const
export type ReportFunder = (typeof REPORT_FUNDERS)[number]
export const REPORT_FUNDER_LABELS: Readonly<Record<ReportFunder, string>> = { council: 'Council', nhs: 'NHS', joint: 'Joint' }

/** What the series is told by. */
export const SERIES_SPLITS = ['funder', 'zone', 'cause'] as const
export type SeriesSplit = (typeof SERIES_SPLITS)[number]
export const SERIES_SPLIT_LABELS: Readonly<Record<SeriesSplit, string>> = { funder: 'Funder', zone: 'Zone', cause: 'Why still waiting' }

/** Something that happened in a search for a provider. */
export interface SearchEvent {
  readonly callOffId: string
  readonly happenedAt: Temporal.Instant
  readonly kind: 'opened' | 'asked' | 'declined' | 'left-out' | 'closed'
  /** Reason of a decline, clause of who was left out, how a search closed. */
  readonly detail: string | null
}

/** All that was ever recorded of one package's wait, each with when it was recorded. */
export interface WaitRecord {
  readonly packageId: string
  readonly zoneId: string | null
  /** As it was referred. */
  readonly funder: ReportFunder
  /** In the order in which they begin; of one day the newest last. */
  readonly payerChanges: readonly (PayerChange & { readonly recordedAt: Temporal.Instant })[]
  readonly receivedOn: Temporal.PlainDate
  readonly listedOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  readonly placedAt: Temporal.Instant | null
  readonly withdrawnOn: Temporal.PlainDate | null
  /** Null when there is no withdrawal, and for old ones, which count as recorded on the day itself. */
  readonly withdrawnAt: Temporal.Instant | null
  readonly weeklyMinutes: Minutes
  /** In the order in which they happened. */
  readonly events: readonly SearchEvent[]
}

const waitingCell = z.object({
  funder: z.enum(REPORT_FUNDERS),
  zoneId: z.string().nullable(),
  cause: z.enum(WAITING_CAUSES),
  packages: z.int(),
  minutes: z.int(),
  waitDays: z.int(),
  longestDays: z.int(),
})
/** Packages on the list at the close of a week that are alike: how many, their minutes a week, the days they have waited together and the longest. */
export type WaitingCell = z.output<typeof waitingCell>

const movedCell = z.object({ funder: z.enum(REPORT_FUNDERS), zoneId: z.string().nullable(), received: z.int(), placed: z.int(), withdrawn: z.int() })
/** Packages that came in, were placed and were withdrawn in a week. */
export type MovedCell = z.output<typeof movedCell>

/** What is counted of one week, and what is kept of it: cells in one fixed order, so that the same counts are the same text. */
export const weekCount = z.object({ waiting: z.array(waitingCell), moved: z.array(movedCell), zoneNames: z.array(z.object({ zoneId: z.string(), name: z.string() })) })
export type WeekCount = z.output<typeof weekCount>

/** A week as it was told, once and for ever. */
export interface ToldWeek {
  readonly weekOn: Temporal.PlainDate
  readonly toldAt: Temporal.Instant
  readonly toldBy: string
  readonly ruleVersion: string
  /** As written: `weekCount` as JSON. */
  readonly content: string
  readonly previousDigest: string | null
  readonly digest: string
}

/** Why a count made now differs from what was told: facts that were recorded afterwards and reach into the week. */
export interface LateFacts {
  readonly referrals: number
  readonly withdrawals: number
}

/** One week of the series as the page shows it. */
export interface SeriesWeek {
  readonly week: ReportWeek
  readonly count: WeekCount
  /** Null while the week is not told: it is not over, or nobody has counted it yet. */
  readonly told: { readonly at: Temporal.Instant; readonly digest: string; readonly isIntact: boolean; readonly count: WeekCount; readonly late: LateFacts } | null
}

export const TELL_WEEKS: Permission = { name: 'reporting.tell-weeks', words: 'tell the weeks of the awaiting-care list', roles: ['administrator'] }
