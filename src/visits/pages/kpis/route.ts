import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../care/terms.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeKpis } from '../../actions/see-kpis.ts'
import { KPI_DEFINITIONS } from '../../rules/kpi-definitions.ts'
import { SEE_KPIS, SEE_VISITS } from '../../terms.ts'
import { EXCLUSION_WORDS } from '../../terms/kpi.ts'
import { filterField, selectedFilters } from '../filter-field.ts'
import { definitionOf, definitionRows, figureWords, valueWords } from '../kpi-words.ts'
import { allTable, behindHref, comparedView, GROUP_WORDS, trendView } from './present.ts'
import { kpiInput, kpiQuery } from './query.ts'

/** KPIs from visits: all of them, one compared and over time, each with what it counts and leaves out. */
export const kpisPage = pageRoute({
  method: 'GET',
  url: '/kpis',
  permission: SEE_KPIS,
  query: kpiQuery,
  handler: async (ctx) => {
    const { query } = ctx
    const seen = await seeKpis(ctx.house, ctx.actor, kpiInput(query))
    const definition = definitionOf(query.kpi ?? '')
    const fields = [
      ...(seen.providers.length === 0 ? [] : [filterField('provider', 'Provider', seen.providers, query.provider)]),
      filterField('zone', 'Zone', seen.zones, query.zone),
      filterField('line', 'Service line', SERVICE_LINES.map((line) => [line, SERVICE_LINE_NAMES[line]] as const), query.line),
      filterField('kpi', 'Compare and follow', KPI_DEFINITIONS.map((each) => [each.key, each.name] as const), query.kpi ?? definition.key, 'Choose a KPI'),
      filterField('group', 'Compare by', (seen.providers.length === 0 ? (['zone', 'line'] as const) : (['provider', 'zone', 'line'] as const)).map((group) => [group, GROUP_WORDS[group]] as const), seen.group, 'As usual'),
      filterField('step', 'Follow by', [['week', 'Week'], ['month', 'Month']], seen.step, 'As usual'),
    ]
    const seesVisits = holds(ctx.actor, SEE_VISITS)
    const all = allTable(seen, ctx.url, seesVisits)
    const compared = comparedView(seen, definition, ctx.url, seesVisits)
    const trend = trendView(seen, definition, ctx.url)
    const value = seen.values.find((each) => each.key === definition.key)
    const days = { from: query.from, to: query.to }
    const view = {
      title: 'KPIs from visits',
      wide: true,
      period: `${wordsForDate(seen.fromOn)} to ${wordsForDate(seen.toOn)}`,
      fields,
      selected: selectedFilters(fields.slice(0, seen.providers.length === 0 ? 2 : 3), ctx.url, [{ name: 'from', label: 'From', text: days.from && wordsForDate(seen.fromOn) }, { name: 'to', label: 'To', text: days.to && wordsForDate(seen.toOn) }]),
      from: seen.fromOn.toString(),
      to: seen.toOn.toString(),
      usual: String(seen.usual),
      all,
      name: definition.name,
      figure: value === undefined ? '' : `${valueWords(definition, value)}: ${figureWords(value.numerator)} ${definition.numeratorWords} ${definition.unit === 'share' ? 'of' : 'divided by'} ${figureWords(value.denominator)} ${definition.denominatorWords}.`,
      definition,
      behind: !seesVisits ? [] : behindLinks(ctx.url, definition.key, value?.excluded.map(({ measure }) => measure) ?? []),
      compared,
      trend,
      definitions: definitionRows(),
      earlier: hrefWith(ctx.url, { from: seen.fromOn.subtract({ days: seen.fromOn.until(seen.toOn).days + 1 }).toString(), to: seen.fromOn.subtract({ days: 1 }).toString() }),
      later: hrefWith(ctx.url, { from: seen.toOn.add({ days: 1 }).toString(), to: seen.toOn.add({ days: seen.fromOn.until(seen.toOn).days + 1 }).toString() }),
    }
    return tableReply(ctx, [all, compared.table, ...(trend === undefined ? [] : [trend.table])], page('visits/pages/kpis/page.njk', view))
  },
})

/** Links to what is counted, to what is not, and to each kind that is left out. */
function behindLinks(url: string, key: string, excluded: readonly (keyof typeof EXCLUSION_WORDS)[]): { readonly text: string; readonly href: string }[] {
  const definition = definitionOf(key)
  if (definition.of === 'placement') return [{ text: 'Placements and their care workers', href: behindHref(url, definition, 'counted') }]
  const rest = definition.unit === 'share' && definition.numerator !== 'travel_minutes' ? [{ text: 'Not counted', href: behindHref(url, definition, 'rest') }] : []
  return [{ text: 'Counted', href: behindHref(url, definition, 'counted') }, ...rest, ...excluded.map((measure) => ({ text: `Left out: ${EXCLUSION_WORDS[measure] ?? measure}`, href: behindHref(url, definition, measure) }))]
}
