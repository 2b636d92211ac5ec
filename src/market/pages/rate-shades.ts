import type { Pence } from '../../kernel/amounts.ts'
import { wordsForPence } from '../../kernel/words.ts'

/** Light to dark, so that the order survives without colour; even the darkest carries black words. */
const SHADES = ['#e6f2f3', '#c6e0e2', '#a5cdd1', '#83b9bf', '#61a4ab'] as const
const NO_RATE = '#eeeeee'

/** One entry of the legend. */
export interface RateShade {
  readonly fill: string
  readonly words: string
}

/** Shades for the rates of a map: one for each different rate when there are at most five, else five bands of equal width. */
export function rateShades(rates: readonly (Pence | null)[]): { readonly fillOf: (rate: Pence | null) => string; readonly legend: readonly RateShade[] } {
  const different = [...new Set(rates.filter((rate) => rate !== null))].sort((a, b) => a - b)
  const without = rates.includes(null) ? [{ fill: NO_RATE, words: 'No rate yet' }] : []
  const shadeAt = (place: number, of: number): string => SHADES[of <= 1 ? 1 : Math.round((place * (SHADES.length - 1)) / (of - 1))] ?? SHADES[0]
  if (different.length <= SHADES.length) {
    const fills = new Map(different.map((rate, index) => [rate, shadeAt(index, different.length)]))
    return { fillOf: (rate) => (rate === null ? NO_RATE : (fills.get(rate) ?? NO_RATE)), legend: [...different.map((rate) => ({ fill: fills.get(rate) ?? NO_RATE, words: wordsForPence(rate) })), ...without] }
  }
  const low = different[0] ?? 0
  const width = ((different.at(-1) ?? 0) - low + 1) / SHADES.length
  const bandOf = (rate: Pence): number => Math.min(SHADES.length - 1, Math.floor((rate - low) / width))
  const legend = SHADES.map((fill, band) => ({ fill, words: `${wordsForPence(Math.ceil(low + band * width))} to ${wordsForPence(Math.ceil(low + (band + 1) * width) - 1)}` }))
  return { fillOf: (rate) => (rate === null ? NO_RATE : (SHADES[bandOf(rate)] ?? SHADES[0])), legend: [...legend, ...without] }
}
