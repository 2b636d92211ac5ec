import { at, real } from './numbers.ts'

/** A pool with all five day parts kept: `need[thing * 5 + part]`, rooms, and which part is kept exactly inside the bound (`firstPart`, with weights in units). */
export interface FullPool {
  readonly count: number
  readonly need: Int32Array
  readonly room: Int32Array
  readonly weight: Int32Array
  readonly firstPart: number
  readonly unit: number
}

export interface FullPacking {
  /** No packing is worth more. */
  readonly most: number
  /** The best packing found, and what it is worth. */
  readonly chosen: readonly number[]
  readonly value: number
}

const DIMENSIONS = 5

/**
 * The most valuable packing with every day part kept, by branch and bound. What the rest of a packing can still be worth is bounded by the same
 * pool with only its first day part kept and the others at a price. Stops after so many nodes with a bound that is still true.
 */
export function packFully(pool: FullPool, value: Float64Array, price: Float64Array, mostNodes: number): FullPacking {
  const { need, room } = pool
  const priced = new Float64Array(pool.count)
  const things: number[] = []
  for (let thing = 0; thing < pool.count; thing += 1) {
    const gain = real(value, thing)
    if (gain <= 0) continue
    let cost = 0
    for (let part = 0; part < DIMENSIONS; part += 1) if (part !== pool.firstPart) cost += real(price, part) * at(need, thing * DIMENSIONS + part)
    priced[thing] = gain - cost
    things.push(thing)
  }
  const density = (thing: number): number => real(priced, thing) / (at(pool.weight, thing) + 0.1)
  things.sort((a, b) => density(b) - density(a) || a - b)
  const firstRoom = Math.floor(at(room, pool.firstPart) / pool.unit)
  const dive = greedy(pool, value, things)
  const root = completions(pool, priced, things, firstRoom)
  let held = 0
  for (let part = 0; part < DIMENSIONS; part += 1) if (part !== pool.firstPart) held += real(price, part) * at(room, part)
  const rootBound = real(root, firstRoom) + held
  if (rootBound <= dive.value) return { most: dive.value, chosen: dive.chosen, value: dive.value }
  const able = things.filter((thing) => real(priced, thing) >= 0 || rootBound + real(priced, thing) > dive.value)
  return branch(pool, value, priced, able, price, firstRoom, dive, mostNodes)
}

function greedy(pool: FullPool, value: Float64Array, things: readonly number[]): { readonly chosen: readonly number[]; readonly value: number } {
  const left = pool.room.slice()
  const chosen: number[] = []
  let worth = 0
  for (const thing of things) {
    let fits = true
    for (let part = 0; part < DIMENSIONS; part += 1) if (at(pool.need, thing * DIMENSIONS + part) > at(left, part)) fits = false
    if (!fits) continue
    for (let part = 0; part < DIMENSIONS; part += 1) left[part] = at(left, part) - at(pool.need, thing * DIMENSIONS + part)
    chosen.push(thing)
    worth += real(value, thing)
  }
  return { chosen, value: worth }
}

/** Row k, column room: the most priced value of things k and after in that room of the first part. */
function completions(pool: FullPool, priced: Float64Array, things: readonly number[], firstRoom: number): Float64Array {
  const width = firstRoom + 1
  const table = new Float64Array((things.length + 1) * width)
  for (let row = things.length - 1; row >= 0; row -= 1) {
    const thing = things[row] as number
    const gain = real(priced, thing)
    const weight = at(pool.weight, thing)
    const [here, after] = [row * width, (row + 1) * width]
    for (let space = 0; space < width; space += 1) {
      const without = real(table, after + space)
      const taken = gain > 0 && space >= weight ? real(table, after + space - weight) + gain : 0
      table[here + space] = taken > without ? taken : without
    }
  }
  return table
}

function branch(pool: FullPool, value: Float64Array, priced: Float64Array, things: readonly number[], price: Float64Array, firstRoom: number, dive: { readonly chosen: readonly number[]; readonly value: number }, mostNodes: number): FullPacking {
  const { need, firstPart } = pool
  const width = firstRoom + 1
  const table = completions(pool, priced, things, firstRoom)
  const left = pool.room.slice()
  const count = things.length
  let best = dive.value
  let chosen: readonly number[] = dive.chosen
  let open = 0
  let nodes = 0
  const path: number[] = []
  const visit = (from: number, space: number, worth: number): void => {
    let held = worth
    for (let part = 0; part < DIMENSIONS; part += 1) if (part !== firstPart) held += real(price, part) * at(left, part)
    for (let row = from; row < count; row += 1) {
      if (held + real(table, row * width + space) <= best) return
      const thing = things[row] as number
      const weight = at(pool.weight, thing)
      if (weight > space) continue
      const gain = real(priced, thing)
      const bound = held + gain + real(table, (row + 1) * width + space - weight)
      if (bound <= best) continue
      const at5 = thing * DIMENSIONS
      if (at(need, at5) > at(left, 0) || at(need, at5 + 1) > at(left, 1) || at(need, at5 + 2) > at(left, 2) || at(need, at5 + 3) > at(left, 3) || at(need, at5 + 4) > at(left, 4)) continue
      if (nodes >= mostNodes) {
        open = Math.max(open, bound)
        continue
      }
      nodes += 1
      for (let part = 0; part < DIMENSIONS; part += 1) left[part] = at(left, part) - at(need, at5 + part)
      path.push(thing)
      const now = worth + real(value, thing)
      if (now > best) {
        best = now
        chosen = path.slice()
      }
      visit(row + 1, space - weight, now)
      path.pop()
      for (let part = 0; part < DIMENSIONS; part += 1) left[part] = at(left, part) + at(need, at5 + part)
    }
  }
  visit(0, firstRoom, 0)
  return { most: Math.max(best, open), chosen, value: best }
}
