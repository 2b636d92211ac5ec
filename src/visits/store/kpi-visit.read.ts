import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { KpiOf, Measure } from '../terms/kpi.ts'
import { kpiVisits, whose, type KpiFilter } from './kpi.read.ts'

/** Which visits or records stand behind a figure: those that add to `has`, and, where given, do not add to `hasNot`. */
interface KpiBehind {
  readonly of: Exclude<KpiOf, 'placement'>
  readonly has: Measure
  readonly hasNot?: Measure | undefined
}

/** One visit or record behind a figure. */
export interface BehindKpi {
  readonly plannedVisitId: number | null
  readonly recordId: number | null
  readonly visitOn: string
  readonly startsAt: Temporal.Instant | null
  readonly providerId: string
  readonly personId: string | null
  readonly fileId: string | null
  readonly visitReference: string | null
  readonly plannedMinutes: number | null
  readonly actualAt: Temporal.Instant | null
  readonly actualMinutes: number | null
  /** What it adds to the measure. */
  readonly adds: number
}

interface Row extends Omit<BehindKpi, 'startsAt' | 'actualAt'> {
  startsAt: string | null
  actualAt: string | null
  total: number
}

/** The visits or records behind a figure in order of date, a page of them, and how many there are. A provider's role sees its own. */
export async function listBehindKpi(tx: Tx, filter: KpiFilter, behind: KpiBehind, page: { readonly limit: number; readonly offset: number }): Promise<{ readonly rows: readonly BehindKpi[]; readonly total: number }> {
  const days: string[] = []
  for (let on = filter.fromOn; Temporal.PlainDate.compare(on, filter.toOn) <= 0; on = on.add({ days: 1 })) days.push(on.toString())
  const chosen = sql`${whose(filter)} and ${column(behind.has)} > 0${behind.hasNot === undefined ? sql`` : sql` and ${column(behind.hasNot)} = 0`}`
  const { rows } = await (behind.of === 'visit' ? visits(days, behind.has, chosen, page) : records(days, behind.has, chosen, page)).execute(tx)
  return {
    rows: rows.map(({ startsAt, actualAt, ...row }) => ({ ...row, startsAt: startsAt === null ? null : Temporal.Instant.from(startsAt), actualAt: actualAt === null ? null : Temporal.Instant.from(actualAt) })),
    total: rows[0]?.total ?? 0,
  }
}

function visits(days: string[], has: Measure, chosen: RawBuilder<unknown>, { limit, offset }: { readonly limit: number; readonly offset: number }): RawBuilder<Row> {
  return sql<Row>`
    with behind as (select planned_visit_id, visit_on, ${column(has)} as adds from ${kpiVisits(days)} where ${chosen})
    select p.id as "plannedVisitId", null as "recordId", p.visit_on::text as "visitOn", p.starts_at as "startsAt", p.provider_id as "providerId", p.person_id as "personId", null as "fileId", null as "visitReference", p.minutes as "plannedMinutes",
      r.at as "actualAt", r.minutes as "actualMinutes", b.adds, b.total
    from (select *, count(*) over ()::int as total from behind order by visit_on, planned_visit_id limit ${limit} offset ${offset}) b
    join visits.planned_visit p on p.id = b.planned_visit_id
    cross join lateral (
      select min(coalesce(d.adjusted_starts_at, d.actual_starts_at)) as at, max(coalesce(d.adjusted_minutes, d.actual_minutes))::int as minutes
      from visits.visit_record d where d.planned_visit_id = p.id and d.superseded_by is null and d.outcome = 'delivered') r
    order by p.visit_on, p.id`
}

function records(days: string[], has: Measure, chosen: RawBuilder<unknown>, { limit, offset }: { readonly limit: number; readonly offset: number }): RawBuilder<Row> {
  return sql<Row>`
    with behind as (select visit_record_id, visit_on, ${column(has)} as adds from visits.kpi_record where visit_on = any (${days}::date[]) and ${chosen})
    select r.planned_visit_id as "plannedVisitId", r.id as "recordId", r.visit_on::text as "visitOn", p.starts_at as "startsAt", r.provider_id as "providerId", p.person_id as "personId", r.file_id as "fileId", r.visit_reference as "visitReference", p.minutes as "plannedMinutes",
      coalesce(r.adjusted_starts_at, r.actual_starts_at) as "actualAt", coalesce(r.adjusted_minutes, r.actual_minutes) as "actualMinutes", b.adds, b.total
    from (select *, count(*) over ()::int as total from behind order by visit_on, visit_record_id limit ${limit} offset ${offset}) b
    join visits.visit_record r on r.id = b.visit_record_id left join visits.planned_visit p on p.id = r.planned_visit_id
    order by r.visit_on, r.id`
}

function column(measure: Measure): RawBuilder<number> {
  return measure === 'due' ? sql<number>`(made + missed)` : sql<number>`${sql.ref(measure)}`
}
