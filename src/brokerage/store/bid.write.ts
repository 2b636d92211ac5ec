import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { BidScore, MadeBid } from '../terms.ts'

/** Keeps a bid; the newest of an offer counts. */
export async function insertBid(tx: Tx, bid: Omit<MadeBid, 'id'>): Promise<void> {
  await tx
    .insertInto('brokerage.bid')
    .values({ offer_id: bid.offerId, provider_id: bid.providerId, pence_per_hour: bid.pencePerHour, starts_on: bid.startsOn.toString(), note: bid.note, bid_at: bid.bidAt.toString(), bid_by: bid.bidBy })
    .execute()
}

/** Keeps how bids were compared. */
export async function insertBidScores(tx: Tx, callOffId: string, scores: readonly BidScore[], decided: { readonly ruleVersion: string; readonly at: Temporal.Instant }): Promise<void> {
  await insertRows(tx, 'brokerage.bid_score', [
    { name: 'call_off_id', type: 'uuid', value: () => callOffId },
    { name: 'bid_id', type: 'bigint', value: (row) => row.bidId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'place', type: 'int', value: (row) => row.place },
    { name: 'price_score', type: 'int', value: (row) => row.priceScore },
    { name: 'quality_score', type: 'int', value: (row) => row.qualityScore },
    { name: 'total_score', type: 'int', value: (row) => row.totalScore },
    { name: 'rule_version', type: 'text', value: () => decided.ruleVersion },
    { name: 'reasons', type: 'jsonb', value: (row) => JSON.stringify(row.reasons) },
    { name: 'scored_at', type: 'timestamptz', value: () => decided.at.toString() },
  ], scores)
}
