import type { Tx } from '../../platform/db/handles.ts'
import { replyByNow } from './reply-by-now.ts'

/** Offers without an answer, in a search that runs, whose reply-by time is still to come; the next due first. */
export async function listUnansweredOffers(tx: Tx, now: Temporal.Instant): Promise<{ offerId: string; packageId: string; providerId: string; replyByAt: Temporal.Instant }[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .innerJoin('brokerage.call_off as c', 'c.id', 'o.call_off_id')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .select(['o.id', 'o.package_id', 'o.provider_id', replyByNow.as('reply_by_at')])
    .where('a.offer_id', 'is', null)
    .where('c.closed_at', 'is', null)
    .where(replyByNow, '>', now.toString())
    .orderBy(replyByNow)
    .orderBy('o.id')
    .execute()
  return rows.map((row) => ({ offerId: row.id, packageId: row.package_id, providerId: row.provider_id, replyByAt: Temporal.Instant.from(row.reply_by_at) }))
}

/** The running searches in which a provider has an offer without an answer, in the order of their identities, in which they are locked. */
export async function listOpenSearchesAsking(tx: Tx, providerId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('brokerage.call_off as c')
    .innerJoin('brokerage.offer as o', 'o.call_off_id', 'c.id')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .select('c.id')
    .distinct()
    .where('o.provider_id', '=', providerId)
    .where('a.offer_id', 'is', null)
    .where('c.closed_at', 'is', null)
    .orderBy('c.id')
    .execute()
  return rows.map((row) => row.id)
}
