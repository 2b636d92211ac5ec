import type { Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'

/** Who has to do something before a hold is released. */
export const MUST_ACT = ['provider', 'finance-officer', 'commissioner', 'broker', 'practitioner', 'quality-officer'] as const
export type MustAct = (typeof MUST_ACT)[number]
export const MUST_ACT_WORDS: Readonly<Record<MustAct, string>> = { provider: 'The provider', 'finance-officer': 'A finance officer', commissioner: 'A commissioner', broker: 'A broker', practitioner: 'A practitioner', 'quality-officer': 'A quality officer' }

/** What is not to be paid for now: one line, a person's lines with the provider, or every line of the provider; of one statement alone while its invoice is awaited or differs. */
export interface Hold {
  readonly id: string
  readonly providerId: string
  readonly personId: string | null
  readonly payLineId: number | null
  /** Only lines of this statement; null for those of every statement. */
  readonly statementId: string | null
  /** Placed because an invoice has not come or does not match, and released when it does. */
  readonly isForInvoice: boolean
  readonly mustAct: MustAct
  /** Read by the provider. */
  readonly reason: string
  readonly placedAt: Temporal.Instant
  readonly placedBy: string
  readonly release: { readonly at: Temporal.Instant; readonly by: string; readonly note: string } | null
}

/** A line that a hold may reach. */
export interface HoldableLine {
  readonly id: number
  readonly statementId: string
  readonly providerId: string
  readonly personId: string | null
  readonly pence: Pence
  readonly nhsPence: Pence
}

/** A line with the hold that keeps it from being paid. */
export interface HeldLine extends HoldableLine {
  readonly hold: Hold
}

export const PLACE_HOLDS: Permission = { name: 'payment.hold', words: 'hold payment of lines and release it', roles: ['finance-officer', 'commissioner'] }
