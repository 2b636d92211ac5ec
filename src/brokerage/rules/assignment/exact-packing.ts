import { at, real } from './numbers.ts'
import { emptyOf, heldPrice, packedByTable, stateAfter, tableMaker, worthTrying, type PackingTable } from './packing-table.ts'
import { fits, standsFor, take, type ProviderPacking } from './provider-packing.ts'

export interface Packed {
  /** No packing is worth more. */
  readonly most: number
  /** The best packing found, and what it is worth. */
  readonly chosen: readonly number[]
  readonly value: number
}

/** What is asked of one packing: nodes after which it stops, by how little a better packing may be missed, and how often prices are tuned. */
export interface PackingEffort {
  readonly nodes: number
  readonly slack: number
  readonly tunings: number
}

/** Packs one provider; `known` is a packing from before, a good start. Tunes `price`, the prices of what no table keeps, for the next time. */
export type ExactPacker = (provider: ProviderPacking, value: Float64Array, price: Float64Array, known: readonly number[], effort: PackingEffort) => Packed

/** How much smaller the steps of a tuning get that did not help. */
const SHORTER = 0.6

/**
 * Packs a provider with all its resources kept, by branch and bound under a table that keeps the two tightest of each pool. Stops after so many nodes
 * with a bound that is true. A thing is passed over while something that stands for it is left out: the two could be exchanged.
 */
export function exactPacker(): ExactPacker {
  const tableOf = tableMaker()
  return (provider, value, price, known, { nodes, slack, tunings }) => {
    const things = candidates(provider, value)
    const byValue = [...things].sort((a, b) => real(value, b) - real(value, a) || a - b)
    let best = better(greedy(provider, value, [...known.filter((thing) => real(value, thing) > 0), ...byValue]), { chosen: [], value: 0 })
    if (things.length === 0) return { ...best, most: best.value }
    let table = tableOf(provider, value, price, things)
    let tuned = price.slice()
    let least = table.most
    let scale = 1
    for (let tuning = 0; tuning < tunings && table.most > best.value + slack; tuning += 1) {
      const chosen = packedByTable(provider, table)
      best = better(best, greedy(provider, value, [...chosen, ...table.order]))
      if (!turnPrices(provider, price, chosen, scale * (table.most - best.value))) break
      table = tableOf(provider, value, price, things)
      if (table.most < least) {
        least = table.most
        tuned = price.slice()
      } else scale *= SHORTER
    }
    price.set(tuned)
    table = tableOf(provider, value, price, things)
    best = better(best, greedy(provider, value, table.order))
    const tried = worthTrying(provider, table, best.value + slack)
    if (tried.length === 0) return { ...best, most: Math.min(table.most, best.value + slack) }
    if (tried.length < things.length) table = tableOf(provider, value, price, tried)
    const found = branch(provider, value, price, table, best, nodes, slack)
    return { ...found, most: Math.min(least, found.most) }
  }
}

type Choice = Omit<Packed, 'most'>

function better(one: Choice, other: Choice): Choice {
  return other.value > one.value ? other : one
}

/** Things of some value, without those that are in no best packing because all that stand for them do not fit beside them. */
function candidates(provider: ProviderPacking, value: Float64Array): number[] {
  const worth = [...provider.options.keys()].filter((thing) => real(value, thing) > 0)
  return worth.filter((thing) => {
    const left = provider.room.slice()
    take(provider, thing, left, 1)
    for (const other of worth) if (other !== thing && comesBefore(provider, value, other, thing)) take(provider, other, left, 1)
    return left.every((minutes) => minutes >= 0)
  })
}

/** Whether one thing stands for another; of two that stand for each other, the first. */
function comesBefore(provider: ProviderPacking, value: Float64Array, one: number, other: number): boolean {
  return standsFor(provider, value, one, other) && (one < other || !standsFor(provider, value, other, one))
}

function greedy(provider: ProviderPacking, value: Float64Array, things: readonly number[]): Choice {
  const left = provider.room.slice()
  const chosen = new Set<number>()
  let worth = 0
  for (const thing of things) {
    if (chosen.has(thing) || !fits(provider, thing, left)) continue
    take(provider, thing, left, 1)
    chosen.add(thing)
    worth += real(value, thing)
  }
  return { chosen: [...chosen], value: worth }
}

/** Makes dearer what a packing needs too much of and cheaper what it leaves. False when no price can be turned. */
function turnPrices({ priced, need, tight, room }: ProviderPacking, price: Float64Array, chosen: readonly number[], gap: number): boolean {
  const slopes = Array.from(priced, (each) => {
    const spare = chosen.reduce((left, thing) => left - at(need, thing * tight + each), at(room, each))
    return spare > 0 && real(price, each) <= 0 ? 0 : spare
  })
  const size = slopes.reduce((sum, slope) => sum + slope * slope, 0)
  if (size === 0) return false
  priced.forEach((each, index) => { price[each] = Math.max(0, real(price, each) - (gap * (slopes[index] ?? 0)) / size) })
  return true
}

function branch(provider: ProviderPacking, value: Float64Array, price: Float64Array, table: PackingTable, start: Choice, mostNodes: number, slack: number): Packed {
  const { order, here, after, cells, priced } = table
  const left = provider.room.slice()
  const path: number[] = []
  let { chosen, value: best } = start
  let open = 0
  let nodes = 0
  // Rows for which each row stands, and how many that stand for a row are not packed.
  const below = order.map((thing, row) => Int32Array.from([...order.keys()].slice(row + 1).filter((other) => standsFor(provider, value, thing, order[other] as number))))
  const missing = new Int32Array(order.length)
  const count = (row: number, by: 1 | -1): void => { for (const other of below[row] as Int32Array) missing[other] = at(missing, other) + by }
  order.forEach((_, row) => { count(row, 1) })
  const visit = (from: number, stateFrom: number, poolFrom: number, worth: number): void => {
    let [pool, state] = [poolFrom, stateFrom]
    let held = worth + heldPrice(provider, price, left, pool)
    for (let row = from; row < order.length; row += 1) {
      const thing = order[row] as number
      if (at(provider.poolOf, thing) !== pool) {
        pool = at(provider.poolOf, thing)
        state = emptyOf(provider, thing)
        held = worth + heldPrice(provider, price, left, pool)
      }
      if (held + real(cells, at(here, row) + state) <= best + slack) return
      if (at(missing, row) > 0 || !fits(provider, thing, left)) continue
      const next = stateAfter(provider, thing, state)
      const bound = held + real(priced, thing) + real(cells, at(after, row) + next)
      if (bound <= best + slack) continue
      if (nodes >= mostNodes) {
        open = Math.max(open, bound)
        continue
      }
      nodes += 1
      take(provider, thing, left, 1)
      count(row, -1)
      path.push(thing)
      const now = worth + real(value, thing)
      if (now > best) {
        best = now
        chosen = path.slice()
      }
      visit(row + 1, next, pool, now)
      path.pop()
      count(row, 1)
      take(provider, thing, left, -1)
    }
  }
  visit(0, 0, -1, 0)
  return { most: Math.max(best + slack, open), chosen, value: best }
}
