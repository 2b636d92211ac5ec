import { z } from 'zod'
import { REABLEMENT_RESULTS } from '../../brokerage/terms/reablement.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { seeReablementResults } from '../reads/reablement-results.ts'
import { RESULT_SPLITS, SEE_REABLEMENT_RESULTS, type ReablementResults } from '../terms.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const resultsJson = z.object({
  group: z.string().nullable(),
  ended: z.int(),
  leftOut: z.object({ hospital: z.int(), died: z.int(), declined: z.int(), 'not-begun': z.int() }),
  /** Denominator of every share. */
  completed: z.int(),
  results: z.array(z.object({ result: z.enum(REABLEMENT_RESULTS), count: z.int(), percent: z.number().nullable() })),
  minutesBefore: z.int(),
  minutesAfter: z.int(),
  minutesAvoided: z.int(),
})

function toJson(of: ReablementResults): z.output<typeof resultsJson> {
  return { ...of, leftOut: { ...of.leftOut }, results: of.results.map(({ result, count, shareTenths }) => ({ result, count, percent: shareTenths === null ? null : shareTenths / 10 })) }
}

/** What came of reablement, for a period. */
export const reablementResultsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/reablement-results',
  permission: SEE_REABLEMENT_RESULTS,
  summary: 'Get what came of reablement that ended in a period, for everybody and by zone or source',
  query: z.object({ from: day.optional(), to: day.optional(), by: z.enum(RESULT_SPLITS).default('zone') }),
  response: z.object({ from: z.iso.date(), to: z.iso.date(), by: z.enum(RESULT_SPLITS), all: resultsJson, groups: z.array(resultsJson) }),
  handler: async (ctx) => {
    const found = await seeReablementResults(ctx.house, ctx.actor, { fromOn: ctx.query.from, toOn: ctx.query.to, split: ctx.query.by })
    return { from: found.fromOn.toString(), to: found.toOn.toString(), by: ctx.query.by, all: toJson(found.all), groups: found.by.map(toJson) }
  },
})
