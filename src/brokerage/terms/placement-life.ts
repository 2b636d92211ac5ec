import { z } from 'zod'
import type { PatternVisit } from '../../care/terms.ts'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForPence } from '../../kernel/words.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** Days in hospital, on which a placement is suspended. */
export interface HospitalStay {
  readonly id: string
  readonly placementId: string
  /** First day without care. */
  readonly fromOn: Temporal.PlainDate
  /** Last day to which the provider holds the place. */
  readonly heldUntilOn: Temporal.PlainDate
  /** First day of care again; null while it is not known. The first day of the stay says that it never began. */
  readonly resumesOn: Temporal.PlainDate | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

export const ABSENCE_KINDS = ['holiday', 'respite'] as const
export type AbsenceKind = (typeof ABSENCE_KINDS)[number]
export const ABSENCE_KIND_NAMES: Readonly<Record<AbsenceKind, string>> = { holiday: 'On holiday', respite: 'In respite care' }

/** Days on which the person is away and visits do not take place. */
export interface Absence {
  readonly id: string
  readonly placementId: string
  readonly kind: AbsenceKind
  /** First day without care. */
  readonly fromOn: Temporal.PlainDate
  /** Last day without care, as it was recorded. */
  readonly toOn: Temporal.PlainDate
  /** First day of care again, where that is another than the day after `toOn`; the first day of the absence says that it never was. */
  readonly returnsOn: Temporal.PlainDate | null
  /** Day on which the provider was told. */
  readonly toldOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** A price agreed for one placement alone: by the hour, for the week, or neither where the framework's rates apply. */
export interface AgreedPrice {
  /** For one care worker. */
  readonly pencePerHour: Pence | null
  /** For the whole week of the package, whoever comes and how often. */
  readonly pencePerWeek: Pence | null
}

/** "£24.50 an hour". */
export function agreedPriceWords({ pencePerHour, pencePerWeek }: AgreedPrice): string {
  if (pencePerWeek !== null) return `${wordsForPence(pencePerWeek)} for the week`
  return pencePerHour === null ? 'The framework’s rates' : `${wordsForPence(pencePerHour)} an hour`
}

/** Another price of one placement from a day. */
export interface PriceChange extends AgreedPrice {
  readonly id: string
  readonly placementId: string
  readonly fromOn: Temporal.PlainDate
  readonly reason: string
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly askedByAccount: string | null
  readonly decision: { readonly isApproved: boolean; readonly note: string | null; readonly decidedAt: Temporal.Instant; readonly decidedBy: string } | null
}

/** The death of a person. */
export interface Death {
  readonly diedOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** A death as it was recorded, and how it was taken back where it was a mistake. */
export interface RecordedDeath extends Death {
  readonly takenBack: { readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
}

/** A week other than the package's: between two days, or for good from one. */
export interface PatternChange {
  readonly id: string
  readonly placementId: string
  readonly fromOn: Temporal.PlainDate
  /** Last day; null for good. */
  readonly toOn: Temporal.PlainDate | null
  readonly pattern: readonly PatternVisit[]
  readonly weeklyMinutes: Minutes
  readonly reason: string
  readonly needsApproval: boolean
  /** What the rule decided when it was asked for. */
  readonly reasons: readonly Reason[]
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly decision: { readonly isApproved: boolean; readonly note: string | null; readonly decidedAt: Temporal.Instant; readonly decidedBy: string } | null
}

/** Why a provider gives a package back, as codes. */
export const HAND_BACK_REASONS = ['no-care-workers', 'needs-beyond-skills', 'risk-to-care-workers', 'travel', 'relationship', 'rate', 'closing', 'other'] as const
export type HandBackReason = (typeof HAND_BACK_REASONS)[number]
export const HAND_BACK_REASON_NAMES: Readonly<Record<HandBackReason, string>> = {
  'no-care-workers': 'Not enough care workers',
  'needs-beyond-skills': 'The needs are beyond our skills',
  'risk-to-care-workers': 'Risk to care workers',
  travel: 'Too far to travel',
  relationship: 'The person or family no longer wants us',
  rate: 'The rate does not cover the cost',
  closing: 'We are closing or leaving the area',
  other: 'Another reason',
}

/** A package that its provider gave back. */
export interface HandBack {
  readonly placementId: string
  readonly lastOn: Temporal.PlainDate
  /** True when the notice is shorter than the framework asks for. */
  readonly isAtOnce: boolean
  readonly reason: HandBackReason
  readonly note: string | null
  readonly givenAt: Temporal.Instant
  readonly givenBy: string
}

export const FOLLOW_ON_CAUSES = ['hand-back', 'transfer', 'change', 'failure', 'succession'] as const
export type FollowOnCause = (typeof FOLLOW_ON_CAUSES)[number]

/** A package that follows a placement which ended while the person still needs care. */
export interface FollowOn {
  readonly packageId: string
  readonly placementId: string
  readonly cause: FollowOnCause
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** The week of a placement as it is now, and what it costs. */
export interface WeekNow {
  readonly pattern: readonly PatternVisit[]
  readonly weeklyMinutes: Minutes
  /** Pence a week at the price or the rates of the day; null where there is no rate. */
  readonly pence: Pence | null
  readonly agreed: AgreedPrice
}

/** Everything that happened to a placement after it was made. */
export interface PlacementLife {
  readonly placementId: string
  /** Day on which care began, once confirmed. */
  readonly startedOn: Temporal.PlainDate | null
  readonly stays: readonly HospitalStay[]
  readonly absences: readonly Absence[]
  /** In the order in which they were asked for. */
  readonly prices: readonly PriceChange[]
  readonly death: Death | null
  /** Recorded by mistake, in order. */
  readonly deathsTakenBack: readonly RecordedDeath[]
  /** In the order in which they were asked for; of those that are in force the later wins. */
  readonly changes: readonly PatternChange[]
  readonly handBack: HandBack | null
  readonly followOn: FollowOn | null
}

/** The days or the week of a placement are no longer what they were: its visits are to be planned again. */
export const PLACEMENT_CHANGED = topic('brokerage.placement-changed', z.object({ placementId: z.uuid() }))
/** The first day of care was confirmed: the practitioner is to be told. */
export const START_CONFIRMED = topic('brokerage.start-confirmed', z.object({ placementId: z.uuid() }))
/** A person has died: what goes on for them is to be ended. */
export const PERSON_DIED = topic('brokerage.person-died', z.object({ personId: z.uuid() }))
/** A provider gave a package back: the placement is to be ended and the person referred again. */
export const HAND_BACK_GIVEN = topic('brokerage.hand-back-given', z.object({ placementId: z.uuid() }))

export const RECORD_STAYS: Permission = { name: 'brokerage.record-stays', words: 'record starts and days in hospital', roles: ['broker', 'provider-coordinator'] }
export const RECORD_DEATHS: Permission = { name: 'brokerage.record-deaths', words: 'record that a person has died', roles: ['broker', 'practitioner', 'provider-coordinator'] }
/** The council's alone: a provider that made a mistake tells the council. */
export const TAKE_BACK_DEATHS: Permission = { name: 'brokerage.take-back-deaths', words: 'take back a death that was recorded by mistake', roles: ['broker', 'practitioner'] }
export const ASK_FOR_PRICES: Permission = { name: 'brokerage.ask-for-prices', words: 'ask for another price of one placement', roles: ['broker', 'commissioner'] }
export const APPROVE_PRICES: Permission = { name: 'brokerage.approve-prices', words: 'approve another price of one placement', roles: ['commissioner', 'finance-officer'] }
export const CHANGE_FUNDING: Permission = { name: 'brokerage.change-funding', words: 'change who pays for a placement', roles: ['broker', 'practitioner', 'finance-officer'] }
export const ASK_FOR_CHANGES: Permission = { name: 'brokerage.ask-for-changes', words: 'ask for changes of the week', roles: ['broker', 'practitioner', 'provider-coordinator'] }
export const APPROVE_CHANGES: Permission = { name: 'brokerage.approve-changes', words: 'approve changes of the week', roles: ['broker', 'practitioner', 'commissioner'] }
export const HAND_BACK: Permission = { name: 'brokerage.hand-back', words: 'hand back packages', roles: ['provider-coordinator'] }
export const TRANSFER: Permission = { name: 'brokerage.transfer', words: 'transfer people to another provider', roles: ['broker'] }
