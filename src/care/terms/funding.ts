import type { Pence } from '../../kernel/amounts.ts'
import type { Funder } from '../terms.ts'

/** Who pays for a package, and what the person adds. */
export interface Funding {
  readonly funder: Funder
  /** Of a joint package, the percent that the NHS pays; null while that is not agreed, and of any other. */
  readonly nhsPercent: number | null
  /** The person's own contribution, pence a week; null when not known. */
  readonly contributionPence: Pence | null
  /** Of a part of a package that was split: the person's contribution over all parts, of which `contributionPence` is this part's share. */
  readonly ofPence?: Pence
}

/** Who pays from a day on. */
export interface FundingChange extends Funding {
  readonly fromOn: Temporal.PlainDate
  readonly reason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** Who has paid for a package, day by day. */
export interface FundingHistory {
  readonly first: Funding
  /** In the order in which they begin; of one day the newest last. */
  readonly changes: readonly FundingChange[]
}

/** What the NHS bears of an amount, to the nearest penny, a half up; the council bears the rest, so that both always sum to the whole. */
export function nhsPence(pence: Pence, percent: number): Pence {
  return Math.floor((pence * percent + 50) / 100)
}
