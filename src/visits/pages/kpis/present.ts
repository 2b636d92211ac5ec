import { wordsForDate } from '../../../kernel/words.ts'
import { barChart } from '../../../platform/components/charts/bar-chart.ts'
import { lineChart } from '../../../platform/components/charts/line-chart.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import type { KpiRow, SeenKpis } from '../../actions/see-kpis.ts'
import { KPI_DEFINITIONS } from '../../rules/kpi-definitions.ts'
import type { KpiDefinition, KpiGroup, KpiValue } from '../../terms/kpi.ts'
import { excludedWords, figureWords, valueWords } from '../kpi-words.ts'

export const GROUP_WORDS: Readonly<Record<KpiGroup, string>> = { provider: 'Provider', zone: 'Zone', line: 'Service line' }
const GROUP_NOUNS: Readonly<Record<KpiGroup, readonly [string, string]>> = { provider: ['provider', 'providers'], zone: ['zone', 'zones'], line: ['line', 'lines'] }
/** More bars than this are too many to read; the table has them all. */
const MOST_BARS = 25

/** Every KPI of all that the filters leave; each with the address of what stands behind it, for those who see visits. */
export function allTable(seen: SeenKpis, url: string, seesVisits: boolean): TableView {
  return dataTable({
    key: 'all',
    caption: 'All KPIs',
    noun: ['KPI', 'KPIs'],
    rows: KPI_DEFINITIONS.flatMap((definition, at) => (seen.values[at] === undefined ? [] : [{ definition, value: seen.values[at] }])),
    url,
    emptyWords: '',
    columns: [
      { key: 'name', heading: 'KPI', value: ({ definition }) => ({ text: definition.name, href: `${hrefWith(url, { kpi: definition.key })}#compared` }) },
      { key: 'value', heading: 'Value', numeric: true, value: ({ definition, value }) => valueWords(definition, value), csv: ({ value }) => value.value ?? '' },
      { key: 'numerator', heading: 'Numerator', numeric: true, value: ({ definition, value }) => ({ ...figureCell(value.numerator, seesVisits ? behindHref(url, definition, 'counted') : undefined), hint: definition.numeratorWords }), csv: ({ value }) => value.numerator },
      { key: 'denominator', heading: 'Denominator', numeric: true, value: ({ definition, value }) => ({ text: figureWords(value.denominator), hint: definition.denominatorWords }), csv: ({ value }) => value.denominator },
      { key: 'excluded', heading: 'Left out', wide: true, value: ({ value }) => excludedWords(value) },
    ],
  })
}

/** One KPI by provider, zone or line, as table and picture. */
export function comparedView(seen: SeenKpis, definition: KpiDefinition, url: string, seesVisits: boolean) {
  const rows = seen.groups.map((row) => ({ row, value: valueOf(row, definition) }))
  const nameKey = seen.group === 'line' ? 'line' : seen.group
  const table = dataTable({
    key: 'compared',
    caption: `${definition.name} by ${GROUP_WORDS[seen.group].toLowerCase()}`,
    noun: GROUP_NOUNS[seen.group],
    rows,
    url,
    emptyWords: 'No visit was planned or recorded in this period. Visits are planned from placements.',
    columns: [
      { key: 'name', heading: GROUP_WORDS[seen.group], sort: ({ row }) => row.name, value: ({ row }) => (row.id === null ? row.name : { text: row.name, href: hrefWith(url, { [nameKey]: row.id }) }), csv: ({ row }) => row.name },
      { key: 'value', heading: 'Value', numeric: true, sort: ({ value }) => value.value ?? -1, value: ({ value }) => valueWords(definition, value), csv: ({ value }) => value.value ?? '' },
      { key: 'numerator', heading: 'Numerator', numeric: true, sort: ({ value }) => value.numerator, value: ({ row, value }) => figureCell(value.numerator, row.id === null || !seesVisits ? undefined : behindHref(url, definition, 'counted', { [nameKey]: row.id })), csv: ({ value }) => value.numerator },
      { key: 'denominator', heading: 'Denominator', numeric: true, sort: ({ value }) => value.denominator, value: ({ value }) => figureWords(value.denominator), csv: ({ value }) => value.denominator },
      { key: 'excluded', heading: 'Left out', wide: true, value: ({ value }) => excludedWords(value) },
    ],
  })
  const measured = rows.filter(({ value }) => value.value !== null).toSorted((a, b) => ((a.value.value ?? 0) - (b.value.value ?? 0)) * (definition.isMoreBetter === false ? -1 : 1) || (a.row.name < b.row.name ? -1 : 1))
  const bars = measured.slice(0, MOST_BARS)
  const svg = bars.length === 0 ? undefined : barChart({
    sentence: `${definition.name} by ${GROUP_WORDS[seen.group].toLowerCase()}: ${bars.map(({ row, value }) => `${row.name} ${valueWords(definition, value)}`).join(', ')}.`,
    axisLabel: axisOf(definition),
    ...(definition.unit === 'share' && Math.max(...bars.map(({ value }) => value.value ?? 0)) > 50 ? { most: 100 } : {}),
    bars: bars.map(({ row, value }) => ({ label: row.name, value: value.value ?? 0, text: valueWords(definition, value) })),
  })
  return { table, svg, note: measured.length > bars.length ? `The picture shows ${String(bars.length)} of ${String(measured.length)}; the table has all.` : definition.isMoreBetter === undefined ? '' : 'Those furthest from good come first.' }
}

