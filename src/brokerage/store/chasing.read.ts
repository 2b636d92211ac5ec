import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'
import type { Escalation, EscalationKind } from '../terms/spending.ts'
import { replyByNow } from './reply-by-now.ts'
import { reasonsShape } from '../terms/reasons.ts'

const toldJson = z.array(z.object({ accountId: z.string(), name: z.string() }))

/** Escalations of packages, or of things that wait, in the order in which they were made. */
export async function listEscalations(tx: Tx, of: { readonly packageIds: readonly string[] } | { readonly subjectIds: readonly string[] }): Promise<Escalation[]> {
  const where = 'packageIds' in of ? sql`package_id = any(${`{${of.packageIds.join(',')}}`}::uuid[])` : sql`subject_id = any(${`{${of.subjectIds.join(',')}}`}::uuid[])`
  const { rows } = await sql<{ id: string; kind: string; subject_id: string; package_id: string; level: number; reasons: unknown; told: unknown; escalated_at: string }>`
    select id, kind, subject_id, package_id, level, reasons, told, escalated_at from brokerage.escalation where ${where} order by escalated_at, level, id`.execute(tx)
  return rows.map((row) => ({ id: row.id, kind: row.kind as EscalationKind, subjectId: row.subject_id, packageId: row.package_id, level: row.level, reasons: reasonsShape.parse(row.reasons), told: toldJson.parse(row.told), escalatedAt: Temporal.Instant.from(row.escalated_at) }))
}

/** An offer that awaits its answer and was not chased yet. */
export interface UnremindedOffer {
  readonly offerId: string
  readonly packageId: string
  readonly packageReference: string
  readonly personId: string
  readonly providerId: string
  readonly sentAt: Temporal.Instant
  readonly replyByAt: Temporal.Instant
}

/** Offers open now, without an answer, a bid or a reminder. */
export async function listUnremindedOffers(tx: Tx, now: Temporal.Instant): Promise<UnremindedOffer[]> {
  const { rows } = await sql<{ id: string; package_id: string; reference: string; person_id: string; provider_id: string; sent_at: string; reply_by_at: string }>`
    select o.id, o.package_id, k.reference, k.person_id, o.provider_id, o.sent_at, ${replyByNow} as reply_by_at
    from brokerage.offer o join brokerage.call_off c on c.id = o.call_off_id and c.closed_at is null join care.package k on k.id = o.package_id
    where ${replyByNow} > ${now.toString()}::timestamptz
    and not exists (select from brokerage.offer_answer a where a.offer_id = o.id)
    and not exists (select from brokerage.bid b where b.offer_id = o.id)
    and not exists (select from brokerage.offer_reminder r where r.offer_id = o.id)
    order by reply_by_at, o.id`.execute(tx)
  return rows.map((row) => ({ offerId: row.id, packageId: row.package_id, packageReference: row.reference, personId: row.person_id, providerId: row.provider_id, sentAt: Temporal.Instant.from(row.sent_at), replyByAt: Temporal.Instant.from(row.reply_by_at) }))
}

/** A search that found nobody, after which nothing was begun. */
export interface EndedSearch {
  readonly callOffId: string
  readonly packageId: string
  readonly packageReference: string
  readonly personId: string
  readonly closedAt: Temporal.Instant
}

/** The newest searches of packages that still wait, ended with nobody, and not escalated yet. */
export async function listEndedSearches(tx: Tx): Promise<EndedSearch[]> {
  const { rows } = await sql<{ id: string; package_id: string; reference: string; person_id: string; closed_at: string }>`
    select c.id, c.package_id, k.reference, k.person_id, c.closed_at
    from brokerage.call_off c join care.package k on k.id = c.package_id and k.withdrawn_on is null
    where c.closed_reason = 'exhausted'
    and not exists (select from brokerage.call_off n where n.package_id = c.package_id and n.opened_at > c.opened_at)
    and not exists (select from brokerage.placement p where p.package_id = c.package_id)
    and not exists (select from brokerage.escalation e where e.kind = 'search' and e.subject_id = c.id)
    order by c.closed_at, c.id`.execute(tx)
  return rows.map((row) => ({ callOffId: row.id, packageId: row.package_id, packageReference: row.reference, personId: row.person_id, closedAt: Temporal.Instant.from(row.closed_at) }))
}

/** A change of a placement's week, or of its price, that waits for approval. */
export interface PendingChange {
  readonly kind: 'change' | 'price'
  /** The change. */
  readonly subjectId: string
  readonly placementId: string
  readonly packageId: string
  readonly personId: string
}

/** Changes of the week and of the price that wait for somebody's approval, of placements that have not ended before them. The longest wait first. */
export async function listPendingChanges(tx: Tx): Promise<PendingChange[]> {
  const { rows } = await sql<{ kind: string; id: string; placement_id: string; package_id: string; person_id: string }>`
    select c.kind, c.id, c.placement_id, p.package_id, p.person_id
    from (
      select 'change' as kind, id, placement_id, from_on, asked_at from brokerage.pattern_change where needs_approval and not exists (select from brokerage.pattern_change_decision d where d.change_id = pattern_change.id)
      union all
      select 'price', id, placement_id, from_on, asked_at from brokerage.price_change where not exists (select from brokerage.price_change_decision d where d.change_id = price_change.id)
    ) c join brokerage.placement p on p.id = c.placement_id
    where not exists (select from brokerage.placement_end e where e.placement_id = p.id and e.ends_on < c.from_on)
    order by c.asked_at, c.id`.execute(tx)
  return rows.map((row) => ({ kind: row.kind === 'price' ? 'price' : 'change', subjectId: row.id, placementId: row.placement_id, packageId: row.package_id, personId: row.person_id }))
}
