import { at, real } from './numbers.ts'

/**
 * A pool with all five day parts kept: `need[thing * 5 + part]` and rooms in minutes, and its two tightest parts with weights and rooms in units.
 * A weight may be rounded down to its unit, so that the units alone allow no less than the minutes do.
 */
export interface FullPool {
  readonly count: number
  readonly need: Int32Array
  readonly room: Int32Array
  readonly first: TightPart
  readonly second: TightPart
}
export interface TightPart {
  readonly part: number
  readonly weight: Int32Array
  readonly room: number
}

export interface FullPacking {
  /** No packing is worth more. */
  readonly most: number
  /** The best packing found, and what it is worth. */
  readonly chosen: readonly number[]
  readonly value: number
}

const DAY_PART_COUNT = 5

/** Finds the most valuable packing of a pool; `known` is a packing from before, a good start. */
export interface FullPacker {
  readonly pack: (pool: FullPool, value: Float64Array, price: Float64Array, mostNodes: number, known: readonly number[]) => FullPacking
}

/**
 * Packs with every day part kept, by branch and bound. What the rest of a packing can still be worth is bounded by the same pool with its two
 * tightest parts kept and the others at a price, worked out beforehand by dynamic programming. Stops after so many nodes with a bound that is true.
 */
export function fullPacker(): FullPacker {
  let table = new Float64Array(1)
  return {
    pack: (pool, value, price, mostNodes, known) => {
      const able = Array.from({ length: pool.count }, (_, thing) => thing).filter((thing) => real(value, thing) > 0 && fits(pool, thing, pool.room))
      const priced = pricedValues(pool, value, price, able)
      able.sort((a, b) => density(pool, priced, b) - density(pool, priced, a) || a - b)
      const start = [greedy(pool, value, able), greedy(pool, value, known.filter((thing) => real(value, thing) > 0))].reduce((best, each) => (each.value > best.value ? each : best))
      const held = heldPrice(pool, price, pool.room)
      const width = pool.second.room + 1
      const states = (pool.first.room + 1) * width
      // Without its second part a pool is bounded quickly, and most things turn out to be in no packing better than the start.
      const alone = bestByFirst(pool, priced, price, able)
      const worthTrying = able.filter((thing) => alone.withThing(thing) + held > start.value)
      if (worthTrying.length === 0 || alone.most + held <= start.value) return { ...start, most: start.value }
      if (table.length < states * (worthTrying.length + 1)) table = new Float64Array(states * (worthTrying.length + 1))
      fillTable(table, pool, priced, worthTrying, states, width)
      return branch({ pool, value, priced, price, table, states, width, things: worthTrying, mostNodes }, start)
    },
  }
}

interface Start {
  readonly chosen: readonly number[]
  readonly value: number
}

function fits({ need }: FullPool, thing: number, left: Int32Array): boolean {
  const from = thing * DAY_PART_COUNT
  return at(need, from) <= at(left, 0) && at(need, from + 1) <= at(left, 1) && at(need, from + 2) <= at(left, 2) && at(need, from + 3) <= at(left, 3) && at(need, from + 4) <= at(left, 4)
}

/** Value less the price of the parts that the table does not keep. */
function pricedValues(pool: FullPool, value: Float64Array, price: Float64Array, things: readonly number[]): Float64Array {
  const priced = new Float64Array(pool.count)
  for (const thing of things) {
    let cost = 0
    for (let part = 0; part < DAY_PART_COUNT; part += 1) if (isPriced(pool, part)) cost += real(price, part) * at(pool.need, thing * DAY_PART_COUNT + part)
    priced[thing] = real(value, thing) - cost
  }
  return priced
}

function isPriced(pool: FullPool, part: number): boolean {
  return part !== pool.first.part && part !== pool.second.part
}

function heldPrice(pool: FullPool, price: Float64Array, left: Int32Array): number {
  let held = 0
  for (let part = 0; part < DAY_PART_COUNT; part += 1) if (isPriced(pool, part)) held += real(price, part) * at(left, part)
  return held
}

function density(pool: FullPool, priced: Float64Array, thing: number): number {
  return real(priced, thing) / (at(pool.first.weight, thing) + 0.5 * at(pool.second.weight, thing) + 0.1)
}

