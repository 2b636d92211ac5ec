import { sql } from 'kysely'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { DeclineReason, Offer, OfferAnswer } from '../terms.ts'
import { replyByNow } from './reply-by-now.ts'

/** Which offers: of some searches, those sent since an instant, or one. A provider's role sees its own. */
export type OfferChoice = { readonly callOffIds: readonly string[] } | { readonly sentSince: Temporal.Instant } | { readonly id: string }

/** Offers with their answers, by search, step and place. */
export async function listOffers(tx: Tx, choice: OfferChoice): Promise<Offer[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .select(['o.id', 'o.call_off_id', 'o.package_id', 'o.provider_id', 'o.step', 'o.place', 'o.sent_at', replyByNow.as('reply_by_at'), 'o.pence_per_hour'])
    .select(['a.answer', 'a.reason', 'a.note', 'a.starts_on', 'a.answered_at', 'a.answered_by'])
    .$if('callOffIds' in choice, (query) => query.where('o.call_off_id', '=', sql<string>`any(${'callOffIds' in choice ? [...choice.callOffIds] : []}::uuid[])`))
    .$if('sentSince' in choice, (query) => query.where('o.sent_at', '>=', 'sentSince' in choice ? choice.sentSince.toString() : ''))
    .$if('id' in choice, (query) => query.where('o.id', '=', 'id' in choice ? choice.id : ''))
    .orderBy('o.call_off_id')
    .orderBy('o.step')
    .orderBy('o.place')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    callOffId: row.call_off_id,
    packageId: row.package_id,
    providerId: row.provider_id,
    step: row.step,
    place: row.place,
    sentAt: Temporal.Instant.from(row.sent_at),
    replyByAt: Temporal.Instant.from(row.reply_by_at),
    pencePerHour: row.pence_per_hour,
    answer: answerOf(row),
  }))
}

/** What providers answered when a package was offered before, oldest first, each with the tier it was asked in. */
export async function listEarlierAnswers(tx: Tx, packageId: string): Promise<{ providerId: string; tier: Tier; answer: OfferAnswer['answer']; reason: DeclineReason | null; answeredAt: Temporal.Instant }[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .innerJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .innerJoin('brokerage.call_off_place as p', (join) => join.onRef('p.call_off_id', '=', 'o.call_off_id').onRef('p.provider_id', '=', 'o.provider_id'))
    .select(['o.provider_id', 'p.tier', 'a.answer', 'a.reason', 'a.answered_at'])
    .where('o.package_id', '=', packageId)
    .orderBy('a.answered_at')
    .orderBy('o.provider_id')
    .execute()
  return rows.map((row) => ({
    providerId: row.provider_id,
    tier: row.tier as Tier,
    answer: row.answer as OfferAnswer['answer'],
    reason: row.reason as DeclineReason | null,
    answeredAt: Temporal.Instant.from(row.answered_at),
  }))
}

function answerOf(row: { answer: string | null; reason: string | null; note: string | null; starts_on: string | null; answered_at: string | null; answered_by: string | null }): OfferAnswer | null {
  if (row.answer === null || row.answered_at === null) return null
  return {
    answer: row.answer as OfferAnswer['answer'],
    reason: row.reason as DeclineReason | null,
    note: row.note,
    startsOn: row.starts_on === null ? null : Temporal.PlainDate.from(row.starts_on),
    answeredAt: Temporal.Instant.from(row.answered_at),
    answeredBy: row.answered_by ?? '',
  }
}
