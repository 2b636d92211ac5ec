import type { ServiceLine, Urgency } from '../../care/terms.ts'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Decision, Reason } from '../../kernel/decision.ts'
import type { FrameworkTerms, StandingFacts, Tier } from '../../market/terms.ts'
import type { DeclineReason } from '../terms.ts'

/** Everything the offer order of a package looks at. */
export interface OfferOrderFacts {
  readonly terms: FrameworkTerms
  /** The day of the decision: standings, ratings and suspensions are as on this day. */
  readonly on: Temporal.PlainDate
  readonly serviceLine: ServiceLine
  readonly urgency: Urgency
  /** Minutes of care a week, each care worker's counted. */
  readonly weeklyMinutes: Minutes
  /** Guaranteed hours of providers in the zone, by provider; asked of a block contract only. */
  readonly blocks: ReadonlyMap<string, BlockRoom>
  /** Languages the package asks for. */
  readonly languages: readonly string[]
  /** Providers that stand in the package's zone for its service line. */
  readonly standings: readonly StandingFacts[]
  /** Providers of other zones that may be asked too, because cross-zone work is switched on; each with the reason that says so. */
  readonly crossZone: readonly { readonly standing: StandingFacts; readonly zoneName: string; readonly reason: Reason }[]
  /** The answer of the rate rule for each tier, on the day care would start. */
  readonly rates: Readonly<Record<Tier, Decision<{ readonly pencePerHour: Pence }>>>
  /** What providers answered when this package was offered before, oldest first. */
  readonly earlier: readonly EarlierAnswer[]
  /** Who had this package and handed it back, or failed while it held it; nobody when left out. */
  readonly givenBack?: readonly GivenBack[]
  /** A provider that a broker asks by direct award: that it gave the package back is told, and stands in no way. */
  readonly askedDirectly?: string | null
}

/** That a provider had this package before and it came back. */
export interface GivenBack {
  readonly providerId: string
  readonly cause: 'hand-back' | 'failure'
  readonly on: Temporal.PlainDate
}

/** A provider's guaranteed minutes a week in a zone, and how many of them its placements there use. */
export interface BlockRoom {
  readonly guaranteedMinutes: Minutes
  readonly usedMinutes: Minutes
}

/** What a provider answered when the same package was offered to it before. */
export interface EarlierAnswer {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly answer: 'accepted' | 'partial' | 'declined' | 'lapsed' | 'withdrawn'
  readonly reason: DeclineReason | null
  readonly on: Temporal.PlainDate
}
