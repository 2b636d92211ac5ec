import { z } from 'zod'
import type { KpiInput } from '../../actions/see-kpis.ts'
import { KPI_GROUPS, KPI_STEPS } from '../../terms/kpi.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const optional = <Of extends z.ZodType>(schema: Of) => z.preprocess(blank, schema.optional())

/** Filters of the pages of KPIs, as they stand in the address. */
export const kpiQuery = z.looseObject({
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  provider: optional(z.uuid()),
  zone: optional(z.uuid()),
  line: optional(z.string().max(40)),
  group: optional(z.enum(KPI_GROUPS)),
  step: optional(z.enum(KPI_STEPS)),
  usual: optional(z.coerce.number().int().min(1).max(20)),
  kpi: optional(z.string().max(40)),
  part: optional(z.string().max(40)),
})

/** What the address asks for. */
export function kpiInput(query: z.output<typeof kpiQuery>): KpiInput {
  return {
    fromOn: query.from === undefined ? undefined : Temporal.PlainDate.from(query.from),
    toOn: query.to === undefined ? undefined : Temporal.PlainDate.from(query.to),
    providerId: query.provider,
    zoneId: query.zone,
    serviceLine: query.line,
    group: query.group,
    step: query.step,
    usual: query.usual,
  }
}
