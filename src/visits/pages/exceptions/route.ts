import { withCommas } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { hrefWith, tableRequest } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeExceptions } from '../../actions/see-exceptions.ts'
import { EXCEPTION_KINDS, EXCEPTION_NAMES, SEE_VISITS, type ExceptionKind } from '../../terms.ts'
import { QUEUE_STATES, QUEUE_STATE_NAMES } from '../../terms/exception-decision.ts'
import { ACKNOWLEDGE_EXCEPTIONS } from '../../terms/exception-settings.ts'
import { dateWords } from '../clock.ts'
import { EXCEPTION_TAGS } from '../exception-tag.ts'
import { filterField, selectedFilters } from '../filter-field.ts'
import { exceptionColumns } from './columns.ts'
import { AGES, queueFilter, queueQuery } from './queue-query.ts'

/** The exceptions queue: what departed from plan, whose turn it is, how old it is. */
export const exceptionsPage = pageRoute({
  method: 'GET',
  url: '/exceptions',
  permission: SEE_VISITS,
  query: queueQuery,
  handler: async (ctx) => {
    const forCouncil = ctx.actor.organisationId === null
    const { kind, provider, zone, from, to, state, who, age } = ctx.query
    const { sortKey, descending, limit, offset } = tableRequest(ctx.url)
    const order = sortKey === 'kind' ? 'kind' : 'visit'
    const seen = await seeExceptions(ctx.house, ctx.actor, { ...queueFilter(ctx.query), order, descending, limit, offset })
    const fields = [
      filterField('kind', 'Kind', EXCEPTION_KINDS.map((each) => [each, EXCEPTION_NAMES[each]]), kind),
      ...(forCouncil ? [filterField('provider', 'Provider', seen.providers, provider)] : []),
      filterField('zone', 'Zone', seen.zones, zone),
      filterField('state', 'Where it stands', QUEUE_STATES.filter((each) => each !== 'open').map((each) => [each, QUEUE_STATE_NAMES[each]]), state, QUEUE_STATE_NAMES.open),
      filterField('who', 'Whose turn', [['provider', 'Provider'], ['council', 'Council']], who),
      filterField('age', 'Visits at least', AGES.map((each) => [each, `${each} days ago`]), age),
    ]
    const dates = [
      { name: 'from', label: 'Visits from', text: from === undefined ? undefined : dateWords(from) },
      { name: 'to', label: 'Visits to', text: to === undefined ? undefined : dateWords(to) },
    ]
    const table = dataTable({ caption: 'Exceptions', noun: ['exception', 'exceptions'], columns: exceptionColumns(forCouncil), rows: seen.rows, total: seen.total, url: ctx.url, emptyWords: 'No visit departs from plan under these filters. Exceptions are found when visit records arrive.' })
    const view = {
      title: `Exceptions: ${withCommas(seen.total)}`,
      wide: true,
      decideHref: seen.total > 0 && state !== 'decided' && holds(ctx.actor, ACKNOWLEDGE_EXCEPTIONS) ? hrefWith(ctx.url, { page: undefined }).replace('/exceptions', '/exceptions/decide') : undefined,
      table,
      fields,
      settings: seen.frameworks.map(([frameworkId, name]) => ({ name, href: `/frameworks/${frameworkId}/exceptions` })),
      selected: selectedFilters(fields, ctx.url, dates),
      from,
      to,
      tiles: EXCEPTION_KINDS.filter((each) => (seen.counts[each] ?? 0) > 0 || each === 'missed').map((each) => tileOf(each, seen.counts[each] ?? 0, ctx.url)),
    }
    return tableReply(ctx, [table], page('visits/pages/exceptions/page.njk', view))
  },
})

function tileOf(kind: ExceptionKind, count: number, url: string): { figure: string; label: string; href: string; tone?: 'quiet' | 'attention' } {
  const tone = count === 0 ? ('quiet' as const) : kind === 'missed' ? ('attention' as const) : undefined
  return { figure: withCommas(count), label: EXCEPTION_TAGS[kind], href: hrefWith(url, { kind, page: undefined }), ...(tone === undefined ? {} : { tone }) }
}
