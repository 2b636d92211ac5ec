import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { feedSettings, type FeedCounts, type FeedExpectation, type FeedSettings } from '../terms/feed.ts'

/** A file with what it said, part by part. What phones send by check-in links is no file. */
export interface ScoredFile {
  readonly id: string
  readonly providerId: string
  readonly name: string
  readonly receivedAt: Temporal.Instant
  readonly toOn: string | null
  readonly refused: number
  readonly counts: FeedCounts
}

/**
 * Files received since an instant with their counts, the newest first; of one provider or all that this transaction's role may see. Records are counted by file and day
 * before anything is joined to them: there are hundreds of each. The days are asked for first and, like all it asks for, stand in the question itself: for days that it
 * does not know the server expects few records, and then looks up each of 165,000 by an index.
 */
export async function listScoredFiles(tx: Tx, input: { readonly since: Temporal.Instant; readonly providerId?: string | undefined; readonly lateDays: number }): Promise<ScoredFile[]> {
  const ofFiles = sql`layout <> 'check-in' and received_at >= ${sql.lit(input.since.toString())}::timestamptz ${input.providerId === undefined ? sql`` : sql`and provider_id = ${sql.lit(input.providerId)}::uuid`}`
  const days = await sql<{ from: string | null; to: string | null }>`select min(from_on)::text as "from", max(to_on)::text as "to" from visits.visit_file where ${ofFiles}`.execute(tx)
  const [{ from, to } = { from: null, to: null }] = days.rows
  const { rows } = await sql<{ id: string; providerId: string; name: string; receivedAt: string; toOn: string | null; read: number; refused: number; contradictions: number; unallocated: number; changed: number; kept: number; late: number; made: number; manual: number; calls: number }>`
    with f as (
      select id, provider_id, name, received_at, from_on, to_on, read_count, refused_count, unallocated_count, changed_count,
        case when refused_count = 0 then 0 else (select count(*)::int from jsonb_array_elements(refusals -> 'refusals') e where e ->> 'code' = 'contradiction') end as contradictions
      from visits.visit_file where ${ofFiles}
    ), days as (
      select r.file_id, r.visit_on, count(*) as kept, count(*) filter (where r.outcome = 'delivered') as made,
        count(*) filter (where r.outcome = 'delivered' and (r.check_in_method = 'manual' or r.check_out_method = 'manual' or (r.actual_starts_at is null and r.actual_ends_at is null))) as manual,
        count(*) filter (where r.outcome = 'delivered' and (r.actual_starts_at is null) <> (r.actual_ends_at is null)) as calls
      from visits.visit_record r
      where r.visit_on between ${sql.lit(from)}::date and ${sql.lit(to)}::date ${input.providerId === undefined ? sql`` : sql`and r.provider_id = ${sql.lit(input.providerId)}::uuid`} group by 1, 2
    ), said as (
      select f.id as file_id, sum(d.kept)::int as kept, coalesce(sum(d.kept) filter (where (f.received_at at time zone 'Europe/London')::date - d.visit_on > ${sql.lit(input.lateDays)}), 0)::int as late, sum(d.made)::int as made, sum(d.manual)::int as manual, sum(d.calls)::int as calls
      from f join days d on d.file_id = f.id group by 1
    )
    select f.id, f.provider_id as "providerId", f.name, f.received_at as "receivedAt", f.to_on::text as "toOn", f.read_count as read, f.refused_count as refused, f.contradictions, f.unallocated_count as unallocated, f.changed_count as changed,
      coalesce(s.kept, 0) as kept, coalesce(s.late, 0) as late, coalesce(s.made, 0) as made, coalesce(s.manual, 0) as manual, coalesce(s.calls, 0) as calls
    from f left join said s on s.file_id = f.id order by f.received_at desc, f.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    providerId: row.providerId,
    name: row.name,
    receivedAt: Temporal.Instant.from(row.receivedAt),
    toOn: row.toOn,
    refused: row.refused,
    counts: {
      refused: { bad: row.refused - Math.min(row.refused, row.contradictions), of: row.read },
      contradictions: { bad: Math.min(row.refused, row.contradictions), of: row.read },
      unallocated: { bad: row.unallocated, of: row.read },
      corrections: { bad: row.changed, of: row.read },
      late: { bad: row.late, of: row.kept },
      manual: { bad: row.manual, of: row.made },
      calls: { bad: row.calls, of: row.made },
    },
  }))
}

/** Of each provider: its last file, how far its files reach, and the first planned day after that (of any without a file, its first planned day). */
export interface FeedState {
  readonly providerId: string
  readonly lastFileId: string | null
  readonly lastAt: Temporal.Instant | null
  readonly coveredUntil: Temporal.PlainDate | null
  readonly firstMissingOn: Temporal.PlainDate | null
}

/** Those of the providers that have planned visits or have sent a file. */
export async function listFeedStates(tx: Tx, providerIds: readonly string[]): Promise<FeedState[]> {
  const { rows } = await sql<{ providerId: string; lastFileId: string | null; lastAt: string | null; coveredUntil: string | null; firstMissingOn: string | null }>`
    with sent as (select provider_id, max(to_on) as until from visits.visit_file where layout <> 'check-in' group by 1),
    known as (select unnest(${[...providerIds]}::uuid[]) as provider_id),
    state as (
      select k.provider_id, s.until, (select min(p.visit_on) from visits.planned_visit p where p.provider_id = k.provider_id and p.withdrawn_at is null and p.visit_on > coalesce(s.until, '-infinity')) as missing_on
      from known k left join sent s on s.provider_id = k.provider_id
    )
    select s.provider_id as "providerId", s.until::text as "coveredUntil", s.missing_on::text as "firstMissingOn", l.id as "lastFileId", l.received_at as "lastAt"
    from state s left join lateral (select id, received_at from visits.visit_file f where f.provider_id = s.provider_id and f.layout <> 'check-in' order by received_at desc, id limit 1) l on true
    where s.until is not null or s.missing_on is not null`.execute(tx)
  return rows.map((row) => ({
    providerId: row.providerId,
    lastFileId: row.lastFileId,
    lastAt: row.lastAt === null ? null : Temporal.Instant.from(row.lastAt),
    coveredUntil: row.coveredUntil === null ? null : Temporal.PlainDate.from(row.coveredUntil),
    firstMissingOn: row.firstMissingOn === null ? null : Temporal.PlainDate.from(row.firstMissingOn),
  }))
}

/** What the council has set to be expected, by provider; null where it set that nothing is. */
export async function listSetExpectations(tx: Tx): Promise<Map<string, FeedExpectation | null>> {
  const rows = await tx.selectFrom('visits.feed_expectation').distinctOn('provider_id').select(['provider_id', 'cadence', 'weekday', 'by_minute']).orderBy('provider_id').orderBy('id', 'desc').execute()
  return new Map(rows.map((row) => [row.provider_id, row.cadence === 'none' ? null : { cadence: row.cadence === 'day' ? 'day' : 'week', weekday: row.weekday, byMinute: row.by_minute }] as const))
}

/** The settings in force; undefined where nothing was set. */
export async function findFeedSettings(tx: Tx): Promise<{ readonly document: FeedSettings; readonly source: string; readonly setAt: Temporal.Instant; readonly setBy: string } | undefined> {
  const row = await tx.selectFrom('visits.feed_settings').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { document: feedSettings.parse(row.document), source: row.source, setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }
}

/** What was told of a provider's late records, the newest first. */
export async function listFeedChases(tx: Tx, providerId?: string): Promise<{ readonly providerId: string; readonly missingOn: string; readonly kind: 'reminder' | 'escalation'; readonly toldAt: Temporal.Instant }[]> {
  let query = tx.selectFrom('visits.feed_chase').selectAll().orderBy('told_at', 'desc').orderBy('kind')
  if (providerId !== undefined) query = query.where('provider_id', '=', providerId)
  return (await query.limit(5000).execute()).map((row) => ({ providerId: row.provider_id, missingOn: row.missing_on, kind: row.kind === 'reminder' ? 'reminder' : 'escalation', toldAt: Temporal.Instant.from(row.told_at) }))
}
