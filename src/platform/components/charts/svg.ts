import { CHART_INK } from './colours.ts'

/** Text made safe to stand in markup. */
function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** One element. Numbers are cut to a tenth of a pixel. Only presentation attributes: the page's policy refuses inline styles. */
export function element(name: string, attributes: Readonly<Record<string, string | number | undefined>>, inside = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${typeof value === 'number' ? String(Math.round(value * 10) / 10) : escapeXml(value)}"`))
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`
}

interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly size?: number
  readonly fill?: string
  readonly bold?: boolean
}

/** A label, vertically centred on `y`. */
export function label(x: number, y: number, words: string, options: TextOptions = {}): string {
  return element(
    'text',
    { x, y, dy: '0.35em', 'text-anchor': options.anchor ?? 'start', 'font-size': options.size ?? 14, 'font-weight': options.bold === true ? '700' : undefined, fill: options.fill ?? CHART_INK },
    escapeXml(words),
  )
}

/** A chart is drawn for a desktop and again for a phone, where shrinking the first would leave its words unreadable. */
export type ChartSize = 'wide' | 'narrow'

/** Widths of the two drawings, in pixels. The narrow one fits a window of 390. */
export const CHART_WIDTHS: Readonly<Record<ChartSize, number>> = { wide: 640, narrow: 350 }

/** Both drawings, one after the other; the styles show the one that fits. */
export function bothSizes(draw: (size: ChartSize) => string): string {
  return draw('wide') + draw('narrow')
}

/** Pixels between two labels, below which they read as one. */
const GAP = 4

/** How many labels to step over so that those of `words` stand clear of each other, `step` pixels apart. */
export function labelStep(words: readonly string[], step: number, size = 12): number {
  const widest = Math.max(0, ...words.map((each) => labelWidth(each, size)))
  return step <= 0 || widest === 0 ? 1 : Math.max(1, Math.ceil((widest + GAP) / step))
}

/** The picture: read out as one image whose name is the sentence that says what the chart says. */
export function picture(size: ChartSize, height: number, sentence: string, parts: readonly string[]): string {
  const width = CHART_WIDTHS[size]
  const words = escapeXml(sentence)
  return `<svg class="tw-chart__${size}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-label="${words}" font-family="inherit"><title>${words}</title>${parts.join('')}</svg>`
}

/** Room that a label needs, in pixels: a generous guess, since the server has no font to measure with. */
export function labelWidth(words: string, size = 14): number {
  return Math.ceil(words.length * size * 0.6)
}
