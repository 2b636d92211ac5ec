import { at, real } from './numbers.ts'
import type { ProviderPacking } from './provider-packing.ts'

/**
 * What the rest of a packing can still be worth: in each row, of that thing and all after it, by what is left of the two tightest resources of its pool;
 * later pools are empty, and resources that no table keeps are at a price. Worked out by dynamic programming from the last thing to the first.
 */
export interface PackingTable {
  /** Things, pool by pool. */
  readonly order: readonly number[]
  /** Where the states of each row begin, and those of the row after it in the same pool. */
  readonly here: Int32Array
  readonly after: Int32Array
  readonly cells: Float64Array
  /** Worth of each thing less the price of what no table keeps. */
  readonly priced: Float64Array
  /** No packing of these things is worth more. */
  readonly most: number
}

/** Makes tables in the same memory again and again: one is good until the next is made. */
export function tableMaker(): (provider: ProviderPacking, value: Float64Array, price: Float64Array, things: readonly number[]) => PackingTable {
  let cells = new Float64Array(1)
  return (provider, value, price, things) => {
    const priced = pricedValues(provider, value, price, things)
    const order = inOrder(provider, priced, things)
    const here = new Int32Array(order.length)
    const after = new Int32Array(order.length)
    let size = 0
    order.forEach((thing, row) => {
      const states = emptyOf(provider, thing) + 1
      here[row] = size
      after[row] = size + states
      size += isLastOfPool(provider, order, row) ? 2 * states : states
    })
    if (cells.length < size) cells = new Float64Array(size)
    const rest = fill(provider, { order, here, after, cells, priced })
    return { order, here, after, cells, priced, most: rest + heldPrice(provider, price, provider.room, 0) }
  }
}

/** Price of what is left of the resources that no table keeps, from a pool on. */
export function heldPrice({ priced, owner }: ProviderPacking, price: Float64Array, left: Int32Array, pool: number): number {
  let held = 0
  for (const each of priced) if (at(owner, each) < 0 || at(owner, each) >= pool) held += real(price, each) * at(left, each)
  return held
}

/** A state less what a thing weighs. */
export function stateAfter(provider: ProviderPacking, thing: number, state: number): number {
  return state - at(provider.first, thing) * (poolOf(provider, thing).secondRoom + 1) - at(provider.second, thing)
}

/** The state of a thing's pool while it is empty. */
export function emptyOf(provider: ProviderPacking, thing: number): number {
  return poolOf(provider, thing).empty
}

/** The packing whose worth the table is: it keeps what the table keeps, and may need more of the rest than there is. */
export function packedByTable(provider: ProviderPacking, { order, here, after, cells }: PackingTable): number[] {
  const chosen: number[] = []
  let state = 0
  order.forEach((thing, row) => {
    if (row === 0 || isLastOfPool(provider, order, row - 1)) state = emptyOf(provider, thing)
    if (real(cells, at(here, row) + state) <= real(cells, at(after, row) + state)) return
    chosen.push(thing)
    state = stateAfter(provider, thing, state)
  })
  return chosen
}

/** The things without which no packing is worth more than `least`. A thing may be counted twice, which only keeps more of them. */
export function worthTrying(provider: ProviderPacking, { order, here, cells, priced, most }: PackingTable, least: number): number[] {
  let firstOfPool = 0
  return order.filter((thing, row) => {
    if (row > 0 && isLastOfPool(provider, order, row - 1)) firstOfPool = at(here, row)
    const empty = emptyOf(provider, thing)
    return most - real(cells, firstOfPool + empty) + real(cells, firstOfPool + stateAfter(provider, thing, empty)) + real(priced, thing) > least
  })
}

function poolOf(provider: ProviderPacking, thing: number): ProviderPacking['pools'][number] {
  return provider.pools[at(provider.poolOf, thing)] as ProviderPacking['pools'][number]
}

function isLastOfPool(provider: ProviderPacking, order: readonly number[], row: number): boolean {
  const next = order[row + 1]
  return next === undefined || at(provider.poolOf, next) !== at(provider.poolOf, order[row] as number)
}

function pricedValues({ priced, need, tight }: ProviderPacking, value: Float64Array, price: Float64Array, things: readonly number[]): Float64Array {
  const worth = new Float64Array(value.length)
  for (const thing of things) {
    let cost = 0
    for (const each of priced) cost += real(price, each) * at(need, thing * tight + each)
    worth[thing] = real(value, thing) - cost
  }
  return worth
}

/** Pool by pool, the most worth for its weight first. */
function inOrder(provider: ProviderPacking, worth: Float64Array, things: readonly number[]): number[] {
  const density = new Map(things.map((thing) => {
    const { firstRoom, secondRoom } = poolOf(provider, thing)
    return [thing, real(worth, thing) / (at(provider.first, thing) / Math.max(1, firstRoom) + at(provider.second, thing) / Math.max(1, secondRoom) + 0.01)]
  }))
  return [...things].sort((a, b) => at(provider.poolOf, a) - at(provider.poolOf, b) || (density.get(b) ?? 0) - (density.get(a) ?? 0) || a - b)
}

function fill(provider: ProviderPacking, { order, here, after, cells, priced }: Omit<PackingTable, 'most'>): number {
  let rest = 0
  for (let row = order.length - 1; row >= 0; row -= 1) {
    const thing = order[row] as number
    const { firstRoom, secondRoom, empty } = poolOf(provider, thing)
    const width = secondRoom + 1
    const [from, next] = [at(here, row), at(after, row)]
    if (isLastOfPool(provider, order, row)) cells.fill(rest, next, next + empty + 1)
    cells.copyWithin(from, next, next + empty + 1)
    const gain = real(priced, thing)
    const second = at(provider.second, thing)
    const back = empty - stateAfter(provider, thing, empty)
    for (let first = gain > 0 ? at(provider.first, thing) : firstRoom + 1; first <= firstRoom; first += 1) {
      for (let state = first * width + second; state < (first + 1) * width; state += 1) {
        const taken = real(cells, next + state - back) + gain
        if (taken > real(cells, from + state)) cells[from + state] = taken
      }
    }
    if (row === 0 || isLastOfPool(provider, order, row - 1)) rest = real(cells, from + empty)
  }
  return rest
}
