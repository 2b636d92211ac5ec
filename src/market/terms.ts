import type { Minutes, Pence } from '../kernel/amounts.ts'
import type { Permission } from '../platform/access/permission.ts'
import type { FrameworkTerms } from './terms/contract-model.ts'
import type { DayCategory, TimeBand } from './terms/rate-times.ts'
import type { Rating } from './terms/rating.ts'
import type { Tier } from './terms/tier.ts'

export { TIERS, TIER_NAMES, type Tier } from './terms/tier.ts'
export { RATINGS, RATING_NAMES, type Rating } from './terms/rating.ts'
export { frameworkTerms, type FrameworkTerms } from './terms/contract-model.ts'

export const PROVIDER_KINDS = ['local', 'regional', 'national'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]
export const PROVIDER_KIND_NAMES: Readonly<Record<ProviderKind, string>> = { local: 'Local', regional: 'Regional', national: 'National' }

/** Why a provider leaves (F1). */
export const LEAVING_REASONS = ['merger', 'buy-out', 'business-model', 'failure', 'other'] as const
export type LeavingReason = (typeof LEAVING_REASONS)[number]
export const LEAVING_REASON_NAMES: Readonly<Record<LeavingReason, string>> = {
  merger: 'Merger',
  'buy-out': 'Bought by another provider',
  'business-model': 'Change of business model',
  failure: 'Failure',
  other: 'Another reason',
}

export interface Framework {
  readonly id: string
  readonly name: string
  readonly startsOn: Temporal.PlainDate
  /** Last day, the extensions used so far included. */
  readonly endsOn: Temporal.PlainDate
  readonly terms: FrameworkTerms
  /** A Monday from which four-week payment periods count. */
  readonly paymentAnchorOn: Temporal.PlainDate
}

/** The zone set whose zones apply to every service line without a set of its own. */
export const GENERAL_ZONE_SET = 'general'

export interface Zone {
  readonly id: string
  readonly frameworkId: string
  readonly name: string
  readonly position: number
  /** First day on which its packages are called off from the framework; null for the framework's first day. */
  readonly startsOn: Temporal.PlainDate | null
  /** `general`, or a set of zones that some service lines have of their own. */
  readonly zoneSet: string
}

/** What the offer order needs to know of a provider that stands in a zone for a service line on a date. */
export interface StandingFacts {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly rank: number | null
  readonly languages: readonly string[]
  /** Overall CQC rating of its home care location, the latest published by that date. */
  readonly rating: Rating
  readonly suspendedReason: string | null
  readonly leftOn: Temporal.PlainDate | null
}

/** A provider's place in a zone for a service line, with the days it holds. */
export interface Standing {
  readonly id: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly providerId: string
  readonly serviceLine: string
  readonly tier: Tier
  readonly rank: number | null
  readonly fromOn: Temporal.PlainDate
  /** Last day; null while it stands. */
  readonly toOn: Temporal.PlainDate | null
  readonly reason: string | null
}

/** A time in which a provider is given no new packages. */
export interface Suspension {
  readonly id: string
  readonly providerId: string
  readonly fromOn: Temporal.PlainDate
  readonly reviewOn: Temporal.PlainDate
  /** Last day; null while it stands. */
  readonly toOn: Temporal.PlainDate | null
  readonly reason: string
}

/** Hours a week that the council guarantees a provider in a zone, from a day until the next such row; 0 ends them. */
export interface Block {
  readonly frameworkId: string
  readonly zoneId: string
  readonly providerId: string
  readonly fromOn: Temporal.PlainDate
  readonly weeklyMinutes: Minutes
}

export interface TierTarget {
  readonly tier: Tier
  readonly lowPercent: number
  readonly highPercent: number
}

/** Overall or one of the CQC's five key questions. */
export const RATING_DOMAINS = ['overall', 'safe', 'effective', 'caring', 'responsive', 'well-led'] as const
export type RatingDomain = (typeof RATING_DOMAINS)[number]
export const RATING_DOMAIN_NAMES: Readonly<Record<RatingDomain, string>> = {
  overall: 'Overall',
  safe: 'Safe',
  effective: 'Effective',
  caring: 'Caring',
  responsive: 'Responsive',
  'well-led': 'Well-led',
}

/** One published rating of a location, as kept. `id` grows with the order in which ratings were read in. */
export interface PublishedRating {
  readonly id: number
  readonly locationId: string
  /** Overall, or the service group as published: Homecare, Supported Living. */
  readonly serviceGroup: string
  readonly domain: RatingDomain
  readonly rating: Rating
  readonly publishedOn: Temporal.PlainDate
  /** Carried over from an earlier registration. */
  readonly inherited: boolean
}

/** A location as kept: what the CQC register says of one place of work. */
export interface Location {
  readonly id: string
  readonly providerId: string
  readonly cqcLocationId: string
  readonly name: string
  readonly address: string | null
  readonly town: string | null
  readonly postcode: string | null
  readonly localAuthority: string | null
  readonly region: string | null
  readonly serviceTypes: readonly string[]
  readonly specialisms: readonly string[]
  /** Registered for care in people's homes. */
  readonly homeCare: boolean
  readonly url: string | null
}

/** A provider as kept. */
export interface Provider {
  readonly id: string
  readonly cqcProviderId: string | null
  readonly name: string
  readonly brand: string | null
  readonly kind: ProviderKind | null
  readonly languages: readonly string[]
  readonly email: string | null
  readonly leftOn: Temporal.PlainDate | null
  readonly leftReason: string | null
}

/** A longitude and a latitude in degrees (WGS84), in that order, as GeoJSON writes them. */
export type Position = readonly [longitude: number, latitude: number, ...rest: number[]]
/** The shapes of boundaries. Source: RFC 7946. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }

export interface Rate {
  readonly id: string
  readonly frameworkId: string
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: Tier | null
  /** Null for any day. */
  readonly dayCategory: DayCategory | null
  /** Null for any time. A visit belongs to the band in which it starts. */
  readonly timeBand: TimeBand | null
  readonly fromOn: Temporal.PlainDate
  /** For one care worker for one hour. */
  readonly pencePerHour: Pence
}

export const SEE_MARKET: Permission = { name: 'market.see', words: 'see providers, zones and frameworks', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner', 'analyst', 'administrator'] }
export const KEEP_MARKET: Permission = { name: 'market.keep', words: 'change providers, zones, frameworks and rates', roles: ['commissioner'] }
export const IMPORT_MARKET: Permission = { name: 'market.import', words: 'read in CQC and open-data files', roles: ['commissioner', 'quality-officer', 'administrator'] }
export const SUSPEND_PROVIDERS: Permission = { name: 'market.suspend', words: 'suspend providers and lift suspensions', roles: ['commissioner', 'quality-officer'] }
