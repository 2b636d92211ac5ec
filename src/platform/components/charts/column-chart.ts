import { scaleBand, scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { CHART_EDGE, CHART_INK, CHART_LINE, CHART_QUIET, seriesColour } from './colours.ts'
import { spreadLabels } from './label-spread.ts'
import { bothSizes, CHART_WIDTHS, element, label, labelStep, labelWidth, picture, type ChartSize } from './svg.ts'

/** One series of columns: a value for each column, zero or more. */
export interface ColumnSeries {
  readonly name: string
  readonly values: readonly number[]
}

const HEIGHT = 300
const TOP = 26
const BOTTOM = HEIGHT - 44
const LEFT = 44

/**
 * Columns from zero over time, stacked (parts of a whole, with the whole written above) or grouped side by side. Series
 * are named beside the last column.
 */
export function columnChart(input: ColumnChart): string {
  return bothSizes((size) => draw(input, size))
}

interface ColumnChart {
  readonly sentence: string
  readonly kind: 'stacked' | 'grouped'
  readonly columns: readonly string[]
  readonly series: readonly ColumnSeries[]
  readonly axisLabel: string
}

function draw(input: ColumnChart, size: ChartSize): string {
  const width = CHART_WIDTHS[size]
  const { columns, series } = input
  const right = Math.max(...series.map((each) => labelWidth(each.name)), 0) + 20
  const segments = input.kind === 'stacked' ? stacked(series, columns.length) : grouped(series)
  const y = scaleLinear([0, Math.max(1, ...segments.map((each) => each.to))], [BOTTOM, TOP]).nice(4)
  const x = scaleBand(columns.map((_, place) => String(place)), [LEFT, width - right]).paddingInner(0.25).paddingOuter(0.1)
  const inner = scaleBand(series.map((_, place) => String(place)), [0, x.bandwidth()]).paddingInner(0.08)
  const ticks = y.ticks(4).filter(Number.isInteger).map((tick) =>
    element('line', { x1: LEFT, x2: width - right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? CHART_INK : CHART_LINE }) +
    label(LEFT - 8, y(tick), String(tick), { anchor: 'end', size: 12, fill: CHART_QUIET }))
  const bars = segments.map((each) => {
    const isGrouped = input.kind === 'grouped'
    return element('rect', {
      class: 'tw-bar',
      x: (x(String(each.column)) ?? 0) + (isGrouped ? (inner(String(each.series)) ?? 0) : 0),
      y: y(each.to),
      width: isGrouped ? inner.bandwidth() : x.bandwidth(),
      height: y(each.from) - y(each.to),
      fill: seriesColour(each.series),
      stroke: CHART_EDGE,
      'stroke-width': 0.75,
    })
  })
  const middle = (place: number): number => (x(String(place)) ?? 0) + x.bandwidth() / 2
  const standingClear = (words: readonly string[], draw: (text: string, place: number) => string): string[] => {
    const step = labelStep(words, x.step())
    return words.flatMap((text, place) => ((words.length - 1 - place) % step === 0 ? [draw(text, place)] : []))
  }
  const names = standingClear(columns, (words, place) => label(middle(place), BOTTOM + 16, words, { anchor: 'middle', size: 12, fill: CHART_QUIET }))
  const wholes = columns.map((_, column) => Math.max(0, ...segments.filter((each) => each.column === column).map((each) => each.to)))
  const totals = input.kind === 'grouped' ? [] : standingClear(wholes.map(String), (words, place) => label(middle(place), y(wholes[place] ?? 0) - 10, words, { anchor: 'middle', size: 12, bold: true }))
  return picture(size, HEIGHT, input.sentence, [
    ...ticks, ...bars, ...names, ...totals, ...seriesNames(series, segments, columns.length - 1, y, width - right + 8),
    label(LEFT - 40, 9, input.axisLabel, { size: 12, fill: CHART_QUIET }),
  ])
}

interface Segment {
  readonly series: number
  readonly column: number
  readonly from: number
  readonly to: number
}

function stacked(series: readonly ColumnSeries[], columns: number): Segment[] {
  const places = Array.from({ length: columns }, (_, column) => column)
  const layers = stack<number, number>().keys(series.map((_, place) => place)).value((column, place) => series[place]?.values[column] ?? 0)(places)
  return layers.flatMap((layer) => layer.map(([from, to], column) => ({ series: layer.key, column, from, to })))
}

function grouped(series: readonly ColumnSeries[]): Segment[] {
  return series.flatMap((each, place) => each.values.map((to, column) => ({ series: place, column, from: 0, to })))
}

function seriesNames(series: readonly ColumnSeries[], segments: readonly Segment[], last: number, y: (value: number) => number, x: number): string[] {
  const wanted = series.map((_, place) => {
    const end = segments.find((each) => each.series === place && each.column === last)
    return y(((end?.from ?? 0) + (end?.to ?? 0)) / 2)
  })
  const places = spreadLabels(wanted, 18, TOP, BOTTOM)
  return series.map((each, place) => {
    const at = places[place] ?? TOP
    return element('rect', { x, y: at - 5, width: 10, height: 10, fill: seriesColour(place), stroke: CHART_EDGE, 'stroke-width': 0.75 }) + label(x + 15, at, each.name, { size: 13 })
  })
}
