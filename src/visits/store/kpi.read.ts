import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { USUAL_EXCEPTIONS } from '../terms/exception-settings.ts'
import { RECORD_MEASURES, VISIT_MEASURES, type KpiGroup, type KpiStep, type Measures } from '../terms/kpi.ts'

/** Whose visits, and of which days; both included. */
export interface KpiFilter {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly providerId?: string | undefined
  readonly zoneId?: string | undefined
  readonly serviceLine?: string | undefined
}

/** Measures added up of one provider in one zone for one service line on one day. */
export interface MeasuredPart {
  readonly visitOn: string
  readonly providerId: string
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly measures: Measures
}

interface Row extends Omit<MeasuredPart, 'measures'>, Measures {}

/** Columns of measures as they are kept, in order. */
export const MEASURE_COLUMNS = [...VISIT_MEASURES, ...RECORD_MEASURES]
const DIMENSIONS = sql.raw('visit_on::text as "visitOn", provider_id as "providerId", zone_id as "zoneId", service_line as "serviceLine"')

/** Which of the period's days have kept measures that still hold. For the council alone. */
export async function listKeptDays(tx: Tx, { fromOn, toOn }: KpiFilter): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select d::text as day from visits.published_kept_day(${fromOn.toString()}::date, ${toOn.toString()}::date, 'infinity') d`.execute(tx)
  return rows.map((row) => row.day)
}

/** By what kept measures are added up: the Monday or first of the month of the day, or a dimension. */
type KeptBy = KpiGroup | KpiStep

/** Kept measures of days added up; `key` is null for visits without the dimension. */
export async function sumKeptMeasures(tx: Tx, days: readonly string[], filter: KpiFilter, by: KeptBy): Promise<{ readonly key: string | null; readonly measures: Measures }[]> {
  const key = { week: `date_trunc('week', visit_on)::date`, month: `date_trunc('month', visit_on)::date`, provider: 'provider_id', zone: 'zone_id', line: 'service_line' }[by]
  const { rows } = await sql<{ key: string | null } & Measures>`select ${sql.raw(`${key}::text as key, ${MEASURE_COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(', ')}`)} from visits.kpi_day where visit_on = any (${[...days]}::date[]) and ${whose(filter)} group by 1`.execute(tx)
  return rows.map((row) => ({ key: row.key, measures: measuresOf(row) }))
}

/** Measures of days, counted from plans and records. A provider's role counts its own. */
export async function countMeasures(tx: Tx, days: readonly string[], filter: KpiFilter): Promise<MeasuredPart[]> {
  if (days.length === 0) return []
  const { rows } = await sql<Row>`select ${DIMENSIONS}, ${sql.raw(MEASURE_COLUMNS.join(', '))} from (${dayMeasures([...days], filter)}) d`.execute(tx)
  return rows.map(part)
}

/** Every measure of days by day, provider, framework, zone and line: the one statement that adds them up. */
export function dayMeasures(days: string[], filter?: KpiFilter): RawBuilder<Row> {
  const dimensions = sql.raw('visit_on, provider_id, framework_id, zone_id, service_line')
  const sums = (own: readonly string[]): RawBuilder<unknown> => sql.raw(MEASURE_COLUMNS.map((key) => (own.includes(key) ? `sum(${key})::int as ${key}` : `0 as ${key}`)).join(', '))
  const where = filter === undefined ? sql`true` : whose(filter)
  return sql<Row>`
    select ${dimensions}, ${sql.raw(MEASURE_COLUMNS.map((key) => `sum(${key})::int as ${key}`).join(', '))} from (
      select ${dimensions}, ${sums(VISIT_MEASURES)} from ${kpiVisits(days)} where ${where} group by 1, 2, 3, 4, 5
      union all
      select ${dimensions}, ${sums(RECORD_MEASURES)} from visits.kpi_record where visit_on = any (${days}::date[]) and ${where} group by 1, 2, 3, 4, 5
    ) m group by 1, 2, 3, 4, 5`
}

/** The planned visits of days with what each adds to every measure. */
export function kpiVisits(days: string[]): RawBuilder<unknown> {
  return sql`visits.kpi_visit(${days}::date[], ${USUAL_EXCEPTIONS.onTimeCriticalMinutes}::int, ${USUAL_EXCEPTIONS.onTimeMinutes}::int)`
}

/** How many care workers came to one placement, to how many of its visits the usual ones, and how many records name none. */
export interface PlacementWorkers {
  readonly placementId: string
  readonly workers: number
  readonly visits: number
  readonly usualVisits: number
  readonly nameless: number
}

/** Care workers by placement over the whole period; `usual` is how many count as the usual ones. A provider's role sees its own. */
export async function listPlacementWorkers(tx: Tx, filter: KpiFilter, usual: number): Promise<PlacementWorkers[]> {
  const { rows } = await sql<PlacementWorkers>`
    with came as (
      select r.placement_id, r.worker_reference, count(*) as visits, row_number() over (partition by r.placement_id order by r.worker_reference is null, count(*) desc, r.worker_reference) as place
      from visits.visit_record r
      where r.superseded_by is null and r.outcome = 'delivered' and r.placement_id is not null and r.visit_on between ${filter.fromOn.toString()} and ${filter.toOn.toString()}
        ${filter.providerId === undefined ? sql`` : sql`and r.provider_id = ${filter.providerId}`}
      group by 1, 2
    )
    select placement_id as "placementId", count(worker_reference)::int as workers, coalesce(sum(visits) filter (where worker_reference is not null), 0)::int as visits,
      coalesce(sum(visits) filter (where worker_reference is not null and place <= ${usual}), 0)::int as "usualVisits", coalesce(sum(visits) filter (where worker_reference is null), 0)::int as nameless
    from came group by 1`.execute(tx)
  return rows
}

/** The filter as a condition on the columns of measures. */
export function whose(filter: Omit<KpiFilter, 'fromOn' | 'toOn'>): RawBuilder<unknown> {
  const all = [sql`true`]
  if (filter.providerId !== undefined) all.push(sql`provider_id = ${filter.providerId}`)
  if (filter.zoneId !== undefined) all.push(sql`zone_id = ${filter.zoneId}`)
  if (filter.serviceLine !== undefined) all.push(sql`service_line = ${filter.serviceLine}`)
  return sql.join(all, sql` and `)
}

function part(row: Row): MeasuredPart {
  const { visitOn, providerId, zoneId, serviceLine } = row
  return { visitOn, providerId, zoneId, serviceLine, measures: measuresOf(row) }
}

function measuresOf(row: Measures): Measures {
  return Object.fromEntries(MEASURE_COLUMNS.map((key) => [key, row[key] ?? 0]))
}
