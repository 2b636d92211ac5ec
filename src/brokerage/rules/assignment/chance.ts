/** A source of numbers that look random and are the same for the same seed on every machine. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number
  /** A number from 0 to below 1. */
  readonly share: () => number
}

/** Numbers from a seed. Source: Mulberry32, Tommy Ettinger, public domain; good enough for search, not for secrets. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { share, below: (limit) => Math.floor(share() * limit) }
}
