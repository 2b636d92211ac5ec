/** Money in whole pence. A pound figure exists only on screen and in files. */
export type Pence = number

/** A duration in whole minutes. Hours exist only on screen. */
export type Minutes = number

/** How a number that falls between two multiples is brought to one of them. `nearest` takes a half up. */
export type RoundingMode = 'nearest' | 'up' | 'down'

/**
 * Brings a whole number to a multiple of `unit`.
 * Exact in integers: no floating-point division decides a half.
 */
export function roundTo(value: number, unit: number, mode: RoundingMode): number {
  const below = value - (((value % unit) + unit) % unit)
  const rest = value - below
  if (rest === 0) return value
  if (mode === 'down') return below
  if (mode === 'up') return below + unit
  return rest * 2 >= unit ? below + unit : below
}

/**
 * Pence for minutes at an hourly rate, rounded once to the nearest penny, half up.
 * This is the only place where time becomes money.
 */
export function penceFor(minutes: Minutes, pencePerHour: Pence): Pence {
  return Math.floor((minutes * pencePerHour * 2 + 60) / 120)
}
