import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { awaitingSeries } from '../actions/awaiting-series.ts'
import { seriesDocument, seriesDocumentOf } from '../rules/series-document.ts'
import { SEE_REPORTS } from '../terms.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text)).optional()

/** The awaiting-care list week by week as JSON. */
export const awaitingApi = apiRoute({
  method: 'GET',
  url: '/api/v1/reports/awaiting-care',
  permission: SEE_REPORTS,
  summary: 'Read the awaiting-care list week by week, as known on a day',
  query: z.object({ from: day, to: day, known: day }),
  response: seriesDocument,
  handler: async ({ house, actor, query }) => seriesDocumentOf(await awaitingSeries(house, actor, { fromOn: query.from, toOn: query.to, knownOn: query.known })),
})
