import { SERVICE_LINES, serviceLineName } from '../../../kernel/service-line.ts'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { FrameworkToday } from '../../reads/framework-zones.ts'
import { lastPossibleDay } from '../../rules/framework-life.ts'
import { termLimits } from '../../rules/term-limits.ts'
import { GENERAL_ZONE_SET } from '../../terms.ts'
import { PROCUREMENT_ROUTE_NAMES, type Extension, type FrameworkLine } from '../../terms/framework-life.ts'

type Switch = FrameworkToday['crossZone'][number]

/** What a framework was let with, and what the law says of its length. */
export function lifeView(today: FrameworkToday, url: string) {
  const { framework, life } = today
  const left = life.extensions.filter((extension) => extension.used === null)
  const finding = termLimits({ startsOn: framework.startsOn, ...life })
  return {
    facts: [
      { key: 'Term', text: `${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}`, ...(framework.endsOn.equals(life.firstEndsOn) ? {} : { hint: `Let to ${wordsForDate(life.firstEndsOn)} and extended since` }) },
      { key: 'Extensions left', text: left.length === 0 ? 'None' : left.map((extension) => countOf(extension.months, 'month')).join(', '), ...(left.length === 0 ? {} : { hint: `With every extension it ends on ${wordsForDate(lastPossibleDay(life))}` }) },
      { key: 'Notice', text: life.noticeDays === null ? 'Not recorded' : countOf(life.noticeDays, 'day') },
      { key: 'Procurement', text: life.procurementBeganOn === null ? 'Not recorded' : `Began on ${wordsForDate(life.procurementBeganOn)}`, hint: life.procurementRoute === null ? '' : PROCUREMENT_ROUTE_NAMES[life.procurementRoute] },
    ],
    finding: { ...finding, isWarning: finding.kind === 'warning' },
    mayExtend: left.length > 0 && Temporal.PlainDate.compare(framework.endsOn, today.today) >= 0,
    extensions: extensionTable(life.extensions, url),
    lines: lineTable(today, url),
    crossZone: crossZoneTable(today, url),
  }
}

function extensionTable(extensions: readonly Extension[], url: string): TableView {
  return dataTable<Extension>({
    key: 'extensions',
    caption: 'Extensions',
    noun: ['extension', 'extensions'],
    url,
    rows: extensions,
    emptyWords: 'No extensions are on record.',
    columns: [
      { key: 'months', heading: 'Length', value: (each) => countOf(each.months, 'month') },
      { key: 'used', heading: 'Used', value: (each) => (each.used === null ? { text: '', tag: { text: 'Left', colour: 'blue' } } : { text: wordsForDate(londonDate(each.used.usedAt)), hint: each.used.usedBy }) },
      { key: 'to', heading: 'Last day since', value: (each) => (each.used === null ? '' : wordsForDate(each.used.toEndsOn)) },
      { key: 'reason', heading: 'Reason', value: (each) => each.used?.reason ?? '' },
    ],
  })
}

function lineTable({ life, zones }: FrameworkToday, url: string): TableView {
  const rows: FrameworkLine[] = life.lines.length > 0 ? SERVICE_LINES.flatMap((line) => life.lines.filter((each) => each.serviceLine === line)) : SERVICE_LINES.map((serviceLine) => ({ serviceLine, zoneSet: GENERAL_ZONE_SET }))
  const zonesOf = (line: FrameworkLine): string => zones.filter(({ zone }) => zone.zoneSet === line.zoneSet).map(({ zone }) => zone.name).join(', ')
  return dataTable<FrameworkLine>({
    key: 'lines',
    caption: 'Service lines it buys',
    noun: ['service line', 'service lines'],
    url,
    rows,
    emptyWords: 'No service lines.',
    columns: [
      { key: 'line', heading: 'Service line', value: (line) => serviceLineName(line.serviceLine) },
      { key: 'zones', heading: 'Zones', value: (line) => (line.zoneSet === GENERAL_ZONE_SET ? 'The general zones' : { text: `Its own, ${line.zoneSet}`, hint: zonesOf(line) }) },
    ],
  })
}

function crossZoneTable({ crossZone, zones, today }: FrameworkToday, url: string): TableView {
  const names = new Map(zones.map(({ zone }) => [zone.id, zone.name]))
  const zoneWords = (id: string | null): string => (id === null ? 'Any zone' : (names.get(id) ?? 'Another zone'))
  const isReplaced = (each: Switch): boolean =>
    crossZone.some((other) => other.zoneId === each.zoneId && other.fromZoneId === each.fromZoneId && other.serviceLine === each.serviceLine && Temporal.PlainDate.compare(other.fromOn, each.fromOn) > 0 && Temporal.PlainDate.compare(other.fromOn, today) <= 0)
  return dataTable<Switch>({
    key: 'cross-zone',
    caption: 'Cross-zone work',
    noun: ['switch', 'switches'],
    url,
    rows: crossZone,
    rowHeading: 'zone',
    emptyWords: 'Cross-zone work is off: providers are offered packages only in the zones where they stand.',
    columns: [
      { key: 'zone', heading: 'For packages in', value: (each) => zoneWords(each.zoneId) },
      { key: 'fromZone', heading: 'Providers that stand in', value: (each) => zoneWords(each.fromZoneId) },
      { key: 'line', heading: 'Service line', value: (each) => (each.serviceLine === null ? 'Any' : serviceLineName(each.serviceLine)) },
      { key: 'allowed', heading: 'Switched', value: (each) => ({ text: '', tag: { text: each.allowed ? 'On' : 'Off', colour: each.allowed ? 'green' : 'grey' } }) },
      { key: 'from', heading: 'From', value: (each) => ({ text: wordsForDate(each.fromOn), hint: Temporal.PlainDate.compare(each.fromOn, today) > 0 ? 'To come' : isReplaced(each) ? 'Replaced by a later one' : '' }) },
      { key: 'by', heading: 'Decided by', value: (each) => each.recordedBy },
    ],
  })
}
