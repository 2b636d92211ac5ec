/** Chance that comes out the same every time: the same seed gives the same sequence. */
export interface Random {
  /** From 0 up to, but without, 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(from: readonly (readonly [item: T, weight: number])[]): T
  chance(probability: number): boolean
  shuffled<T>(items: readonly T[]): T[]
}

/** A seeded generator (mulberry32: 32 bits of state, good enough to invent a council, not to keep a secret). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(from: readonly T[]): T => {
    const item = from[whole(0, from.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return {
    next,
    whole,
    pick,
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of from) {
        left -= weight
        if (left < 0) return item
      }
      return pick(from)[0]
    },
    chance: (probability) => next() < probability,
    shuffled: (items) => {
      const order = [...items]
      for (let last = order.length - 1; last > 0; last--) {
        const other = whole(0, last)
        const held = order[last]
        const swapped = order[other]
        if (held !== undefined && swapped !== undefined) [order[last], order[other]] = [swapped, held]
      }
      return order
    },
  }
}
