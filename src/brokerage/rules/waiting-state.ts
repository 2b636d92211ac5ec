import type { WaitingReason } from './waiting-reason.ts'

/** How far the search for a provider has come: what the board can be narrowed to. */
export const WAITING_STATES = ['not-offered', 'offers-open', 'search-ended', 'no-zone'] as const
export type WaitingState = (typeof WAITING_STATES)[number]

/** The state of a package that waits for this reason. Offers withdrawn leave it as unoffered as one that was never sent out. */
export function waitingState(clause: WaitingReason['clause']): WaitingState {
  switch (clause) {
    case 'no-zone':
      return 'no-zone'
    case 'offers-open':
    case 'next-step-due':
    case 'partial-answers':
      return 'offers-open'
    case 'nobody-took-it':
    case 'nobody-eligible':
      return 'search-ended'
    default:
      return 'not-offered'
  }
}
