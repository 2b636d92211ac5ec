import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { DeclineReason, OfferEvent } from '../terms.ts'
import { replyByNow } from './reply-by-now.ts'

/** Offers of packages with their answers, oldest first. A provider's role sees its own. */
export async function listOfferHistory(tx: Tx, packageIds: readonly string[]): Promise<OfferEvent[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .select(['o.id', 'o.package_id', 'o.provider_id', 'o.sent_at', replyByNow.as('reply_by_at'), 'a.answer', 'a.reason', 'a.answered_at', 'a.answered_by'])
    .where('o.package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`)
    .orderBy('o.sent_at')
    .orderBy('o.place')
    .execute()
  return rows.map((row) => ({
    offerId: row.id,
    packageId: row.package_id,
    providerId: row.provider_id,
    sentAt: Temporal.Instant.from(row.sent_at),
    replyByAt: Temporal.Instant.from(row.reply_by_at),
    answer: row.answer as OfferEvent['answer'],
    reason: row.answer === 'declined' ? (row.reason as DeclineReason) : null,
    answeredAt: row.answered_at === null ? null : Temporal.Instant.from(row.answered_at),
    answeredBy: row.answered_by,
  }))
}
