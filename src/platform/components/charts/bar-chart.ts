import { scaleBand, scaleLinear, type ScaleLinear } from 'd3-scale'
import { withCommas } from '../../../kernel/words.ts'
import { CHART_EDGE, CHART_INK, CHART_LINE, CHART_QUIET, seriesColour } from './colours.ts'
import { bothSizes, CHART_WIDTHS, element, label, labelStep, labelWidth, picture, type ChartSize } from './svg.ts'

/** One bar of a bar chart. */
export interface Bar {
  readonly label: string
  /** Zero or more. */
  readonly value: number
  /** As written at its end: `224 hours`. */
  readonly text: string
  /** A span the bar is meant to end in, drawn behind it. */
  readonly target?: { readonly low: number; readonly high: number } | undefined
}

const FOOT = 24
/** Room for a bar, and for one whose name stands above it. */
const [BAND, BAND_WITH_NAME] = [36, 50] as const
/** A longer name would leave no room for its bar beside it. */
const LONGEST_BESIDE = 260

/**
 * Horizontal bars from zero, each with its name and its figure beside it: amounts to compare between places or kinds. On a narrow
 * chart, and where a name is long, names stand above their bars.
 * `sentence` says what the chart says; it is what a screen reader reads out.
 */
export function barChart(input: BarChart): string {
  return bothSizes((size) => draw(input, size))
}

interface BarChart {
  readonly sentence: string
  readonly bars: readonly Bar[]
  readonly axisLabel: string
  readonly most?: number
}

function draw(input: BarChart, size: ChartSize): string {
  const { bars } = input
  const isNarrow = size === 'narrow'
  const longest = Math.max(60, ...bars.map((bar) => labelWidth(bar.label)))
  const isAbove = isNarrow || longest > LONGEST_BESIDE
  const [width, band, nameRoom] = [CHART_WIDTHS[size], isAbove ? BAND_WITH_NAME : BAND, isAbove ? 20 : 0]
  const left = isAbove ? 4 : longest + 12
  const right = Math.max(40, ...bars.map((bar) => labelWidth(bar.text, 14))) + 10
  const foot = bars.length * band
  const height = foot + FOOT + 22
  const most = Math.max(input.most ?? 0, 1, ...bars.map((bar) => Math.max(bar.value, bar.target?.high ?? 0)))
  const x = scaleLinear([0, most], [left, width - right])
  if (input.most === undefined) x.nice(5)
  const y = scaleBand(bars.map((_, place) => String(place)), [0, foot]).paddingInner(isAbove ? 0.15 : 0.35).paddingOuter(0.18)
  const ticks = ticksOf(x, isNarrow ? 3 : 5).map(({ at, isNamed }) =>
    element('line', { x1: x(at), x2: x(at), y1: 0, y2: foot, stroke: at === 0 ? CHART_INK : CHART_LINE }) +
    (isNamed ? label(x(at), foot + 14, withCommas(at), { anchor: isAbove && at === 0 ? 'start' : 'middle', size: 12, fill: CHART_QUIET }) : ''))
  const drawn = bars.map((bar, place) => {
    const start = y(String(place)) ?? 0
    const top = start + nameRoom
    const thickness = y.bandwidth() - nameRoom
    const middle = top + thickness / 2
    const target = bar.target === undefined ? '' : targetBand([x(bar.target.low), x(bar.target.high)], [top, thickness], isAbove ? 2 : 5)
    return (
      target +
      element('rect', { class: 'tw-bar', x: x(0), y: top, width: x(bar.value) - x(0), height: thickness, fill: seriesColour(0) }) +
      (isAbove ? label(left + 5, start + 9, bar.label) : label(left - 10, middle, bar.label, { anchor: 'end' })) +
      label(x(Math.max(bar.value, bar.target?.high ?? 0, 0)) + 7, middle, bar.text, { bold: true })
    )
  })
  return picture(size, height, input.sentence, [...ticks, ...drawn, label(isNarrow ? left : (left + width - right) / 2, height - 7, input.axisLabel, { anchor: isNarrow ? 'start' : 'middle', size: 12, fill: CHART_QUIET })])
}

/** About `count` ticks; where their figures would run into each other, only some carry one. */
function ticksOf(x: ScaleLinear<number, number>, count: number): { readonly at: number; readonly isNamed: boolean }[] {
  const ticks = x.ticks(count)
  const step = labelStep(ticks.map((tick) => `${withCommas(tick)} `), x(ticks[1] ?? 0) - x(0))
  return ticks.map((at, place) => ({ at, isNamed: place % step === 0 }))
}

/** Sticks out above and below its bar by `reach`, which must stay clear of a name above. */
function targetBand([from, to]: readonly [number, number], [top, height]: readonly [number, number], reach: number): string {
  return element('rect', { class: 'tw-target', x: from, y: top - reach, width: to - from, height: height + 2 * reach, fill: '#f3d9a4', stroke: CHART_EDGE, 'stroke-dasharray': '3 2' })
}
