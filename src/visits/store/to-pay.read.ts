import { sql, type RawBuilder } from 'kysely'
import { arrayBytes } from '../../platform/db/array-bytes.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { RecordFacts, VisitToPay } from '../terms.ts'

/** Which visits: those of some placements of a provider, by date, or some named ones. */
export interface ToPayFilter {
  readonly providerId: string
  readonly placementIds: readonly string[]
  readonly fromOn: string
  readonly toOn: string
  /** True to read of each record what only some payment rules ask. */
  readonly withDetails: boolean
}

interface PlannedRow {
  id: number
  placement_id: string
  person_id: string
  visit_on: string
  minutes: number
  workers: number
  start_minute: number
}

interface UnplannedRow {
  visit_reference: string
  placement_id: string
  visit_on: string
  start_minute: number | null
  records: RecordFacts[] | null
}

/** The facts of a current record, each named as in `RecordFacts`. Adjusted times count where there are any (rules/counted-times.ts). */
const PLAIN_FACTS = {
  recordId: sql`r.id`,
  outcome: sql`r.outcome`,
  actualMinutes: sql`coalesce(r.adjusted_minutes, r.actual_minutes)`,
  noticeHours: sql`r.notice_hours`,
  secondWorker: sql`r.second_worker`,
}

/** With what only some payment rules ask: it takes as long again to read. */
const ALL_FACTS = {
  ...PLAIN_FACTS,
  claimedMinutes: sql`r.claimed_minutes`,
  workerReference: sql`r.worker_reference`,
  isManual: sql`coalesce(r.check_in_method = 'manual', false) or coalesce(r.check_out_method = 'manual', false) or (r.adjusted_minutes is not null and r.actual_minutes is null)`,
  startMinute: minuteOfVisit('r.adjusted_starts_at', 'r.actual_starts_at'),
  endMinute: minuteOfVisit('r.adjusted_ends_at', 'r.actual_ends_at'),
  daysToSend: sql`(select (f.received_at at time zone 'Europe/London')::date from visits.visit_file f where f.id = r.file_id) - r.visit_on`,
}

function factsOf(filter: ToPayFilter): [string, RawBuilder<unknown>][] {
  return Object.entries(filter.withDetails ? ALL_FACTS : PLAIN_FACTS)
}

function recordJson(filter: ToPayFilter): RawBuilder<unknown> {
  return sql`json_build_object(${sql.join(factsOf(filter).map(([name, fact]) => sql`${sql.lit(name)}, ${fact}`))})`
}

/** Minutes from midnight of the visit's date to an instant, by the clock in England; above 1,440 on the day after. */
function minuteOfVisit(adjusted: 'r.adjusted_starts_at' | 'r.adjusted_ends_at', actual: 'r.actual_starts_at' | 'r.actual_ends_at') {
  const at = sql`case when r.adjusted_minutes is null then ${sql.ref(actual)} else ${sql.ref(adjusted)} end`
  return sql`floor(extract(epoch from ((${at}) at time zone 'Europe/London') - r.visit_on::timestamp) / 60)::int`
}

/** Planned visits, not withdrawn, with their current records. In order of date, start and id. */
export async function listPlannedToPay(tx: Tx, filter: ToPayFilter, onlyIds: readonly number[] | null = null): Promise<VisitToPay[]> {
  const named = onlyIds === null ? sql`true` : sql`p.id = any(${`{${onlyIds.join(',')}}`}::bigint[])`
  const { rows } = await sql<PlannedRow>`
    select p.id, p.placement_id, p.person_id, p.visit_on, p.minutes, p.workers, ${londonMinute('p.starts_at')} as start_minute
    from visits.planned_visit p
    where p.provider_id = ${filter.providerId} and p.visit_on between ${filter.fromOn} and ${filter.toOn} and p.withdrawn_at is null
      and p.placement_id = any(${idArray(filter.placementIds)}::uuid[]) and ${named}
    order by p.visit_on, p.starts_at, p.id`.execute(tx)
  const records = await listRecordsAnswering(tx, filter, rows.map((row) => row.id))
  return rows.map((row) => ({
    providerId: filter.providerId,
    placementId: row.placement_id,
    personId: row.person_id,
    visitOn: row.visit_on,
    plannedVisitId: row.id,
    visitReference: null,
    plannedMinutes: row.minutes,
    plannedWorkers: row.workers,
    startMinute: row.start_minute,
    records: records.get(row.id) ?? [],
  }))
}

/** The current records of planned visits, by visit. As columns: a text of JSON for each visit takes the server as long as all the rest. */
async function listRecordsAnswering(tx: Tx, filter: ToPayFilter, plannedVisitIds: readonly number[]): Promise<Map<number, RecordFacts[]>> {
  const found = new Map<number, RecordFacts[]>()
  if (plannedVisitIds.length === 0) return found
  // The ids come out of a select, so that their number is not known when it is planned: each is looked up by the index. A join is planned by statistics
  // that a week's bulk import leaves behind, and costs minutes when they lie.
  const ids = sql`array(select unnest(${arrayBytes('bigint', plannedVisitIds.length, (at) => plannedVisitIds[at] ?? null)}::bigint[]))`
  const { rows } = await sql<RecordFacts & { plannedVisitId: number }>`
    select r.planned_visit_id as "plannedVisitId", ${sql.join(factsOf(filter).map(([name, fact]) => sql`${fact} as ${sql.ref(name)}`))}
    from visits.visit_record r where r.planned_visit_id = any(${ids}) and r.superseded_by is null order by r.id`.execute(tx)
  for (const { plannedVisitId, ...record } of rows) {
    const records = found.get(plannedVisitId)
    if (records === undefined) found.set(plannedVisitId, [record])
    else records.push(record)
  }
  return found
}

