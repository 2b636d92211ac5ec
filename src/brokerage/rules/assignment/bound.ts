import { PARTS, type Compiled } from './compile.ts'
import { fineBound, type Prices } from './fine-bound.ts'
import { pack, packingBench, type Bench } from './knapsack.ts'
import { at, real } from './numbers.ts'
import { poolPackings, type PoolPacking } from './pool-packing.ts'

/** A step of the search for prices weighs this many minutes over a capacity like one package given twice. */
const MINUTES_A_PACKAGE = 300
/** Rounds without gain after which steps are made shorter, and how much shorter. */
const PATIENCE = 12
const SHORTER = 0.6

interface Bounding {
  readonly compiled: Compiled
  readonly profit: Float64Array
  readonly waiting: number
  readonly bench: Bench
  readonly value: Float64Array
  /** How often each package was packed, and what is left of each priced resource, in the last packing. */
  readonly packed: Int32Array
  readonly spare: Float64Array
}

/**
 * A cost below which no assignment can be, by Lagrangian relaxation: that a package is given once, and all capacities but each pool's tightest day
 * part, are priced instead of kept; each pool is then packed by itself, exactly. Prices are improved by subgradient steps towards `reached`, a
 * cost known to be possible. `fine` rounds then keep all capacities of each provider together. Every choice of prices gives a valid bound; the
 * best is kept.
 * Sources: Fisher, The Lagrangian relaxation method, 1981; step lengths after Polyak, 1969.
 */
export function lowerBound(compiled: Compiled, reached: number, rounds: { readonly coarse: number; readonly fine: number }, goOn: () => boolean): number {
  const count = compiled.packages.length
  const waiting = compiled.waitCost.reduce((sum, cost) => sum + cost, 0)
  const profit = compiled.cost.map((cost, option) => real(compiled.waitCost, at(compiled.optionPackage, option)) - cost)
  const most = compiled.cost.length
  const bounding: Bounding = { compiled, profit, waiting, bench: packingBench(most), value: new Float64Array(most), packed: new Int32Array(count), spare: new Float64Array(compiled.capacity.length) }
  const start: Prices = { package: compiled.waitCost.map((cost) => cost * 0.2), resource: new Float64Array(compiled.capacity.length) }
  const pools = poolPackings(compiled)
  const coarse = climb(bounding, pools, start, { reached, rounds: rounds.coarse, length: 0.8, goOn })
  const fine = rounds.fine === 0 ? -Infinity : fineBound(compiled, coarse.prices, reached, rounds.fine, goOn)
  // The sums are of numbers far below 2^53; half a unit covers their rounding, and a cost is whole.
  return Math.max(leastThinkable(compiled), Math.ceil(Math.max(coarse.bound, fine) - 0.5))
}

/** Every package at its cheapest, as if nothing were ever full. */
function leastThinkable(compiled: Compiled): number {
  let sum = 0
  for (let item = 0; item < compiled.packages.length; item += 1) {
    let least = real(compiled.waitCost, item)
    for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) least = Math.min(least, real(compiled.cost, option))
    sum += least
  }
  return sum
}

interface Climb {
  readonly reached: number
  readonly rounds: number
  /** First length of a step, as a share of what is still between the bound and `reached`. */
  readonly length: number
  readonly goOn: () => boolean
}

