import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { weeklyReport } from '../../actions/weekly-report.ts'
import { SEE_REPORTS } from '../../terms.ts'
import { presentWeekly } from './present.ts'

const day = z
  .union([z.literal(''), z.iso.date({ message: 'write the day as 2026-03-31' })])
  .transform((text) => (text === '' ? undefined : Temporal.PlainDate.from(text)))
  .optional()

const framework = z.preprocess((sent) => (sent === '' ? undefined : sent), z.uuid().optional())

/** The weekly report, as at the end of the day asked for. */
export const weeklyPage = pageRoute({
  method: 'GET',
  url: '/reports/weekly',
  permission: SEE_REPORTS,
  query: z.looseObject({ on: day, framework }),
  handler: async (ctx) => {
    const report = await weeklyReport(ctx.house, ctx.actor, { on: ctx.query.on, frameworkId: ctx.query.framework })
    const view = presentWeekly(report, londonDate(ctx.house.clock.now()), ctx.url)
    return tableReply(ctx, view.sections.map((section) => section.table), page('reporting/pages/weekly/page.njk', { ...view, wide: true }))
  },
})
