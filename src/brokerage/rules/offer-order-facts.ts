import type { Pence } from '../../kernel/amounts.ts'
import type { Decision } from '../../kernel/decision.ts'
import type { FrameworkTerms, StandingFacts, Tier } from '../../market/terms.ts'
import type { DeclineReason } from '../terms.ts'

/** Everything the offer order of a package looks at. */
export interface OfferOrderFacts {
  readonly terms: FrameworkTerms
  /** The day of the decision: standings, ratings and suspensions are as on this day. */
  readonly on: Temporal.PlainDate
  /** Languages the package asks for. */
  readonly languages: readonly string[]
  /** Providers that stand in the package's zone for its service line. */
  readonly standings: readonly StandingFacts[]
  /** The answer of the rate rule for each tier, on the day care would start. */
  readonly rates: Readonly<Record<Tier, Decision<{ readonly pencePerHour: Pence }>>>
  /** What providers answered when this package was offered before, oldest first. */
  readonly earlier: readonly EarlierAnswer[]
}

/** What a provider answered when the same package was offered to it before. */
export interface EarlierAnswer {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly answer: 'accepted' | 'declined' | 'lapsed' | 'withdrawn'
  readonly reason: DeclineReason | null
  readonly on: Temporal.PlainDate
}