function climb(bounding: Bounding, pools: readonly PoolPacking[], from: Prices, { reached, rounds, length, goOn }: Climb): { readonly bound: number; readonly prices: Prices } {
  const { packed, spare } = bounding
  const prices = { package: from.package.slice(), resource: from.resource.slice() }
  const best = { package: from.package.slice(), resource: from.resource.slice() }
  const way = { package: new Float64Array(packed.length), resource: new Float64Array(spare.length) }
  const priced = pricedResources(bounding.compiled, pools)
  let bound = -Infinity
  let stale = 0
  let scale = length
  for (let round = 0; round < rounds && scale > 1e-4 && goOn(); round += 1) {
    const now = evaluate(bounding, pools, priced, prices)
    stale = now > bound + 1e-4 * Math.abs(bound) ? 0 : stale + 1
    if (now > bound) {
      bound = now
      best.package.set(prices.package)
      best.resource.set(prices.resource)
    }
    if (stale >= PATIENCE) {
      stale = 0
      scale *= SHORTER
      prices.package.set(best.package)
      prices.resource.set(best.resource)
      way.package.fill(0)
      way.resource.fill(0)
      continue
    }
    let size = 0
    for (let item = 0; item < packed.length; item += 1) size += turn(way.package, item, 1 - at(packed, item), prices.package)
    for (const resource of priced) size += turn(way.resource, resource, real(spare, resource) / MINUTES_A_PACKAGE, prices.resource)
    if (size === 0) break
    const step = (scale * Math.max(1, reached - now)) / size
    for (let item = 0; item < packed.length; item += 1) prices.package[item] = Math.max(0, real(prices.package, item) - step * real(way.package, item))
    for (const resource of priced) prices.resource[resource] = Math.max(0, real(prices.resource, resource) - (step * real(way.resource, resource)) / MINUTES_A_PACKAGE)
  }
  return { bound, prices: best }
}

/** Turns the way half towards the new slope, so that steps do not swing to and fro; answers its square. A price of nothing cannot fall. */
function turn(way: Float64Array, index: number, slope: number, price: Float64Array): number {
  const turned = (real(way, index) + slope) / 2
  const kept = turned > 0 && real(price, index) <= 0 ? 0 : turned
  way[index] = kept
  return kept * kept
}

function pricedResources(compiled: Compiled, pools: readonly PoolPacking[]): number[] {
  const kept = new Set(pools.map((pool) => pool.keeps))
  const used = new Set<number>()
  for (const pool of pools) {
    for (const option of pool.options) {
      for (let part = 0; part < PARTS - 1; part += 1) used.add(at(compiled.base, option) + part)
      used.add(at(compiled.limit, option)).add(at(compiled.share, option))
    }
  }
  return [...used].filter((resource) => resource !== 0 && !kept.has(resource)).sort((a, b) => a - b)
}

/** The bound that these prices give. Leaves how often each package was packed, and what is left of what is priced. */
function evaluate(bounding: Bounding, pools: readonly PoolPacking[], priced: readonly number[], prices: Prices): number {
  const { compiled, packed, spare, value, bench } = bounding
  packed.fill(0)
  let most = 0
  for (const price of prices.package) most += price
  for (const resource of priced) {
    spare[resource] = at(compiled.capacity, resource)
    most += real(prices.resource, resource) * at(compiled.capacity, resource)
  }
  for (const pool of pools) {
    for (let each = 0; each < pool.options.length; each += 1) value[each] = gainOf(bounding, at(pool.options, each), prices)
    const best = pack(pool.things, value, pool.room, bench)
    for (let each = 0; each < best.count; each += 1) spend(bounding, at(pool.options, at(bench.chosen, each)))
    most += best.value
  }
  return bounding.waiting - most
}

function gainOf({ compiled, profit }: Bounding, option: number, { package: packagePrice, resource }: Prices): number {
  const item = at(compiled.optionPackage, option)
  const base = at(compiled.base, option)
  let gain = real(profit, option) - real(packagePrice, item)
  for (let part = 0; part < PARTS - 1; part += 1) gain -= real(resource, base + part) * at(compiled.demand, item * PARTS + part)
  return gain - (real(resource, at(compiled.limit, option)) + real(resource, at(compiled.share, option))) * at(compiled.demand, item * PARTS + PARTS - 1)
}

function spend({ compiled, packed, spare }: Bounding, option: number): void {
  const item = at(compiled.optionPackage, option)
  const base = at(compiled.base, option)
  packed[item] = at(packed, item) + 1
  for (let part = 0; part < PARTS - 1; part += 1) spare[base + part] = real(spare, base + part) - at(compiled.demand, item * PARTS + part)
  for (const resource of [at(compiled.limit, option), at(compiled.share, option)]) spare[resource] = real(spare, resource) - at(compiled.demand, item * PARTS + PARTS - 1)
}
