import type { Rating, RatingDomain } from '../terms.ts'

/** What became of a row of a CQC file. */
export type CqcFate = 'new' | 'changed' | 'repeated'

/** A provider as a CQC file names it. */
export interface CqcProvider {
  readonly cqcProviderId: string
  readonly name: string
  readonly brand: string | null
}

/** A location as the register will hold it. */
export interface CqcLocation {
  readonly cqcLocationId: string
  readonly cqcProviderId: string
  readonly name: string
  readonly address: string | null
  readonly town: string | null
  readonly postcode: string | null
  readonly localAuthority: string | null
  readonly region: string | null
  readonly url: string | null
  readonly serviceTypes: readonly string[]
  readonly specialisms: readonly string[]
  readonly homeCare: boolean
}

/** One rating that a row publishes. */
export interface CqcRating {
  readonly serviceGroup: string
  readonly domain: RatingDomain
  readonly rating: Rating
  readonly publishedOn: Temporal.PlainDate
  readonly inherited: boolean
  /** True when the date is that of the row's overall rating: the key question itself may have been rated earlier. */
  readonly dateOfRow: boolean
}

/** One row of a CQC file, whatever its layout. Null where the layout or the row says nothing. */
export interface CqcRow {
  /** The line of the file on which it begins. */
  readonly row: number
  readonly cqcLocationId: string
  readonly provider: CqcProvider
  readonly location: {
    readonly name: string
    readonly address: string | null
    readonly town: string | null
    readonly postcode: string | null
    readonly localAuthority: string | null
    readonly region: string | null
    readonly url: string | null
    readonly serviceTypes: readonly string[] | null
    readonly specialisms: readonly string[] | null
    readonly homeCare: boolean
  }
  readonly ratings: readonly CqcRating[]
}

/** What a change is about: a location not held before, a rating, anything else written of a location or its provider, or a location the file leaves out. */
export const CQC_CHANGE_KINDS = ['new', 'rating', 'particulars', 'not-listed'] as const

/** One thing that a file says otherwise than the register did. */
export interface CqcChange {
  readonly kind: (typeof CQC_CHANGE_KINDS)[number]
  readonly cqcLocationId: string
  readonly location: string
  readonly provider: string
  /** `Overall rating`, `Homecare: Safe`, `Postcode`, `Location`. */
  readonly what: string
  readonly from: string | null
  readonly to: string | null
  /** For ratings: when the new one was published. */
  readonly publishedOn: Temporal.PlainDate | null
}

/** What a CQC file would do to the register. */
export interface CqcPlan {
  /** By line of the file; refused rows have none. */
  readonly fates: ReadonlyMap<number, CqcFate>
  readonly refusals: readonly { readonly row: number; readonly column: string; readonly value: string; readonly reason: string; readonly fix: string }[]
  readonly changes: readonly CqcChange[]
  /** Providers that are new or differ from what is held. */
  readonly providers: readonly CqcProvider[]
  /** Locations that are new or differ from what is held. */
  readonly locations: readonly CqcLocation[]
  readonly ratings: readonly (CqcRating & { readonly cqcLocationId: string })[]
}
