import { z } from 'zod'
import { FUNDERS, NEEDS, REFERRAL_SOURCES, SERVICE_LINES } from '../../care/terms.ts'
import type { ReferralSource } from '../../care/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Permission } from '../../platform/access/permission.ts'

/** Who goes through reablement before long-term care, as a council sets it. */
export const reablementRuleDocument = z.strictObject({
  /** False closes the gateway: nobody is sent, and nothing is decided. */
  isOpen: z.boolean(),
  sources: z.array(z.enum(REFERRAL_SOURCES)),
  serviceLines: z.array(z.enum(SERVICE_LINES)),
  funders: z.array(z.enum(FUNDERS)),
  /** One of these at least must be among the needs; none listed asks for none. */
  needs: z.array(z.enum(NEEDS)),
  /** None of these may be. */
  excludedNeeds: z.array(z.enum(NEEDS)),
  /** Care-worker minutes a week above which it is passed by; null for no limit. */
  mostWeeklyMinutes: z.int().min(1).max(20_160).nullable(),
  /** Whoever ended reablement so recently is not sent again; 0 sends everybody. */
  notAgainWithinDays: z.int().min(0).max(730),
  usualWeeks: z.int().min(1).max(12),
  /** Without a free place: wait for one, or go on to long-term care at once. */
  whenFull: z.enum(['wait', 'go-on']),
})
export type ReablementRuleDocument = z.output<typeof reablementRuleDocument>

export interface ReablementRule {
  readonly id: string
  readonly document: ReablementRuleDocument
  readonly note: string | null
  readonly setAt: Temporal.Instant
  readonly setBy: string
}

/** How much reablement a zone has from a day on: people at once, or care-worker minutes a week. */
export interface ReablementCapacity {
  readonly zoneId: string
  readonly fromOn: Temporal.PlainDate
  readonly unit: 'places' | 'minutes'
  readonly size: number
  readonly note: string | null
  readonly declaredAt: Temporal.Instant
  readonly declaredBy: string
}

export const REABLEMENT_ENDINGS = ['completed', 'hospital', 'died', 'declined', 'no-place'] as const
export type ReablementEnding = (typeof REABLEMENT_ENDINGS)[number]
export const REABLEMENT_ENDING_NAMES: Readonly<Record<ReablementEnding, string>> = {
  completed: 'Reablement is completed',
  hospital: 'The person went into hospital and does not come back to it',
  died: 'The person died',
  declined: 'The person declined it, or went no further with it',
  'no-place': 'There was no place in time: on to long-term care without it',
}

export const REABLEMENT_RESULTS = ['no-further-support', 'reduced', 'same', 'more'] as const
export type ReablementResult = (typeof REABLEMENT_RESULTS)[number]
export const REABLEMENT_RESULT_NAMES: Readonly<Record<ReablementResult, string>> = {
  'no-further-support': 'No further support',
  reduced: 'Fewer hours than referred for',
  same: 'The same hours',
  more: 'More hours',
}

/** A place in reablement as it was given. */
export interface ReablementStart {
  readonly startsOn: Temporal.PlainDate
  readonly plannedEndOn: Temporal.PlainDate
  readonly weeklyMinutes: Minutes
  readonly team: string
  readonly recordedBy: string
}

/** How reablement ended. */
export interface ReablementExit {
  readonly exitOn: Temporal.PlainDate
  readonly ending: ReablementEnding
  readonly minutesBefore: Minutes
  /** 0 when no care is needed; null where what is needed is not known. */
  readonly minutesAfter: Minutes | null
  readonly result: ReablementResult | null
  readonly note: string | null
  /** The package that went on to brokerage. */
  readonly nextPackageId: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** One person's way through reablement. */
export interface Reablement {
  readonly id: string
  /** What the person was referred for: the hours before. */
  readonly packageId: string
  readonly personId: string
  readonly zoneId: string | null
  readonly referredOn: Temporal.PlainDate
  readonly referredAt: Temporal.Instant
  readonly referredBy: string
  readonly source: ReferralSource
  readonly minutesBefore: Minutes
  readonly packageReference: string
  readonly start: ReablementStart | null
  readonly exit: ReablementExit | null
}

/** What the rule decided on a referral. */
export interface ReablementDecision {
  readonly goesFirst: boolean
  readonly reasons: readonly Reason[]
}

export const SEE_REABLEMENT: Permission = { name: 'brokerage.see-reablement', words: 'see reablement, its waiting list and its places', roles: ['broker', 'practitioner', 'commissioner'] }
export const RUN_REABLEMENT: Permission = { name: 'brokerage.run-reablement', words: 'give places in reablement and record how it ends', roles: ['practitioner'] }
export const DECLARE_REABLEMENT: Permission = { name: 'brokerage.declare-reablement', words: 'declare the places of reablement', roles: ['practitioner', 'commissioner'] }
export const SET_REABLEMENT_RULE: Permission = { name: 'brokerage.set-reablement-rule', words: 'set who goes through reablement first', roles: ['commissioner'] }
