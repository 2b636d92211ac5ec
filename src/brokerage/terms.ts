import { z } from 'zod'
import type { ServiceLine } from '../care/terms.ts'
import type { Minutes, Pence } from '../kernel/amounts.ts'
import type { Reason } from '../kernel/decision.ts'
import type { DeclineReason } from '../market/terms/decline-reason.ts'
import type { Tier } from '../market/terms.ts'
import type { Permission } from '../platform/access/permission.ts'
import { topic } from '../platform/jobs/topic.ts'

export { DECLINE_REASONS, DECLINE_REASON_NAMES, type DeclineReason } from '../market/terms/decline-reason.ts'
export { INTERIM_COVERS, type InterimCover } from './terms/interim-cover.ts'

/** A provider's place in an offer order, or why it has none. */
export interface OfferPlace {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly rank: number | null
  /** Step in which it is asked and place in the whole order, both from 1; null when left out. */
  readonly step: number | null
  readonly place: number | null
  readonly pencePerHour: Pence | null
  readonly reasons: readonly Reason[]
}

/** Providers asked together. */
export interface OfferStep {
  readonly label: string
  readonly replyWorkingMinutes: Minutes
  /**
   * `best-bid`: answers are bids, compared when all are in or the time is up. `block`: the package must fit the provider's
   * guaranteed hours when it accepts. Left out: the first to accept is given the package.
   */
  readonly award?: 'best-bid' | 'block'
}

/** The answer of the offer-order rule: whom to ask, in which steps, and who is left out and why. */
export interface OfferOrder {
  readonly ruleVersion: string
  readonly steps: readonly OfferStep[]
  readonly places: readonly OfferPlace[]
}

export type OfferStatus = 'open' | 'accepted' | 'partial' | 'declined' | 'lapsed' | 'withdrawn'

/** The one answer to an offer. */
export interface OfferAnswer {
  readonly answer: Exclude<OfferStatus, 'open'>
  /** Of a decline. */
  readonly reason: DeclineReason | null
  readonly note: string | null
  /** First day of care, of an acceptance. */
  readonly startsOn: Temporal.PlainDate | null
  readonly answeredAt: Temporal.Instant
  readonly answeredBy: string
}

/** A package shown to one provider with a reply-by time. */
export interface Offer {
  readonly id: string
  readonly callOffId: string
  readonly packageId: string
  readonly providerId: string
  readonly step: number
  readonly place: number
  readonly sentAt: Temporal.Instant
  readonly replyByAt: Temporal.Instant
  readonly pencePerHour: Pence
  readonly answer: OfferAnswer | null
}

/** A bid in a mini-competition. */
export interface MadeBid {
  readonly id: number
  readonly offerId: string
  readonly providerId: string
  readonly pencePerHour: Pence
  /** First day of care it offers. */
  readonly startsOn: Temporal.PlainDate
  readonly note: string | null
  readonly bidAt: Temporal.Instant
  readonly bidBy: string
}

/** How a bid compared with the others; scores are hundredths of a point out of 100. */
export interface BidScore {
  readonly bidId: number
  readonly providerId: string
  /** From 1, the best; null when the provider could no longer be given the package. */
  readonly place: number | null
  readonly priceScore: number
  readonly qualityScore: number
  readonly totalScore: number
  readonly reasons: readonly Reason[]
}

/** One search for a provider of a package: the order as it was decided, and how the search ended. */
export interface CallOff {
  readonly id: string
  readonly packageId: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly steps: OfferOrder['steps']
  readonly openedAt: Temporal.Instant
  readonly openedBy: string
  readonly closedAt: Temporal.Instant | null
  readonly closedReason: 'placed' | 'exhausted' | 'withdrawn' | null
}

