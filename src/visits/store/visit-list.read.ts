import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind, Outcome, PlannedVisit } from '../terms.ts'

/** Which visits. Dates both included. */
export interface VisitFilter {
  readonly fromOn: string
  readonly toOn: string
  readonly providerId?: string
  readonly personId?: string
}

/** What one care worker's current record says. */
export interface ListedRecord {
  readonly outcome: Outcome
  readonly startsAt: Temporal.Instant | null
  readonly actualMinutes: number | null
}

/** A planned visit with what came of it. */
export interface ListedVisit extends PlannedVisit {
  readonly isWithdrawn: boolean
  readonly records: readonly ListedRecord[]
  readonly exceptions: readonly ExceptionKind[]
}

interface Row extends Omit<ListedVisit, 'startsAt' | 'records' | 'exceptions'> {
  startsAt: string
  records: { outcome: Outcome; startSecond: number | null; actualMinutes: number | null }[] | null
  exceptions: ExceptionKind[] | null
}

/** Planned visits in order of their start, with their current records and standing exceptions. */
export async function listVisits(tx: Tx, filter: VisitFilter, page: { readonly limit: number; readonly offset: number }): Promise<ListedVisit[]> {
  const { rows } = await sql<Row>`
    select ${PLANNED},
      (select json_agg(json_build_object('outcome', r.outcome, 'startSecond', extract(epoch from coalesce(r.adjusted_starts_at, r.actual_starts_at)), 'actualMinutes', coalesce(r.adjusted_minutes, r.actual_minutes)) order by r.second_worker, r.id)
        from visits.visit_record r where r.planned_visit_id = p.id and r.superseded_by is null) as records,
      (select json_agg(distinct e.kind) from visits.visit_exception e where e.planned_visit_id = p.id and e.cleared_at is null) as exceptions
    from visits.planned_visit p where ${conditions(filter)} order by p.starts_at, p.id limit ${page.limit} offset ${page.offset}`.execute(tx)
  return rows.map(listed)
}

/** How many planned visits a filter holds. */
export async function countVisits(tx: Tx, filter: VisitFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from visits.planned_visit p where ${conditions(filter)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** One planned visit, or undefined when there is none that this transaction's role may see. */
export async function findVisit(tx: Tx, plannedVisitId: number): Promise<ListedVisit | undefined> {
  const { rows } = await sql<Row>`select ${PLANNED}, null as records, null as exceptions from visits.planned_visit p where p.id = ${plannedVisitId}`.execute(tx)
  return rows.map(listed)[0]
}

/** A current record that answers no plan. */
export interface UnplannedRecord extends ListedRecord {
  readonly id: number
  readonly fileId: string
  readonly providerId: string
  readonly visitOn: string
  readonly visitReference: string
  readonly personReference: string
  readonly placementId: string | null
}

/** Current records that answer no planned visit, in order of date and reference. */
export async function listUnplanned(tx: Tx, filter: Omit<VisitFilter, 'personId'> & { readonly personReference?: string }): Promise<UnplannedRecord[]> {
  const all = [sql`r.planned_visit_id is null and r.superseded_by is null and r.visit_on between ${filter.fromOn} and ${filter.toOn}`]
  if (filter.providerId !== undefined) all.push(sql`r.provider_id = ${filter.providerId}`)
  if (filter.personReference !== undefined) all.push(sql`r.person_reference = ${filter.personReference}`)
  const { rows } = await sql<Omit<UnplannedRecord, 'startsAt'> & { startsAt: string | null }>`
    select r.id, r.file_id as "fileId", r.provider_id as "providerId", r.visit_on as "visitOn", r.visit_reference as "visitReference", r.person_reference as "personReference",
      r.placement_id as "placementId", r.outcome, coalesce(r.adjusted_starts_at, r.actual_starts_at, r.due_starts_at, r.claimed_starts_at) as "startsAt", coalesce(r.adjusted_minutes, r.actual_minutes) as "actualMinutes"
    from visits.visit_record r where ${sql.join(all, sql` and `)} order by r.visit_on, r.visit_reference`.execute(tx)
  return rows.map((row) => ({ ...row, startsAt: row.startsAt === null ? null : Temporal.Instant.from(row.startsAt) }))
}

/** The last date that a visit file has reached, or undefined before the first. */
export async function findLastRecordedDate(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('visits.visit_file').select((of) => of.fn.max('to_on').as('to_on')).executeTakeFirst()
  return row?.to_on ?? undefined
}

const PLANNED = sql`p.id, p.placement_id as "placementId", p.person_id as "personId", p.provider_id as "providerId", p.visit_on as "visitOn", p.starts_at as "startsAt",
  p.window_minutes as "windowMinutes", p.minutes, p.workers, p.time_critical as "timeCritical", p.withdrawn_at is not null as "isWithdrawn"`

function conditions(filter: VisitFilter): RawBuilder<unknown> {
  const all = [sql`p.visit_on between ${filter.fromOn} and ${filter.toOn}`]
  if (filter.providerId !== undefined) all.push(sql`p.provider_id = ${filter.providerId}`)
  if (filter.personId !== undefined) all.push(sql`p.person_id = ${filter.personId}`)
  return sql.join(all, sql` and `)
}

function listed(row: Row): ListedVisit {
  return {
    ...row,
    startsAt: Temporal.Instant.from(row.startsAt),
    records: (row.records ?? []).map(({ outcome, startSecond, actualMinutes }) => ({ outcome, startsAt: startSecond === null ? null : Temporal.Instant.fromEpochMilliseconds(startSecond * 1000), actualMinutes })),
    exceptions: row.exceptions ?? [],
  }
}
