import { sql } from 'kysely'
import type { Reason } from '../../kernel/decision.ts'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { oneOf } from '../../platform/db/one-of.ts'
import type { CallOff, OfferOrder } from '../terms.ts'
import { reasonsShape } from '../terms/reasons.ts'
import { replyByNow } from './reply-by-now.ts'

const COLUMNS = ['id', 'package_id', 'framework_id', 'zone_id', 'steps', 'opened_at', 'opened_by', 'closed_at', 'closed_reason'] as const

/** A search, locked until the transaction ends: whoever answers, lapses or withdraws its offers takes this lock first. */
export async function lockCallOff(tx: Tx, id: string): Promise<CallOff | undefined> {
  const row = await tx.selectFrom('brokerage.call_off').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : callOffOf(row)
}

/** The search that an offer belongs to, locked; undefined when the offer is not there or another provider's. */
export async function lockCallOffOfOffer(tx: Tx, offerId: string): Promise<CallOff | undefined> {
  const row = await tx
    .selectFrom('brokerage.call_off')
    .select(COLUMNS)
    .where('id', '=', (is) => is.selectFrom('brokerage.offer').select('call_off_id').where('id', '=', offerId))
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : callOffOf(row)
}

/** Every search for a package, newest first. */
export async function listCallOffs(tx: Tx, packageId: string): Promise<CallOff[]> {
  const rows = await tx.selectFrom('brokerage.call_off').select(COLUMNS).where('package_id', '=', packageId).orderBy('opened_at', 'desc').orderBy('id').execute()
  return rows.map(callOffOf)
}

/** The newest search of each package that has one, by package. */
export async function listNewestCallOffs(tx: Tx, packageIds: readonly string[]): Promise<Map<string, CallOff>> {
  const rows = await tx
    .selectFrom('brokerage.call_off')
    .select(COLUMNS)
    .distinctOn('package_id')
    .where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`)
    .orderBy('package_id')
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.package_id, callOffOf(row)]))
}

/** Searches that run and have an offer past its reply-by time without an answer, or a step that everybody has answered. */
export async function listCallOffsDue(tx: Tx, now: Temporal.Instant): Promise<string[]> {
  const rows = await sql<{ id: string }>`select c.id from brokerage.call_off c where c.closed_at is null and (
    exists (select from brokerage.offer o where o.call_off_id = c.id and ${replyByNow} <= ${now.toString()}::timestamptz
      and not exists (select from brokerage.offer_answer a where a.offer_id = o.id))
    or not exists (select from brokerage.offer o where o.call_off_id = c.id and not exists (select from brokerage.offer_answer a where a.offer_id = o.id)))
    order by c.opened_at, c.id`.execute(tx)
  return rows.rows.map((row) => row.id)
}

/** A provider's place in a search as it was decided, and why it was passed over when its turn came. */
export interface StoredPlace {
  readonly callOffId: string
  readonly providerId: string
  readonly tier: Tier
  readonly rank: number | null
  readonly step: number | null
  readonly place: number | null
  readonly pencePerHour: number | null
  readonly reasons: readonly Reason[]
  readonly skipped: readonly Reason[] | null
}

/** The places of searches, in order; those left out last. */
export async function listPlaces(tx: Tx, callOffIds: readonly string[]): Promise<StoredPlace[]> {
  if (callOffIds.length === 0) return []
  const rows = await tx
    .selectFrom('brokerage.call_off_place as p')
    .leftJoin('brokerage.call_off_skip as s', (join) => join.onRef('s.call_off_id', '=', 'p.call_off_id').onRef('s.provider_id', '=', 'p.provider_id'))
    .select(['p.call_off_id', 'p.provider_id', 'p.tier', 'p.rank', 'p.step', 'p.place', 'p.pence_per_hour', 'p.reasons', 's.reasons as skipped'])
    .where('p.call_off_id', '=', oneOf(callOffIds))
    .orderBy('p.call_off_id')
    .orderBy('p.place')
    .orderBy('p.provider_id')
    .execute()
  return rows.map((row) => ({
    callOffId: row.call_off_id,
    providerId: row.provider_id,
    tier: row.tier as Tier,
    rank: row.rank,
    step: row.step,
    place: row.place,
    pencePerHour: row.pence_per_hour,
    reasons: reasonsShape.parse(row.reasons),
    skipped: reasonsShape.nullable().parse(row.skipped),
  }))
}

function callOffOf(row: { id: string; package_id: string; framework_id: string; zone_id: string; steps: unknown; opened_at: string; opened_by: string; closed_at: string | null; closed_reason: string | null }): CallOff {
  return {
    id: row.id,
    packageId: row.package_id,
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    steps: row.steps as OfferOrder['steps'],
    openedAt: Temporal.Instant.from(row.opened_at),
    openedBy: row.opened_by,
    closedAt: row.closed_at === null ? null : Temporal.Instant.from(row.closed_at),
    closedReason: row.closed_reason as CallOff['closedReason'],
  }
}
