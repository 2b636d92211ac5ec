import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { OfferOrder } from '../terms.ts'

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
  readonly next: { readonly packageId: string; readonly packageReference: string; readonly placementId: string | null; readonly providerName: string | null; readonly startsOn: Temporal.PlainDate | null; readonly startedOn: Temporal.PlainDate | null } | null
}

/** A person with the order in which providers would be asked for them. */
export interface RehearsedPerson extends FailurePerson {
  readonly order: OfferOrder
}

export const SEE_FAILURES: Permission = { name: 'brokerage.see-failures', words: 'see failures of providers', roles: ['commissioner', 'broker'] }
export const MARK_FAILURES: Permission = { name: 'brokerage.mark-failures', words: 'mark the failure of a provider and find its people others', roles: ['commissioner', 'broker'] }