/** Why a placement ended, as codes. */
export const PLACEMENT_END_REASONS = ['no-longer-needed', 'needs-changed', 'moved-to-care-home', 'hospital', 'moved-away', 'died', 'direct-payment', 'provider-handed-back', 'provider-failed', 'provider-succeeded', 'persons-choice', 'other'] as const
export type PlacementEndReason = (typeof PLACEMENT_END_REASONS)[number]
export const PLACEMENT_END_REASON_NAMES: Readonly<Record<PlacementEndReason, string>> = {
  'no-longer-needed': 'Care is no longer needed',
  'needs-changed': 'Needs changed: a new package follows',
  'moved-to-care-home': 'Moved to a care home',
  hospital: 'Long stay in hospital',
  'moved-away': 'Moved away',
  died: 'The person died',
  'direct-payment': 'Moved to a direct payment',
  'provider-handed-back': 'The provider handed the package back',
  'provider-failed': 'The provider failed',
  'provider-succeeded': 'Another provider took over from the provider',
  'persons-choice': 'The person chose another provider',
  other: 'Another reason',
}

export interface Placement {
  readonly id: string
  readonly packageId: string
  readonly personId: string
  readonly providerId: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly serviceLine: ServiceLine
  readonly tier: Tier
  readonly startsOn: Temporal.PlainDate
  /** Last day of care; null while it has no end. */
  readonly endsOn: Temporal.PlainDate | null
  readonly pencePerHour: Pence
  /** Price agreed for this placement alone; null when the framework's rates apply from their dates. */
  readonly agreedPencePerHour: Pence | null
  readonly placedAt: Temporal.Instant
}

/** A package with no provider yet, as the board shows it. */
export interface WaitingPackage {
  readonly packageId: string
  readonly packageReference: string
  readonly personId: string
  readonly initials: string
  readonly zoneId: string | null
  readonly weeklyMinutes: Minutes
  readonly receivedOn: Temporal.PlainDate
}

export const PACKAGE_REFERRED = topic('brokerage.package-referred', z.object({ packageId: z.uuid() }))
/** Due at the reply-by time of a step of offers. */
export const OFFERS_DUE = topic('brokerage.offers-due', z.object({ callOffId: z.uuid(), step: z.int() }))
export const BID_MADE = topic('brokerage.bid-made', z.object({ callOffId: z.uuid(), offerId: z.uuid() }))
export const OFFER_DECLINED = topic('brokerage.offer-declined', z.object({ callOffId: z.uuid(), offerId: z.uuid() }))
export const PACKAGE_PLACED = topic('brokerage.package-placed', z.object({ placementId: z.uuid(), callOffId: z.uuid(), packageId: z.uuid() }))
export const PLACEMENT_ENDED = topic('brokerage.placement-ended', z.object({ placementId: z.uuid() }))

/** One offer of a package and what came of it, for a person's timeline. */
export interface OfferEvent {
  readonly offerId: string
  readonly packageId: string
  readonly providerId: string
  readonly sentAt: Temporal.Instant
  readonly replyByAt: Temporal.Instant
  readonly answer: Exclude<OfferStatus, 'open'> | null
  readonly reason: DeclineReason | null
  readonly answeredAt: Temporal.Instant | null
  readonly answeredBy: string | null
}

export const SEE_BOARD: Permission = { name: 'brokerage.see-board', words: 'see the awaiting-care list', roles: ['broker', 'commissioner', 'practitioner', 'analyst'] }
export const SEND_OFFERS: Permission = { name: 'brokerage.send-offers', words: 'send offers to providers', roles: ['broker'] }
export const END_PLACEMENTS: Permission = { name: 'brokerage.end-placements', words: 'end placements', roles: ['broker'] }
export const SEE_OFFERS: Permission = { name: 'brokerage.see-offers', words: 'see the offers made to your organisation', roles: ['provider-coordinator'] }
export const ANSWER_OFFERS: Permission = { name: 'brokerage.answer-offers', words: 'answer the offers made to your organisation', roles: ['provider-coordinator'] }
export const SEE_OWN_PLACEMENTS: Permission = { name: 'brokerage.see-own-placements', words: 'see the packages your organisation holds', roles: ['provider-coordinator', 'provider-finance'] }
export const SEE_PLACEMENTS: Permission = { name: 'brokerage.see-placements', words: 'see the packages placed with providers', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner', 'analyst'] }
