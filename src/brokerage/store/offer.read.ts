import { sql } from 'kysely'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { oneOf } from '../../platform/db/one-of.ts'
import type { DeclineReason, Offer, OfferAnswer } from '../terms.ts'
import { givenBackRows } from './given-back.read.ts'
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
    .$if('callOffIds' in choice, (query) => query.where('o.call_off_id', '=', oneOf('callOffIds' in choice ? choice.callOffIds : [])))
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

/** What a provider did with a package before: answered an offer of it, handed it back, or failed while it held it. */
export interface EarlierRow {
  readonly kind: OfferAnswer['answer'] | 'hand-back' | 'failure'
  readonly providerId: string
  readonly tier: Tier
  readonly reason: DeclineReason | null
  readonly at: Temporal.Instant
}

/** What providers did with a package before, oldest first: their answers, each with the tier they were asked in, and who gave it back. */
export async function listEarlier(tx: Tx, packageId: string): Promise<EarlierRow[]> {
  const { rows } = await sql<{ kind: string; provider_id: string; tier: string; reason: string | null; at: string }>`
    select kind, provider_id, tier, reason, at from (
      select a.answer as kind, o.package_id, o.provider_id, p.tier, a.reason, a.answered_at as at
      from brokerage.offer o join brokerage.offer_answer a on a.offer_id = o.id join brokerage.call_off_place p on p.call_off_id = o.call_off_id and p.provider_id = o.provider_id
      where o.package_id = ${packageId}
      union all (${givenBackRows([packageId])})
    ) t order by at, provider_id`.execute(tx)
  return rows.map((row) => ({ kind: row.kind as EarlierRow['kind'], providerId: row.provider_id, tier: row.tier as Tier, reason: row.reason as DeclineReason | null, at: Temporal.Instant.from(row.at) }))
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
