import { scaleBand, scaleLinear } from 'd3-scale'
import { withCommas } from '../../../kernel/words.ts'
import { CHART_EDGE, CHART_INK, CHART_LINE, CHART_QUIET, seriesColour } from './colours.ts'
import { element, label, labelWidth, picture } from './svg.ts'

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

const WIDTH = 640
const BAND = 36
const FOOT = 24

/**
 * Horizontal bars from zero, each with its name and its figure beside it: amounts to compare between places or kinds.
 * `sentence` says what the chart says; it is what a screen reader reads out.
 */
export function barChart(input: { readonly sentence: string; readonly bars: readonly Bar[]; readonly axisLabel: string; readonly most?: number }): string {
  const { bars } = input
  const left = Math.min(260, Math.max(60, ...bars.map((bar) => labelWidth(bar.label)))) + 12
  const right = Math.max(40, ...bars.map((bar) => labelWidth(bar.text, 14))) + 10
  const height = bars.length * BAND + FOOT + 22
  const most = Math.max(input.most ?? 0, 1, ...bars.map((bar) => Math.max(bar.value, bar.target?.high ?? 0)))
  const x = scaleLinear([0, most], [left, WIDTH - right])
  if (input.most === undefined) x.nice(5)
  const y = scaleBand(bars.map((_, place) => String(place)), [0, bars.length * BAND]).paddingInner(0.35).paddingOuter(0.18)
  const ticks = x.ticks(5).map((tick) =>
    element('line', { x1: x(tick), x2: x(tick), y1: 0, y2: bars.length * BAND, stroke: tick === 0 ? CHART_INK : CHART_LINE }) +
    label(x(tick), bars.length * BAND + 14, withCommas(tick), { anchor: 'middle', size: 12, fill: CHART_QUIET }))
  const drawn = bars.map((bar, place) => {
    const top = y(String(place)) ?? 0
    const middle = top + y.bandwidth() / 2
    const target = bar.target === undefined ? '' : targetBand(x(bar.target.low), x(bar.target.high), top, y.bandwidth())
    return (
      target +
      element('rect', { class: 'tw-bar', x: x(0), y: top, width: x(bar.value) - x(0), height: y.bandwidth(), fill: seriesColour(0) }) +
      label(left - 10, middle, bar.label, { anchor: 'end' }) +
      label(Math.max(x(bar.value), 0) + 7, middle, bar.text, { bold: true })
    )
  })
  return picture(WIDTH, height, input.sentence, [...ticks, ...drawn, label((left + WIDTH - right) / 2, height - 7, input.axisLabel, { anchor: 'middle', size: 12, fill: CHART_QUIET })])
}

function targetBand(from: number, to: number, top: number, height: number): string {
  return element('rect', { class: 'tw-target', x: from, y: top - 5, width: to - from, height: height + 10, fill: '#f3d9a4', stroke: CHART_EDGE, 'stroke-dasharray': '3 2' })
}