function greedy(pool: FullPool, value: Float64Array, things: readonly number[]): Start {
  const left = pool.room.slice()
  const chosen: number[] = []
  let worth = 0
  for (const thing of things) {
    if (!fits(pool, thing, left)) continue
    for (let part = 0; part < DAY_PART_COUNT; part += 1) left[part] = at(left, part) - at(pool.need, thing * DAY_PART_COUNT + part)
    chosen.push(thing)
    worth += real(value, thing)
  }
  return { chosen, value: worth }
}

/** The most priced value with only the first part kept and the second at its price: of any packing, and of one with a given thing. */
function bestByFirst(pool: FullPool, priced: Float64Array, price: Float64Array, things: readonly number[]): { readonly most: number; readonly withThing: (thing: number) => number } {
  const { first, second } = pool
  const secondPrice = real(price, second.part)
  const gain = (thing: number): number => real(priced, thing) - secondPrice * at(pool.need, thing * DAY_PART_COUNT + second.part)
  const row = new Float64Array(first.room + 1)
  for (const thing of things) {
    const worth = gain(thing)
    const weight = at(first.weight, thing)
    if (worth > 0) for (let space = first.room; space >= weight; space -= 1) row[space] = Math.max(real(row, space), real(row, space - weight) + worth)
  }
  const held = secondPrice * at(pool.room, second.part)
  return { most: real(row, first.room) + held, withThing: (thing) => gain(thing) + real(row, first.room - at(first.weight, thing)) + held }
}

/** Row k, state (a, b): the most priced value of things k and after in those rooms. */
function fillTable(table: Float64Array, pool: FullPool, priced: Float64Array, things: readonly number[], states: number, width: number): void {
  table.fill(0, states * things.length, states * (things.length + 1))
  for (let row = things.length - 1; row >= 0; row -= 1) {
    const thing = things[row] as number
    const gain = real(priced, thing)
    const [first, second] = [at(pool.first.weight, thing), at(pool.second.weight, thing)]
    const here = row * states
    const after = here + states
    table.copyWithin(here, after, after + states)
    if (gain <= 0) continue
    const back = first * width + second
    for (let a = first; a <= pool.first.room; a += 1) {
      for (let state = a * width + second; state < (a + 1) * width; state += 1) {
        const taken = real(table, after + state - back) + gain
        if (taken > real(table, here + state)) table[here + state] = taken
      }
    }
  }
}

interface Branching {
  readonly pool: FullPool
  readonly value: Float64Array
  readonly priced: Float64Array
  readonly price: Float64Array
  readonly table: Float64Array
  readonly states: number
  readonly width: number
  readonly things: readonly number[]
  readonly mostNodes: number
}

function branch({ pool, value, priced, price, table, states, width, things, mostNodes }: Branching, start: Start): FullPacking {
  const left = pool.room.slice()
  const path: number[] = []
  let best = start.value
  let chosen = start.chosen
  let open = 0
  let nodes = 0
  const visit = (from: number, first: number, second: number, worth: number): void => {
    const held = worth + heldPrice(pool, price, left)
    for (let row = from; row < things.length; row += 1) {
      if (held + real(table, row * states + first * width + second) <= best) return
      const thing = things[row] as number
      const [nextFirst, nextSecond] = [first - at(pool.first.weight, thing), second - at(pool.second.weight, thing)]
      if (nextFirst < 0 || nextSecond < 0) continue
      const bound = held + real(priced, thing) + real(table, (row + 1) * states + nextFirst * width + nextSecond)
      if (bound <= best || !fits(pool, thing, left)) continue
      if (nodes >= mostNodes) {
        open = Math.max(open, bound)
        continue
      }
      nodes += 1
      take(pool, left, thing, -1)
      path.push(thing)
      const now = worth + real(value, thing)
      if (now > best) {
        best = now
        chosen = path.slice()
      }
      visit(row + 1, nextFirst, nextSecond, now)
      path.pop()
      take(pool, left, thing, 1)
    }
  }
  visit(0, pool.first.room, pool.second.room, 0)
  return { most: Math.max(best, open), chosen, value: best }
}

function take({ need }: FullPool, left: Int32Array, thing: number, sign: 1 | -1): void {
  for (let part = 0; part < DAY_PART_COUNT; part += 1) left[part] = at(left, part) + sign * at(need, thing * DAY_PART_COUNT + part)
}
