import { z } from 'zod'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'
import type { OfferOrder } from '../terms.ts'
import type { AssignmentLine } from './assignment.ts'

/** How a provider fails: it leaves in order, it stops, or it struggles and some of its people move. */
export const FAILURE_KINDS = ['planned', 'emergency', 'soft'] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]
export const FAILURE_KIND_NAMES: Readonly<Record<FailureKind, string>> = { planned: 'Planned: it leaves in order', emergency: 'Emergency: it stops', soft: 'Soft: it struggles, some people move' }

/** A provider that was marked as failing. */
export interface ProviderFailure {
  readonly id: string
  readonly providerId: string
  readonly kind: FailureKind
  /** Day from which it is given no new work. */
  readonly fromOn: Temporal.PlainDate
  readonly reason: string
  readonly markedAt: Temporal.Instant
  readonly markedBy: string
}

/** How far a person of a failing provider has come, from with the provider to a confirmed start with another. */
export const FAILURE_STEPS = ['with-provider', 'waiting', 'searching', 'placed', 'started', 'ended'] as const
export type FailureStep = (typeof FAILURE_STEPS)[number]
export const FAILURE_STEP_NAMES: Readonly<Record<FailureStep, string>> = {
  'with-provider': 'Still with the provider',
  waiting: 'Waiting, nobody is asked',
  searching: 'On offer',
  placed: 'Placed, start not confirmed',
  started: 'Started with another provider',
  ended: 'Care ended',
}

/** How badly a person needs care to go on: more points, sooner. */
export interface FailureRisk {
  readonly points: number
  readonly reasons: readonly Reason[]
}

/** A package that follows, or a part of one that was split: how far it has come, who has it, and when each of it came about. */
export interface NextPart {
  readonly packageId: string
  readonly packageReference: string
  readonly step: FailureStep
  readonly placementId: string | null
  readonly providerName: string | null
  readonly startsOn: Temporal.PlainDate | null
  readonly startedOn: Temporal.PlainDate | null
  readonly placedAt: Temporal.Instant | null
  readonly startConfirmedAt: Temporal.Instant | null
}

/** The package that follows, its parts taken together: a day is there once it is for every part. */
export interface NextOfPerson extends Omit<NextPart, 'step'> {
  readonly referredAt: Temporal.Instant
  /** Where the package was split; empty where it is whole. */
  readonly parts: readonly NextPart[]
}

/** A person of a failing provider. Of the person: reference and initials. */
export interface FailurePerson {
  readonly placementId: string
  readonly personId: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly packageReference: string
  readonly zoneName: string
  readonly weeklyMinutes: Minutes
  readonly risk: FailureRisk
  readonly step: FailureStep
  /** The package that follows, and who has it, once there are any. */
  readonly next: NextOfPerson | null
}

/** Where the best assignment would have a person go; `proposed` null where nobody has the hours, so that the search asks in the ordinary order. */
export type PlaceToGo = Pick<AssignmentLine, 'proposed' | 'reasons' | 'choices'>

/** A person with the order in which providers would be asked for them, and where the best assignment would have them go. */
export interface RehearsedPerson extends FailurePerson {
  readonly order: OfferOrder
  readonly place: PlaceToGo
}

/** Declared hours a week of the providers of last resort: the net under a failure. */
export interface Reserve {
  readonly providerNames: readonly string[]
  readonly declared: Minutes
  /** How many of them a proposal takes. */
  readonly used: Minutes
}

/** A batch of people as it was proposed, and what became of it. */
export interface FailureBatch {
  readonly id: string
  readonly failureId: string
  readonly ruleVersion: string
  readonly inputsHash: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}

/** What became of a person of a batch when it was sent. */
export interface FailureMove {
  readonly placementId: string
  readonly batchId: string
  readonly packageId: string
  readonly proposedProviderId: string | null
  /** Who was asked first, alone. */
  readonly providerId: string | null
  readonly poolZoneId: string | null
  readonly callOffId: string | null
  readonly handoverOn: Temporal.PlainDate
  readonly movedAt: Temporal.Instant
  readonly movedBy: string
}

/** People who moved on, by the day on which they did: referred again, placed, and begun with another provider. */
export interface FailureDay {
  readonly on: Temporal.PlainDate
  readonly referred: number
  readonly placed: number
  readonly started: number
}

/** The day has come from which a failing provider is given no new work. */
export const FAILURE_BEGINS = topic('brokerage.failure-begins', z.object({ failureId: z.uuid() }))

export const SEE_FAILURES: Permission = { name: 'brokerage.see-failures', words: 'see failures of providers', roles: ['commissioner', 'broker'] }
export const MARK_FAILURES: Permission = { name: 'brokerage.mark-failures', words: 'mark the failure of a provider and find its people others', roles: ['commissioner', 'broker'] }
