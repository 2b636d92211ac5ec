/**
 * Rounds parts of a whole so that the rounded parts add up to the rounded whole (largest remainder): each part is
 * multiplied by `times / over` and cut down, and what is missing to the whole, rounded half up, goes one each to the
 * largest remainders, the earlier part first among equals. Parts are whole numbers, none below zero.
 */
export function roundedParts(parts: readonly number[], times: number, over: number): number[] {
  if (over <= 0) return parts.map(() => 0)
  const scaled = parts.map((part, place) => ({ place, down: Math.floor((part * times) / over), rest: (part * times) % over }))
  const whole = roundedRatio(parts.reduce((sum, part) => sum + part, 0) * times, over)
  const missing = whole - scaled.reduce((sum, part) => sum + part.down, 0)
  const lucky = new Set([...scaled].sort((a, b) => b.rest - a.rest || a.place - b.place).slice(0, missing).map((part) => part.place))
  return scaled.map((part) => part.down + (lucky.has(part.place) ? 1 : 0))
}

/** A ratio of whole numbers to the nearest whole number, half up; zero when there is nothing to divide by. */
export function roundedRatio(numerator: number, denominator: number): number {
  return denominator <= 0 ? 0 : Math.floor((numerator * 2 + denominator) / (denominator * 2))
}

/** A ratio with two decimals, half up: 126 of 19 is 6.63. */
export function twoDecimals(numerator: number, denominator: number): number {
  return roundedRatio(numerator * 100, denominator) / 100
}
