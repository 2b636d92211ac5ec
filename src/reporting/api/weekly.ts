import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { weeklyReport } from '../actions/weekly-report.ts'
import { weeklyDocument, weeklyDocumentOf } from '../rules/weekly-document.ts'
import { SEE_REPORTS } from '../terms.ts'

/** The weekly report as JSON. */
export const weeklyApi = apiRoute({
  method: 'GET',
  url: '/api/v1/reports/weekly',
  permission: SEE_REPORTS,
  summary: 'Read the weekly report as at a day',
  query: z.object({ on: z.iso.date().optional(), framework: z.uuid().optional() }),
  response: weeklyDocument,
  handler: async ({ house, actor, query }) => weeklyDocumentOf(await weeklyReport(house, actor, { frameworkId: query.framework, on: query.on === undefined ? undefined : Temporal.PlainDate.from(query.on) })),
})
