import { barChart } from '../../../platform/components/charts/bar-chart.ts'
import { dataTable, type Column, type TableView } from '../../../platform/components/data-table.ts'
import { countOf, hoursFigure, withCommas, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import type { ScenarioAnswer, WhatIfResult } from '../../terms/what-if.ts'
import { serviceLineWords } from '../words.ts'

type Group = ScenarioAnswer['by']['provider'][number]

/** Bars of a chart of winners or losers. */
const MOST_BARS = 10

/** Rows of a table on the page; CSV has every row. */
const GROUPS_SHOWN = 12

/** More or less money: +£12.00, −£3.50. */
export function differenceWords(pence: number): string {
  return pence === 0 ? '£0.00' : `${pence > 0 ? '+' : '−'}${wordsForPence(Math.abs(pence))}`
}

/** A difference as a percent of what was paid, to a tenth; a smaller one says so, for "0%" would deny it; empty where nothing was paid. */
export function percentWords(more: number, of: number): string {
  if (of === 0) return ''
  const tenths = Math.round((more * 1000) / of)
  if (tenths === 0 && more !== 0) return 'under 0.1%'
  return `${tenths > 0 ? '+' : tenths < 0 ? '−' : ''}${String(Math.abs(tenths) / 10)}%`
}

/** What one rule set would have paid against what was paid: winners and losers, by provider, zone, line and month, and the visits that differ most. */
export function scenarioView(answer: ScenarioAnswer, result: WhatIfResult, { url, maySeeLines }: { readonly url: string; readonly maySeeLines: boolean }) {
  const { by } = answer
  const tables = {
    provider: groupTable('provider', 'Winners and losers: providers', 'Provider', ['provider', 'providers'], by.provider, url, (name) => name ?? ''),
    zone: groupTable('zone', 'By zone', 'Zone', ['zone', 'zones'], by.zone, url, (name) => name ?? 'No zone'),
    line: groupTable('line', 'By service line', 'Service line', ['service line', 'service lines'], by.serviceLine, url, serviceLineWords),
    month: groupTable('month', 'By month', 'Month', ['month', 'months'], by.month, url, monthWords),
  }
  return {
    name: answer.name,
    sentence: `${answer.penceMore === 0 ? 'It would have paid the same in all' : `It would have paid ${wordsForPence(Math.abs(answer.penceMore))} ${answer.penceMore > 0 ? 'more' : 'less'} (${percentWords(answer.penceMore, result.paidPence)})`}: ${wordsForPence(answer.pence)} instead of ${wordsForPence(result.paidPence)} for ${countOf(result.visits, 'visit')}.`,
    tiles: [
      { figure: differenceWords(answer.penceMore), label: 'against what was paid' },
      { figure: withCommas(answer.visitsPaidMore), label: 'visits paid more' },
      { figure: withCommas(answer.visitsPaidLess), label: 'visits paid less' },
      { figure: withCommas(answer.visitsPaidTheSame), label: 'visits paid the same' },
    ],
    charts: [changeChart('Providers paid more', by.provider.filter((group) => group.penceMore > 0), 'more'), changeChart('Providers paid less', by.provider.filter((group) => group.penceMore < 0).toReversed(), 'less')].filter((chart) => chart !== undefined),
    tables,
    differing: answer.mostDifferent.map((each) => ({
      title: `${wordsForDate(Temporal.PlainDate.from(each.visitOn))}, ${each.provider}${each.zone === null ? '' : `, ${each.zone}`}`,
      planned: each.planned === null ? 'Not planned' : `Planned ${countOf(each.planned.minutes, 'minute')}${each.planned.workers > 1 ? `, ${countOf(each.planned.workers, 'care worker')}` : ''}`,
      difference: differenceWords(each.tried.pence - each.paid.pence),
      href: !maySeeLines || each.statementId === null || each.payLineId === null ? undefined : `/statements/${each.statementId}/lines/${String(each.payLineId)}`,
      paid: { words: `${countOf(each.paid.minutes, 'minute')}, ${wordsForPence(each.paid.pence)}`, steps: each.paid.steps },
      tried: { words: `${countOf(each.tried.minutes, 'minute')}, ${wordsForPence(each.tried.pence)}`, steps: each.tried.steps },
    })),
    allTables: [tables.provider, tables.zone, tables.line, tables.month, differingTable(answer, url)],
  }
}

/** The visits that differ most, for CSV: the page shows them with their steps. */
function differingTable(answer: ScenarioAnswer, url: string): TableView {
  const steps = (list: readonly { readonly words: string }[]): string => list.map((step) => step.words).join(' ')
  return dataTable({
    key: 'visits',
    caption: `Visits that differ most: ${answer.name}`,
    rows: answer.mostDifferent,
    url,
    emptyWords: 'No visit differs.',
    columns: [
      { key: 'on', heading: 'Date', value: (each) => each.visitOn },
      { key: 'provider', heading: 'Provider', value: (each) => each.provider },
      { key: 'zone', heading: 'Zone', value: (each) => each.zone ?? '' },
      { key: 'line', heading: 'Line paid', value: (each) => (each.payLineId === null ? '' : String(each.payLineId)) },
      { key: 'paid', heading: 'Paid', value: (each) => pounds(each.paid.pence) },
      { key: 'tried', heading: 'Would pay', value: (each) => pounds(each.tried.pence) },
      { key: 'paidWhy', heading: 'Why it was paid', value: (each) => steps(each.paid.steps) },
      { key: 'triedWhy', heading: 'Why it would be', value: (each) => steps(each.tried.steps) },
    ],
  })
}

function groupTable(key: string, caption: string, heading: string, noun: readonly [string, string], groups: readonly Group[], url: string, words: (name: string | null) => string): TableView {
  const columns: Column<Group>[] = [
    { key: 'name', heading, value: (group) => words(group.name), sort: (group) => words(group.name) },
    { key: 'visits', heading: 'Visits', numeric: true, value: (group) => withCommas(group.visits), csv: (group) => group.visits, sort: (group) => group.visits },
    { key: 'paid', heading: 'Paid', numeric: true, value: (group) => wordsForPence(group.beforePence), csv: (group) => pounds(group.beforePence), sort: (group) => group.beforePence },
    { key: 'tried', heading: 'Would pay', numeric: true, value: (group) => wordsForPence(group.afterPence), csv: (group) => pounds(group.afterPence), sort: (group) => group.afterPence },
    { key: 'more', heading: 'Difference', numeric: true, value: (group) => ({ text: differenceWords(group.penceMore), hint: percentWords(group.penceMore, group.beforePence) }), csv: (group) => pounds(group.penceMore), sort: (group) => group.penceMore },
    { key: 'hours', heading: 'Hours more', numeric: true, value: (group) => hoursFigure(group.minutesMore), csv: (group) => group.minutesMore / 60 },
  ]
  return dataTable({ key, caption, noun, rows: groups, url, pageSize: GROUPS_SHOWN, emptyWords: 'No visit of these periods was paid or planned.', columns })
}

function changeChart(title: string, groups: readonly Group[], way: 'more' | 'less') {
  if (groups.length === 0) return undefined
  const shown = groups.slice(0, MOST_BARS)
  const rest = groups.length - shown.length
  const first = shown[0]
  return {
    title: rest > 0 ? `${title}: the ${String(MOST_BARS)} with most, of ${String(groups.length)}` : title,
    svg: barChart({
      sentence: `${title}: ${first?.name ?? ''} most, by ${wordsForPence(Math.abs(first?.penceMore ?? 0))}.`,
      axisLabel: `Pounds ${way} than was paid`,
      bars: shown.map((group) => ({ label: group.name ?? '', value: Math.abs(group.penceMore) / 100, text: differenceWords(group.penceMore) })),
    }),
  }
}

function monthWords(month: string | null): string {
  return month === null ? '' : wordsForDate(Temporal.PlainDate.from(`${month}-01`)).replace(/^\d+ /, '')
}

/** Pounds for CSV: 1234.56. */
export function pounds(pence: number): string {
  return (pence / 100).toFixed(2)
}
