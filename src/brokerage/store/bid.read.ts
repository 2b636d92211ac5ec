import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { MadeBid } from '../terms.ts'
import { reasonsShape } from '../terms/reasons.ts'

/** The newest bid of each offer of a search, or of one offer, by offer. A provider's role sees its own. */
export async function listBids(tx: Tx, choice: { readonly callOffId: string } | { readonly offerId: string }): Promise<Map<string, MadeBid>> {
  const rows = await tx
    .selectFrom('brokerage.bid as b')
    .innerJoin('brokerage.offer as o', 'o.id', 'b.offer_id')
    .distinctOn('b.offer_id')
    .select(['b.id', 'b.offer_id', 'b.provider_id', 'b.pence_per_hour', 'b.starts_on', 'b.note', 'b.bid_at', 'b.bid_by'])
    .$if('callOffId' in choice, (query) => query.where('o.call_off_id', '=', 'callOffId' in choice ? choice.callOffId : ''))
    .$if('offerId' in choice, (query) => query.where('o.id', '=', 'offerId' in choice ? choice.offerId : ''))
    .orderBy('b.offer_id')
    .orderBy('b.id', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      row.offer_id,
      { id: row.id, offerId: row.offer_id, providerId: row.provider_id, pencePerHour: row.pence_per_hour, startsOn: Temporal.PlainDate.from(row.starts_on), note: row.note, bidAt: Temporal.Instant.from(row.bid_at), bidBy: row.bid_by },
    ]),
  )
}

/** How one bid of a search compared, as it is kept. Scores are hundredths of a point out of 100. */
export interface KeptBidScore {
  readonly callOffId: string
  readonly offerId: string
  readonly providerId: string
  readonly place: number | null
  readonly pencePerHour: number
  readonly startsOn: Temporal.PlainDate
  readonly priceScore: number
  readonly qualityScore: number
  readonly totalScore: number
  readonly words: string
}

/** How the bids of searches, or of one offer, were compared: best first, those that could no longer be given the package last. Empty before it was decided. A provider's role sees its own. */
export async function listBidScores(tx: Tx, choice: readonly string[] | { readonly offerId: string }): Promise<KeptBidScore[]> {
  if (!('offerId' in choice) && choice.length === 0) return []
  const rows = await tx
    .selectFrom('brokerage.bid_score as s')
    .innerJoin('brokerage.bid as b', 'b.id', 's.bid_id')
    .select(['s.call_off_id', 'b.offer_id', 's.provider_id', 's.place', 'b.pence_per_hour', 'b.starts_on', 's.price_score', 's.quality_score', 's.total_score', 's.reasons'])
    .$if('offerId' in choice, (query) => query.where('b.offer_id', '=', 'offerId' in choice ? choice.offerId : ''))
    .$if(!('offerId' in choice), (query) => query.where('s.call_off_id', '=', sql<string>`any(${'offerId' in choice ? [] : [...choice]}::uuid[])`))
    .orderBy('s.place', (place) => place.asc().nullsLast())
    .orderBy('s.bid_id')
    .execute()
  return rows.map((row) => ({
    callOffId: row.call_off_id,
    offerId: row.offer_id,
    providerId: row.provider_id,
    place: row.place,
    pencePerHour: row.pence_per_hour,
    startsOn: Temporal.PlainDate.from(row.starts_on),
    priceScore: row.price_score,
    qualityScore: row.quality_score,
    totalScore: row.total_score,
    words: reasonsShape.parse(row.reasons).map((reason) => reason.words).join(' '),
  }))
}
