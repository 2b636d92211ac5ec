import { z } from 'zod'
import { wordsForDate, wordsForDay } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { hrefWith, tableRequest } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeVisits } from '../../actions/see-visits.ts'
import { SEE_VISITS } from '../../terms.ts'
import { filterField, selectedFilters } from '../filter-field.ts'
import { unplannedColumns, visitColumns } from './columns.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)

/** A day's visits, planned against actual, and the records of the day that answer no plan. */
export const visitsPage = pageRoute({
  method: 'GET',
  url: '/visits',
  permission: SEE_VISITS,
  query: z.looseObject({ on: z.preprocess(blank, z.iso.date().optional()), provider: z.preprocess(blank, z.uuid().optional()), person: z.preprocess(blank, z.string().trim().max(50).optional()) }),
  handler: async (ctx) => {
    const forCouncil = ctx.actor.organisationId === null
    const { on, provider, person } = ctx.query
    const { limit, offset } = tableRequest(ctx.url, { key: 'planned' })
    const seen = await seeVisits(ctx.house, ctx.actor, { ...(on && { on }), ...(provider && { providerId: provider }), ...(person && { personReference: person }), limit, offset })
    const planned = dataTable({ key: 'planned', caption: 'Planned visits', noun: ['visit', 'visits'], columns: visitColumns(forCouncil), rows: seen.rows, total: seen.total, url: ctx.url, emptyWords: 'No visit is planned on this day. Visits are planned from placements, two weeks ahead.' })
    const unplanned = dataTable({ key: 'unplanned', caption: 'Records without a plan', noun: ['record', 'records'], columns: unplannedColumns(forCouncil), rows: seen.unplanned, url: ctx.url, emptyWords: 'Every record of this day answers a planned visit.' })
    const fields = forCouncil ? [filterField('provider', 'Provider', seen.providers, provider)] : []
    const dayHref = (days: number): string => hrefWith(ctx.url, { on: seen.on.add({ days }).toString(), 'planned-page': undefined })
    const view = {
      title: `Visits on ${wordsForDay(seen.on.dayOfWeek)} ${wordsForDate(seen.on)}`,
      wide: true,
      planned,
      unplanned,
      fields,
      selected: selectedFilters(fields, ctx.url, [{ name: 'person', label: 'Person', text: person }]),
      on: seen.on.toString(),
      person,
      before: dayHref(-1),
      after: dayHref(1),
    }
    return tableReply(ctx, [planned, unplanned], page('visits/pages/visits/page.njk', view))
  },
})
