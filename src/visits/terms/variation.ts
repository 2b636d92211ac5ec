import type { Minutes } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { CheckedDocument } from '../../kernel/document-kinds.ts'

/** Why visits that were already made are to be paid beyond their plan. A change of the weeks to come is asked for on the placement. */
export const VARIATION_KINDS = ['over-tolerance', 'temporary-increase'] as const
export type VariationKind = (typeof VARIATION_KINDS)[number]
export const VARIATION_KIND_NAMES: Readonly<Record<VariationKind, string>> = { 'over-tolerance': 'Visits took longer than planned', 'temporary-increase': 'More time was needed for some days' }

/** One visit of a variation. Minutes are of each care worker. */
export interface VariationVisit {
  readonly plannedVisitId: number
  readonly visitOn: string
  readonly startsAt: Temporal.Instant
  readonly plannedMinutes: Minutes
  readonly recordedMinutes: Minutes | null
  readonly askedMinutes: Minutes
  /** Null until it is granted. */
  readonly agreedMinutes: Minutes | null
}

/** A file that was sent with a variation as evidence; `nr` is its place, from 1. */
export interface VariationDocument extends CheckedDocument {
  readonly nr: number
}

/** So many files may be sent with one variation. */
export const MOST_VARIATION_DOCUMENTS = 5

/** Visits that a provider asks the council to pay beyond their plan. */
export interface Variation {
  readonly id: string
  /** Shown as V12. */
  readonly number: number
  readonly providerId: string
  readonly placementId: string
  readonly personId: string
  readonly kind: VariationKind
  readonly fromOn: string
  readonly toOn: string
  readonly reason: string
  readonly evidence: string
  /** The last day on which the contract lets the council decide. */
  readonly decideByOn: string
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly decision: { readonly outcome: 'granted' | 'refused'; readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
}

export const ASK_VARIATIONS: Permission = { name: 'visits.ask-variation', words: 'ask for variations', roles: ['provider-coordinator', 'provider-finance'] }
export const DECIDE_VARIATIONS: Permission = { name: 'visits.decide-variation', words: 'decide variations', roles: ['broker', 'commissioner'] }
