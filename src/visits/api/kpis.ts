import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeKpis } from '../actions/see-kpis.ts'
import { seeKpiVisits } from '../actions/see-kpi-visits.ts'
import { KPI_DEFINITIONS } from '../rules/kpi-definitions.ts'
import { SEE_KPIS, SEE_VISITS } from '../terms.ts'
import { KPI_GROUPS, KPI_STEPS, type KpiValue } from '../terms/kpi.ts'

const filters = { from: z.iso.date().optional(), to: z.iso.date().optional(), providerId: z.uuid().optional(), zoneId: z.uuid().optional(), serviceLine: z.string().max(40).optional(), usual: z.coerce.number().int().min(1).max(20).optional() }
const value = z.object({ key: z.string(), value: z.number().nullable(), numerator: z.number(), denominator: z.number(), excluded: z.array(z.object({ measure: z.string(), count: z.int() })) })

export const kpisApi = apiRoute({
  method: 'GET',
  url: '/api/v1/kpis',
  permission: SEE_KPIS,
  summary: 'KPIs from visits of a period with numerator, denominator and what is left out: of all, by provider, zone or service line, and by week or month',
  query: z.object({ ...filters, group: z.enum(KPI_GROUPS).optional(), step: z.enum(KPI_STEPS).optional() }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    usualWorkers: z.int(),
    definitions: z.array(z.object({ key: z.string(), name: z.string(), unit: z.enum(['share', 'average', 'miles']), numerator: z.string(), denominator: z.string(), says: z.string(), source: z.string() })),
    values: z.array(value),
    groups: z.array(z.object({ id: z.string().nullable(), name: z.string(), values: z.array(value) })),
    trend: z.array(z.object({ from: z.string(), values: z.array(value) })),
  }),
  handler: async ({ house, actor, query }) => {
    const { from, to, ...rest } = query
    const seen = await seeKpis(house, actor, { ...rest, ...dates(from, to) })
    return {
      from: seen.fromOn.toString(),
      to: seen.toOn.toString(),
      usualWorkers: seen.usual,
      definitions: KPI_DEFINITIONS.map(({ key, name, unit, numeratorWords, denominatorWords, says, source }) => ({ key, name, unit, numerator: numeratorWords, denominator: denominatorWords, says, source })),
      values: seen.values.map(shape),
      groups: seen.groups.map(({ id, name, values }) => ({ id, name, values: values.map(shape) })),
      trend: seen.trend.map((each) => ({ from: each.fromOn.toString(), values: each.values.map(shape) })),
    }
  },
})

export const kpiVisitsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/kpis/visits',
  permission: SEE_VISITS,
  summary: 'The visits, records or placements behind a KPI, 500 to a page: part counted (its numerator), rest (of its denominator), or one of the measures it leaves out',
  query: z.object({ ...filters, kpi: z.enum(KPI_DEFINITIONS.map((each) => each.key)).default('on-time-critical'), part: z.string().max(40).default('counted'), page: z.coerce.number().int().min(1).default(1) }),
  response: z.object({
    total: z.int(),
    visits: z.array(z.object({ plannedVisitId: z.int().nullable(), visitRecordId: z.int().nullable(), visitOn: z.string(), providerId: z.uuid(), personReference: z.string().nullable(), plannedMinutes: z.int().nullable(), startsAt: z.string().nullable(), actualStartsAt: z.string().nullable(), actualMinutes: z.int().nullable(), adds: z.int() })),
    placements: z.array(z.object({ placementId: z.uuid(), personReference: z.string().nullable(), workers: z.int(), visits: z.int(), usualVisits: z.int() })),
  }),
  handler: async ({ house, actor, query: { from, to, page, ...rest } }) => {
    const seen = await seeKpiVisits(house, actor, { ...rest, ...dates(from, to), limit: 500, offset: (page - 1) * 500 })
    return {
      total: seen.total,
      visits: seen.rows.map((row) => ({ plannedVisitId: row.plannedVisitId, visitRecordId: row.recordId, visitOn: row.visitOn, providerId: row.providerId, personReference: row.person?.reference ?? null, plannedMinutes: row.plannedMinutes, startsAt: row.startsAt?.toString() ?? null, actualStartsAt: row.actualAt?.toString() ?? null, actualMinutes: row.actualMinutes, adds: row.adds })),
      placements: seen.placements.map((row) => ({ placementId: row.placementId, personReference: row.person?.reference ?? null, workers: row.workers, visits: row.visits, usualVisits: row.usualVisits })),
    }
  },
})

function dates(from: string | undefined, to: string | undefined) {
  return { fromOn: from === undefined ? undefined : Temporal.PlainDate.from(from), toOn: to === undefined ? undefined : Temporal.PlainDate.from(to) }
}

function shape(each: KpiValue): z.output<typeof value> {
  return { ...each, excluded: each.excluded.map((left) => ({ ...left })) }
}