/** One KPI week by week or month by month, as table and picture; undefined for those that have no trend. */
export function trendView(seen: SeenKpis, definition: KpiDefinition, url: string) {
  if (definition.of === 'placement') return undefined
  const rows = seen.trend.flatMap(({ fromOn, values }) => values.filter((value) => value.key === definition.key).map((value) => ({ fromOn, value })))
  const words = seen.step === 'week' ? 'Week beginning' : 'Month beginning'
  const table = dataTable({
    key: 'trend',
    caption: `${definition.name} by ${seen.step}`,
    noun: [seen.step, `${seen.step}s`],
    rows,
    url,
    emptyWords: 'No visit was planned or recorded.',
    columns: [
      { key: 'from', heading: words, value: ({ fromOn }) => wordsForDate(fromOn), csv: ({ fromOn }) => fromOn.toString() },
      { key: 'value', heading: 'Value', numeric: true, value: ({ value }) => valueWords(definition, value), csv: ({ value }) => value.value ?? '' },
      { key: 'numerator', heading: 'Numerator', numeric: true, value: ({ value }) => figureWords(value.numerator), csv: ({ value }) => value.numerator },
      { key: 'denominator', heading: 'Denominator', numeric: true, value: ({ value }) => figureWords(value.denominator), csv: ({ value }) => value.denominator },
      { key: 'excluded', heading: 'Left out', wide: true, value: ({ value }) => excludedWords(value) },
    ],
  })
  const known = rows.filter(({ value }) => value.value !== null)
  const last = known.at(-1)
  if (last === undefined) return { table, svg: undefined }
  const svg = lineChart({
    sentence: `${definition.name}, ${words.toLowerCase()} ${known.map(({ fromOn, value }) => `${wordsForDate(fromOn)}: ${valueWords(definition, value)}`).join('; ')}.`,
    points: rows.map(({ fromOn }) => `${String(fromOn.day)}/${String(fromOn.month)}`),
    axisLabel: `${axisOf(definition)}, by ${words.toLowerCase()}`,
    series: [{ name: '', values: rows.map(({ value }) => value.value), text: valueWords(definition, last.value) }],
  })
  return { table, svg }
}

/** The page of what stands behind a figure, under the same filters. */
export function behindHref(url: string, definition: KpiDefinition, part: string, changes: Readonly<Record<string, string | undefined>> = {}): string {
  return hrefWith(url, { ...changes, kpi: definition.key, part, group: undefined, step: undefined }).replace(/^\/kpis(\/visits)?/, '/kpis/visits')
}

function figureCell(figure: number, href: string | undefined) {
  return href === undefined || figure === 0 ? { text: figureWords(figure) } : { text: figureWords(figure), href }
}

function valueOf(row: KpiRow, definition: KpiDefinition): KpiValue {
  return row.values.find((value) => value.key === definition.key) ?? { key: definition.key, value: null, numerator: 0, denominator: 0, excluded: [] }
}

function axisOf({ unit, name }: KpiDefinition): string {
  return unit === 'share' ? 'Percent' : unit === 'miles' ? 'Miles' : name
}
