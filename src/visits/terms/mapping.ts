import { z } from 'zod'
import { OUTCOMES } from '../terms.ts'
import { CHECK_METHODS, TRAVEL_MODES, VERIFICATIONS } from './record-details.ts'

/** Our headings whose words may differ from ours, and ours. */
export const WORDED: Readonly<Record<string, readonly string[]>> = { outcome: OUTCOMES, check_in_method: CHECK_METHODS, check_out_method: CHECK_METHODS, verification: VERIFICATIONS, travel_mode: TRAVEL_MODES }

/** How a provider's own table writes dates whose order is not plain from their form. */
export const MAPPED_DATE_FORMATS = ['dd/mm/yyyy', 'mm/dd/yyyy'] as const
export type MappedDateFormat = (typeof MAPPED_DATE_FORMATS)[number]

/** Whose clock a provider's own table writes where it names no offset: England's, or UTC. */
export const MAPPED_ZONES = ['london', 'utc'] as const
export type MappedZone = (typeof MAPPED_ZONES)[number]

/** How a table of a provider's own is read. Keys are headings of our own layout. */
export const mappingDocument = z.object({
  /** The place of the provider's column, from 0, that fills ours. */
  columns: z.record(z.string(), z.int().min(0)),
  /** Where several care workers' elements stand in one visit's: the column with the place of each, by which their references of the visit are told apart. */
  placeColumn: z.int().min(0).optional(),
  /** What every row has where no column says it. */
  constants: z.record(z.string(), z.string()),
  dateFormat: z.enum(MAPPED_DATE_FORMATS),
  zone: z.enum(MAPPED_ZONES),
  /** The provider's words in ours, by our heading; the provider's in lower case. */
  words: z.record(z.string(), z.record(z.string(), z.string())),
})
export type MappingDocument = z.output<typeof mappingDocument>

/** A mapping as it is kept. */
export interface KeptMapping {
  readonly id: string
  readonly version: number
  readonly document: MappingDocument
}

/** A mapping as its provider sees it: the newest version, and how it is used. */
export interface SavedMapping extends KeptMapping {
  /** As the provider named it; null until it does. */
  readonly name: string | null
  readonly headings: readonly string[]
  readonly savedAt: Temporal.Instant
  readonly savedBy: string
  /** True when tables with its headings are no longer read through it. */
  readonly isWithdrawn: boolean
  /** Files read through any of its versions, when the last of them came, and who sent it. */
  readonly files: number
  readonly usedAt: Temporal.Instant | null
  readonly usedBy: string | null
}

/** What became of a mapping: a version saved, a name given, or withdrawn. */
export interface MappingEvent {
  readonly kind: 'saved' | 'renamed' | 'withdrawn'
  readonly version: number
  readonly name: string | null
  readonly at: Temporal.Instant
  readonly by: string
}
