import type { Permission } from '../../platform/access/permission.ts'
import type { Share } from './subcontract.ts'

/** Something a framework's contracts ask for, measured: who, of what, and whether it is met. */
export interface Obligation {
  readonly clause: 'tier-share' | 'subcontract-share' | 'vast-majority' | 'block-use' | 'lead-acceptance' | 'competition-bids' | 'price-window'
  /** What is measured, in words. */
  readonly what: string
  /** Null when it is of the whole framework. */
  readonly zoneId: string | null
  /** Null when it is of all providers together. */
  readonly providerId: string | null
  /** Of what is counted; `bids` are counted of competitions, so that 250% are 2.5 bids each. */
  readonly unit: 'minutes' | 'offers' | 'bids' | 'pence'
  readonly share: Share
  readonly lowPercent: number | null
  readonly highPercent: number | null
  /** Null when nothing is asked for, or there is nothing to measure yet. */
  readonly met: boolean | null
}

export const SEE_OBLIGATIONS: Permission = { name: 'brokerage.see-obligations', words: 'see how contracts are kept', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'analyst'] }
