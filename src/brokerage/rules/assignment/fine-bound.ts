import { wholeMinutes, type Compiled } from './compile.ts'
import { exactPacker, type ExactPacker, type PackingEffort } from './exact-packing.ts'
import { at, real } from './numbers.ts'
import { providerPackings, type ProviderPacking } from './provider-packing.ts'

/** First length of a step, as a share of what is still between the bound and the cost reached. */
const FIRST_LENGTH = 0.15
/** Rounds without gain after which steps are made shorter, and how much shorter. */
const PATIENCE = 4
const SHORTER = 0.6
/** How much of a step is the new slope; the rest is the way before, so that steps do not swing to and fro. */
const NEW_SLOPE = 0.3
/** By how little of the cost reached a packing may miss the best of its provider. */
const SLACK = 1e-6
const ROUGH = { nodes: 20_000, tunings: 2 }
/** Of the last round, the thorough one: nodes for each round that was asked for, and the most tunings. */
const NODES_A_ROUND = 100_000
const MOST_TUNINGS = 12

/** Prices that a bound begins from: of a place for each package, and of a minute of each resource. */
export interface Prices {
  readonly package: Float64Array
  readonly resource: Float64Array
}

interface PricedProvider {
  readonly packing: ProviderPacking
  /** Prices inside this provider's packing, of its tight resources. */
  readonly price: Float64Array
  known: readonly number[]
}

interface Fine {
  readonly compiled: Compiled
  readonly providers: readonly PricedProvider[]
  readonly packer: ExactPacker
  readonly value: Float64Array
  /** How often each package was packed in the last round. */
  readonly packed: Int32Array
}

/**
 * The sharper bound: only that a package is given once is priced; each provider is packed with all its pools and limits kept, exactly where branch and bound
 * gets that far. Rounds improve the prices of packages by subgradient steps, in the measure of their minutes; the last, a thorough one, is at the best prices.
 */
export function fineBound(compiled: Compiled, from: Prices, reached: number, rounds: number, goOn: () => boolean): number {
  const count = compiled.packages.length
  const providers = providerPackings(compiled).map((packing): PricedProvider => ({ packing, price: Float64Array.from(packing.resource, (resource) => real(from.resource, resource)), known: [] }))
  const fine: Fine = { compiled, providers, packer: exactPacker(), value: new Float64Array(compiled.cost.length), packed: new Int32Array(count) }
  const measure = Float64Array.from(compiled.packages, (_, item) => Math.max(1, wholeMinutes(compiled, item)))
  const slack = SLACK * reached
  const prices = from.package.slice()
  const best = prices.slice()
  const way = new Float64Array(count)
  let bound = -Infinity
  let stale = 0
  let length = FIRST_LENGTH
  for (let round = 0; round < rounds - 1 && goOn(); round += 1) {
    const now = evaluate(fine, prices, { ...ROUGH, slack })
    stale = now > bound ? 0 : stale + 1
    if (now > bound) {
      bound = now
      best.set(prices)
    }
    let size = 0
    for (let item = 0; item < count; item += 1) {
      const turned = (1 - NEW_SLOPE) * real(way, item) + NEW_SLOPE * (1 - at(fine.packed, item))
      way[item] = turned > 0 && real(prices, item) <= 0 ? 0 : turned
      size += real(way, item) * real(way, item) * real(measure, item)
    }
    if (stale >= PATIENCE) {
      stale = 0
      length *= SHORTER
      prices.set(best)
      way.fill(0)
      continue
    }
    if (size === 0) break
    const step = (length * Math.max(1, reached - now)) / size
    for (let item = 0; item < count; item += 1) prices[item] = Math.max(0, real(prices, item) - step * real(measure, item) * real(way, item))
  }
  if (!goOn()) return bound
  return Math.max(bound, evaluate(fine, best, { nodes: NODES_A_ROUND * rounds, tunings: Math.min(MOST_TUNINGS, ROUGH.tunings + rounds), slack }))
}

/** The bound that these prices give. Leaves how often each package was packed. */
function evaluate({ compiled, providers, packer, value, packed }: Fine, prices: Float64Array, effort: PackingEffort): number {
  packed.fill(0)
  let bound = 0
  for (const cost of compiled.waitCost) bound += cost
  for (const price of prices) bound -= price
  for (const provider of providers) {
    const { options } = provider.packing
    options.forEach((option, thing) => {
      const item = at(compiled.optionPackage, option)
      value[thing] = real(compiled.waitCost, item) - real(compiled.cost, option) - real(prices, item)
    })
    const best = packer(provider.packing, value, provider.price, provider.known, effort)
    provider.known = best.chosen
    bound -= best.most
    for (const thing of best.chosen) {
      const item = at(compiled.optionPackage, at(options, thing))
      packed[item] = at(packed, item) + 1
    }
  }
  return bound
}
