import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { CHART_INK, CHART_LINE, CHART_QUIET, seriesColour } from './colours.ts'
import { spreadLabels } from './label-spread.ts'
import { bothSizes, CHART_WIDTHS, element, label, labelStep, labelWidth, picture, type ChartSize } from './svg.ts'

/** One line. A null is a gap: nothing was measured. `text` is written beside the last value with the name. */
export interface LineSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly text?: string
}

const HEIGHT = 300
const TOP = 26
const BOTTOM = HEIGHT - 44
const LEFT = 44

/** Lines over time from a zero base, each named at its end. Lines differ in dash as well as in colour. */
export function lineChart(input: LineChart): string {
  return bothSizes((size) => draw(input, size))
}

interface LineChart {
  readonly sentence: string
  readonly points: readonly string[]
  readonly series: readonly LineSeries[]
  readonly axisLabel: string
  readonly most?: number
}

function draw(input: LineChart, size: ChartSize): string {
  const width = CHART_WIDTHS[size]
  const { points, series } = input
  const names = series.map((each) => (each.text === undefined ? each.name : `${each.name} ${each.text}`))
  const right = Math.max(0, ...names.map((name) => labelWidth(name, 13))) + 16
  const most = input.most ?? Math.max(1, ...series.flatMap((each) => each.values.map((value) => value ?? 0)))
  const y = scaleLinear([0, most], [BOTTOM, TOP])
  if (input.most === undefined) y.nice(4)
  const x = scalePoint(points.map((_, place) => String(place)), [LEFT + 16, width - right])
  const at = (place: number): number => x(String(place)) ?? LEFT
  const step = labelStep(points, x.step())
  const ticks = y.ticks(4).map((tick) =>
    element('line', { x1: LEFT, x2: width - right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? CHART_INK : CHART_LINE }) +
    label(LEFT - 8, y(tick), String(tick), { anchor: 'end', size: 12, fill: CHART_QUIET }))
  const path = line<number | null>().defined((value) => value !== null).x((_, place) => at(place)).y((value) => y(value ?? 0))
  const lines = series.map((each, place) => {
    const colour = lineColour(place)
    const marks = each.values.map((value, column) => (value === null ? '' : element('circle', { cx: at(column), cy: y(value), r: 3.5, fill: colour })))
    return element('path', { class: 'tw-line', d: path(each.values) ?? '', fill: 'none', stroke: colour, 'stroke-width': 2.5, 'stroke-dasharray': place === 0 ? undefined : '7 3' }) + marks.join('')
  })
  const lastValues = series.map((each) => each.values.findLast((value) => value !== null) ?? 0)
  const ends = spreadLabels(lastValues.map((value) => y(value)), 18, TOP, BOTTOM)
  return picture(size, HEIGHT, input.sentence, [
    ...ticks,
    ...points.flatMap((words, place) => (points.length - 1 - place) % step !== 0 ? [] : label(at(place), BOTTOM + 16, words, { anchor: 'middle', size: 12, fill: CHART_QUIET })),
    ...lines,
    ...names.map((name, place) => label(width - right + 10, ends[place] ?? TOP, name, { size: 13, fill: lineColour(place), bold: true })),
    label(LEFT - 40, 9, input.axisLabel, { size: 12, fill: CHART_QUIET }),
  ])
}

/** Lines and their names need more contrast with the paper than the lightest fill has. */
function lineColour(place: number): string {
  return place === 1 ? '#a3541a' : place === 2 ? '#5b7f8c' : seriesColour(0)
}
