import { z } from 'zod'
import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeReablementResults } from '../../reads/reablement-results.ts'
import { RESULT_SPLITS, SEE_REABLEMENT_RESULTS } from '../../terms.ts'
import { leftOutWords, resultTable, splitTable } from './present.ts'

const day = z
  .union([z.literal(''), z.iso.date({ message: 'write the day as 2026-03-31' })])
  .transform((text) => (text === '' ? undefined : Temporal.PlainDate.from(text)))
  .optional()

/** What came of reablement: counts and shares with what they are of, and the hours avoided, for a period, by zone or source. */
export const reablementResultsPage = pageRoute({
  method: 'GET',
  url: '/reablement-results',
  permission: SEE_REABLEMENT_RESULTS,
  query: z.looseObject({ from: day, to: day, by: z.enum(RESULT_SPLITS).default('zone') }),
  handler: async (ctx) => {
    const { from, to, by } = ctx.query
    const found = await seeReablementResults(ctx.house, ctx.actor, { fromOn: from, toOn: to, split: by })
    const tables = [resultTable(found.all, ctx.url), splitTable(found, by, ctx.url)]
    const view = {
      title: 'Results of reablement',
      wide: true,
      from: found.fromOn.toString(),
      to: found.toOn.toString(),
      period: `${wordsForDate(found.fromOn)} to ${wordsForDate(found.toOn)}`,
      splits: RESULT_SPLITS.map((value) => ({ value, text: value === 'zone' ? 'Zone' : 'Source', selected: value === by })),
      tables,
      completed: found.all.completed,
      ended: found.all.ended,
      leftOut: leftOutWords(found.all),
      before: hoursFigure(found.all.minutesBefore),
      after: hoursFigure(found.all.minutesAfter),
      avoided: hoursFigure(found.all.minutesAvoided),
      json: `/api/v1/reablement-results?from=${found.fromOn.toString()}&to=${found.toOn.toString()}&by=${by}`,
    }
    return tableReply(ctx, tables, page('outcomes/pages/reablement-results/page.njk', view))
  },
})
