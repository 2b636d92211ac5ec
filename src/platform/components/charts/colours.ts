/**
 * Colours of chart series, first ones first. They stay apart for every kind of colour blindness and in grey, because they
 * differ in lightness (22, 58 and 80 of 100), and each is drawn with a dark edge where it is light.
 */
const SERIES_COLOURS = ['#12393f', '#c8702a', '#b9d7da'] as const
export const CHART_INK = '#0b0c0c'
export const CHART_QUIET = '#4d5c5e'
export const CHART_LINE = '#d3dfe0'
/** Edge of bars, so that the lightest stands out from the paper. */
export const CHART_EDGE = '#12393f'

export function seriesColour(place: number): string {
  return SERIES_COLOURS[place % SERIES_COLOURS.length] ?? CHART_INK
}