/**
 * Visits that answer no plan (or a plan since withdrawn) and have a placement: one for each reference, with its current record.
 * With `onlyReferences`, every one of those: a reference whose record answers a planned visit now comes without records, so that what
 * was paid for it can be taken back.
 */
export async function listUnplannedToPay(tx: Tx, filter: ToPayFilter, onlyReferences: readonly string[] | null = null): Promise<VisitToPay[]> {
  const current = sql`r.superseded_by is null and (r.planned_visit_id is null or exists (select from visits.planned_visit p where p.id = r.planned_visit_id and p.withdrawn_at is not null))`
  const named = onlyReferences === null ? current : sql`r.visit_reference = any(${[...onlyReferences]}::text[])`
  const { rows } = await sql<UnplannedRow>`
    select r.visit_reference, (array_agg(r.placement_id order by coalesce(r.confirmed_sequence, r.sequence) desc))[1] as placement_id, (array_agg(r.visit_on order by coalesce(r.confirmed_sequence, r.sequence) desc))[1]::text as visit_on,
      (array_agg(${londonMinute('coalesce(r.adjusted_starts_at, r.actual_starts_at)')} order by coalesce(r.confirmed_sequence, r.sequence) desc))[1] as start_minute,
      json_agg(${recordJson(filter)} order by r.id) filter (where ${current}) as records
    from visits.visit_record r
    where r.provider_id = ${filter.providerId} and r.visit_on between ${filter.fromOn} and ${filter.toOn}
      and r.placement_id = any(${idArray(filter.placementIds)}::uuid[]) and ${named}
    group by r.visit_reference order by 3, 1`.execute(tx)
  return rows.map((row) => ({
    providerId: filter.providerId,
    placementId: row.placement_id,
    personId: null,
    visitOn: row.visit_on,
    plannedVisitId: null,
    visitReference: row.visit_reference,
    plannedMinutes: null,
    plannedWorkers: null,
    startMinute: row.start_minute,
    records: row.records ?? [],
  }))
}

/**
 * Planned visits and unplanned references that a record or an allocation with a higher number than the one named has touched, by
 * answering them or by leaving them.
 */
export async function findTouchedSince(tx: Tx, providerId: string, afterChange: number, beforeOn: string): Promise<{ plannedVisitIds: number[]; references: string[] }> {
  const { rows } = await sql<{ planned_visit_id: number | null; visit_reference: string }>`
    select r.planned_visit_id, r.visit_reference from visits.visit_record r
    where r.provider_id = ${providerId} and r.visit_on < ${beforeOn} and (r.id > ${afterChange} or r.superseded_by > ${afterChange})
    union
    select r.planned_visit_id, r.visit_reference from visits.allocation a join visits.visit_record r on r.id = a.visit_record_id
    where a.provider_id = ${providerId} and a.id > ${afterChange} and r.visit_on < ${beforeOn}`.execute(tx)
  return {
    plannedVisitIds: [...new Set(rows.flatMap((row) => (row.planned_visit_id === null ? [] : [row.planned_visit_id])))],
    references: [...new Set(rows.map((row) => row.visit_reference))],
  }
}

/**
 * Number of the newest change to visit records, 0 when there is none: records and allocations are numbered in one line. Waits for
 * the imports in progress and holds off new ones until the transaction ends: otherwise a change with a lower number could appear
 * later and never be seen as new.
 */
export async function lockNewestChange(tx: Tx): Promise<number> {
  await lockRecords(tx)
  const { rows } = await sql<{ newest: number }>`
    select greatest((select max(id) from visits.visit_record), (select max(id) from visits.allocation), 0) as newest`.execute(tx)
  return rows[0]?.newest ?? 0
}

/** Waits for the imports in progress and holds off new ones until the transaction ends. */
export async function lockRecords(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${RECORDS_LOCK})`.execute(tx)
}

/** Waits for the imports in progress and holds off new ones, but no payment run, until the transaction ends. To be taken before `lockRecords`. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${IMPORTS_LOCK})`.execute(tx)
}

/** The advisory lock that imports share, and that planning takes alone while it looks for records that came before it. */
export const IMPORTS_LOCK = 7210348

/** The advisory lock that imports share, and that payment runs and late allocation take alone. */
export const RECORDS_LOCK = 7210345

/** Minute after midnight of an instant by the clock in England. */
function londonMinute(column: 'p.starts_at' | 'coalesce(r.adjusted_starts_at, r.actual_starts_at)') {
  return sql`floor(extract(epoch from (${sql.raw(column)} at time zone 'Europe/London')::time) / 60)::int`
}

function idArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`
}
