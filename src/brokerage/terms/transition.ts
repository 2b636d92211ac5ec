import type { Reason } from '../../kernel/decision.ts'

/** What makes a package be referred, so that it may move into the framework that replaces its own. A failure or a succession moves nobody: care must not wait for it. */
export const TRANSITION_EVENTS = ['new', 'change', 'hand-back', 'transfer'] as const
export type TransitionEvent = (typeof TRANSITION_EVENTS)[number]

/** One step of a package into the framework that replaces another. */
export interface FrameworkMove {
  readonly replacementId: string
  readonly event: TransitionEvent
  readonly fromFrameworkId: string
  readonly fromZoneId: string | null
  readonly frameworkId: string
  readonly frameworkName: string
  readonly zoneId: string
  readonly zoneName: string
  readonly reason: Reason
}

/** Where a package stands between two frameworks. */
export const STANDS = ['stays', 'to-move', 'moved'] as const
export type Stand = (typeof STANDS)[number]
export const STAND_NAMES: Readonly<Record<Stand, string>> = { stays: 'Stays', 'to-move': 'Waiting to move', moved: 'Moved' }
