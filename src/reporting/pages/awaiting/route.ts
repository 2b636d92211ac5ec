import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { awaitingSeries } from '../../actions/awaiting-series.ts'
import { SERIES_DEFINITION } from '../../rules/definitions.ts'
import { seriesGroups } from '../../rules/series-groups.ts'
import { SEE_REPORTS } from '../../terms.ts'
import { SERIES_SPLITS, SERIES_SPLIT_LABELS } from '../../terms/awaiting-series.ts'
import { seriesPictures } from './charts.ts'
import { seriesTable, toldTable } from './tables.ts'

const day = z
  .union([z.literal(''), z.iso.date({ message: 'write the day as 2026-03-31' })])
  .transform((text) => (text === '' ? undefined : Temporal.PlainDate.from(text)))
  .optional()
const MEASURES = ['packages', 'hours'] as const

/** The awaiting-care list week by week, by funder, zone or cause, for any range of days and as known on any day. */
export const awaitingPage = pageRoute({
  method: 'GET',
  url: '/reports/awaiting-care',
  permission: SEE_REPORTS,
  query: z.looseObject({ from: day, to: day, known: day, by: z.enum(SERIES_SPLITS).default('funder'), measure: z.enum(MEASURES).default('packages') }),
  handler: async (ctx) => {
    const { from, to, known, by, measure } = ctx.query
    const series = await awaitingSeries(ctx.house, ctx.actor, { fromOn: from, toOn: to, knownOn: known })
    const groups = seriesGroups(by, series.weeks.map((each) => each.count), series.zones)
    const table = seriesTable(series.weeks, groups, by, measure, ctx.url)
    const told = toldTable(series.weeks, ctx.url)
    const isToday = series.knownOn.equals(londonDate(ctx.house.clock.now()))
    const view = {
      title: 'Waiting for care, week by week',
      wide: true,
      from: series.fromOn.toString(),
      to: series.toOn.toString(),
      known: series.knownOn.toString(),
      knownWords: isToday ? `now, ${wordsForDate(series.knownOn)}` : `at the end of ${wordsForDate(series.knownOn)}`,
      splits: SERIES_SPLITS.map((value) => ({ value, text: SERIES_SPLIT_LABELS[value], selected: value === by })),
      measures: MEASURES.map((value) => ({ value, text: value === 'hours' ? 'Hours a week' : 'Packages', selected: value === measure })),
      pictures: seriesPictures(series.weeks, groups, by, measure),
      table,
      told,
      definition: SERIES_DEFINITION,
      json: `/api/v1/reports/awaiting-care?from=${series.fromOn.toString()}&to=${series.toOn.toString()}&known=${series.knownOn.toString()}`,
    }
    return tableReply(ctx, [table, told], page('reporting/pages/awaiting/page.njk', view))
  },
})
