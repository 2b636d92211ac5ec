import { z } from 'zod'
import { withCommas } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { hrefWith, tableRequest } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeExceptions } from '../../actions/see-exceptions.ts'
import { EXCEPTION_KINDS, EXCEPTION_NAMES, SEE_VISITS, type ExceptionKind } from '../../terms.ts'
import { dateWords } from '../clock.ts'
import { EXCEPTION_TAGS } from '../exception-tag.ts'
import { filterField, selectedFilters } from '../filter-field.ts'
import { exceptionColumns } from './columns.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const id = z.preprocess(blank, z.uuid().optional())
const day = z.preprocess(blank, z.iso.date().optional())

/** The exceptions queue: what departed from plan, whose turn it is, how old it is. */
export const exceptionsPage = pageRoute({
  method: 'GET',
  url: '/exceptions',
  permission: SEE_VISITS,
  query: z.looseObject({ kind: z.preprocess(blank, z.enum(EXCEPTION_KINDS).optional()), provider: id, zone: id, from: day, to: day }),
  handler: async (ctx) => {
    const forCouncil = ctx.actor.organisationId === null
    const { kind, provider, zone, from, to } = ctx.query
    const { sortKey, descending, limit, offset } = tableRequest(ctx.url)
    const order = sortKey === 'kind' ? 'kind' : 'visit'
    const filter = { ...(kind && { kind }), ...(provider && { providerId: provider }), ...(zone && { zoneId: zone }), ...(from && { fromOn: from }), ...(to && { toOn: to }) }
    const seen = await seeExceptions(ctx.house, ctx.actor, { ...filter, order, descending, limit, offset })
    const fields = [
      filterField('kind', 'Kind', EXCEPTION_KINDS.map((each) => [each, EXCEPTION_NAMES[each]]), kind),
      ...(forCouncil ? [filterField('provider', 'Provider', seen.providers, provider)] : []),
      filterField('zone', 'Zone', seen.zones, zone),
    ]
    const dates = [
      { name: 'from', label: 'Visits from', text: from === undefined ? undefined : dateWords(from) },
      { name: 'to', label: 'Visits to', text: to === undefined ? undefined : dateWords(to) },
    ]
    const table = dataTable({ caption: 'Exceptions', noun: ['exception', 'exceptions'], columns: exceptionColumns(forCouncil), rows: seen.rows, total: seen.total, url: ctx.url, emptyWords: 'No visit departs from plan under these filters. Exceptions are found when visit records arrive.' })
    const view = {
      title: `Exceptions: ${withCommas(seen.total)}`,
      wide: true,
      table,
      fields,
      selected: selectedFilters(fields, ctx.url, dates),
      from,
      to,
      tiles: EXCEPTION_KINDS.map((each) => tileOf(each, seen.counts[each] ?? 0, ctx.url)),
    }
    return tableReply(ctx, [table], page('visits/pages/exceptions/page.njk', view))
  },
})

function tileOf(kind: ExceptionKind, count: number, url: string): { figure: string; label: string; href: string; tone?: 'quiet' | 'attention' } {
  const tone = count === 0 ? ('quiet' as const) : kind === 'missed' ? ('attention' as const) : undefined
  return { figure: withCommas(count), label: EXCEPTION_TAGS[kind], href: hrefWith(url, { kind, page: undefined }), ...(tone === undefined ? {} : { tone }) }
}
