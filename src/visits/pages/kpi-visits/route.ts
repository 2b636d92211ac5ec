import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { hrefWith, tableRequest } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeKpiVisits, type SeenBehind, type SeenKpiVisits, type SeenPlacementWorkers } from '../../actions/see-kpi-visits.ts'
import { SEE_VISITS } from '../../terms.ts'
import { EXCLUSION_WORDS } from '../../terms/kpi.ts'
import { timeWords } from '../clock.ts'
import { definitionOf } from '../kpi-words.ts'
import { kpiInput, kpiQuery } from '../kpis/query.ts'

/** The visits, records or placements behind a KPI's figure. */
export const kpiVisitsPage = pageRoute({
  method: 'GET',
  url: '/kpis/visits',
  permission: SEE_VISITS,
  query: kpiQuery,
  handler: async (ctx) => {
    const { limit, offset } = tableRequest(ctx.url, { key: 'behind' })
    const seen = await seeKpiVisits(ctx.house, ctx.actor, { ...kpiInput(ctx.query), kpi: ctx.query.kpi ?? definitionOf('').key, part: ctx.query.part ?? 'counted', limit, offset })
    const table = seen.definition.of === 'placement' ? placementTable(seen, ctx.url) : visitTable(seen, ctx.url, ctx.actor.organisationId === null)
    const view = {
      title: `${seen.definition.name}: ${partWords(seen)}`,
      wide: true,
      breadcrumbs: [{ text: 'KPIs from visits', href: hrefWith(ctx.url, { part: undefined, 'behind-page': undefined }).replace('/kpis/visits', '/kpis') }, { text: partWords(seen) }],
      period: `${wordsForDate(seen.fromOn)} to ${wordsForDate(seen.toOn)}`,
      says: seen.definition.says,
      table,
    }
    return tableReply(ctx, [table], page('visits/pages/kpi-visits/page.njk', view))
  },
})

function partWords({ part, definition }: SeenKpiVisits): string {
  if (definition.of === 'placement') return 'placements and their care workers'
  return part === 'counted' ? definition.numeratorWords : part === 'rest' ? `${definition.denominatorWords}, not counted` : `left out, ${EXCLUSION_WORDS[part] ?? part}`
}

function visitTable(seen: SeenKpiVisits, url: string, forCouncil: boolean): TableView {
  const isVisit = seen.definition.of === 'visit'
  return dataTable<SeenBehind>({
    key: 'behind',
    caption: isVisit ? 'Visits' : 'Records of care workers',
    noun: isVisit ? ['visit', 'visits'] : ['record', 'records'],
    rows: seen.rows,
    total: seen.total,
    url,
    emptyWords: 'There is none in this period under these filters.',
    columns: [
      { key: 'on', heading: 'Date', value: (row) => ({ text: wordsForDate(Temporal.PlainDate.from(row.visitOn)), ...(row.plannedVisitId === null ? (row.fileId === null ? {} : { href: `/visit-files/${row.fileId}` }) : { href: `/visits/${String(row.plannedVisitId)}` }) }), csv: (row) => row.visitOn },
      { key: 'planned', heading: 'Planned', value: (row) => (row.startsAt === null ? { text: 'Unplanned', hint: row.visitReference ?? '' } : { text: timeWords(row.startsAt), hint: countOf(row.plannedMinutes ?? 0, 'minute') }) },
      { key: 'person', heading: 'Person', value: (row) => ({ text: row.person?.initials ?? '', hint: row.person?.reference ?? '' }) },
      ...(forCouncil ? [{ key: 'provider', heading: 'Provider', value: (row: SeenBehind) => row.providerName }] : []),
      { key: 'actual', heading: 'Actual', value: (row) => (row.actualMinutes === null ? 'Not made' : { text: timeWords(row.actualAt), hint: countOf(row.actualMinutes, 'minute') }) },
    ],
  })
}

function placementTable(seen: SeenKpiVisits, url: string): TableView {
  return dataTable<SeenPlacementWorkers>({
    key: 'behind',
    caption: 'Placements',
    noun: ['placement', 'placements'],
    rows: seen.placements,
    total: seen.total,
    url,
    emptyWords: 'No record names a care worker in this period under these filters.',
    columns: [
      { key: 'person', heading: 'Person', value: (row) => ({ text: row.person?.initials ?? '', href: `/placements/${row.placementId}`, hint: row.person?.reference ?? '' }) },
      { key: 'provider', heading: 'Provider', value: (row) => row.providerName },
      { key: 'workers', heading: 'Different care workers', numeric: true, value: (row) => String(row.workers) },
      { key: 'visits', heading: 'Care-worker visits', numeric: true, value: (row) => String(row.visits) },
      { key: 'usual', heading: `By the ${String(seen.usual)} who came most`, numeric: true, value: (row) => String(row.usualVisits) },
      { key: 'share', heading: 'Share', numeric: true, value: (row) => (row.visits === 0 ? '' : `${String(Math.round((row.usualVisits * 100) / row.visits))}%`) },
    ],
  })
}
