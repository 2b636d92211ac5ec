import { PARTS, type Compiled } from './compile.ts'
import { at, commonDivisor } from './numbers.ts'
import { fitsAlone } from './pool-packing.ts'

/**
 * A provider with all that limits it together: things are its options that fit when it is empty, pool by pool. Only tight resources are kept, those
 * of which all its things together need more than there is; `need[thing * tight + k]` and `room[k]` are in minutes.
 */
export interface ProviderPacking {
  readonly options: Int32Array
  readonly tight: number
  readonly resource: Int32Array
  readonly need: Int32Array
  readonly room: Int32Array
  /** Pool of each thing, and of each tight resource: -1 for one that all pools share. */
  readonly poolOf: Int32Array
  readonly owner: Int32Array
  readonly pools: readonly TablePool[]
  /** Weights of each thing in the units of its pool's table. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** Tight resources that no table keeps. */
  readonly priced: Int32Array
}

/** The two tightest resources of a pool, which a table keeps: rooms in units. A weight is rounded down to its unit, so that nothing that fits is lost. */
export interface TablePool {
  readonly firstRoom: number
  readonly secondRoom: number
  /** The state of an empty pool; states are first × (secondRoom + 1) + second. */
  readonly empty: number
}

/** Units are made coarser than this many to a room, and than this many states of two rooms. */
const MOST_UNITS = 600
const MOST_STATES = 40_000

/** Every provider with options that fit into it when it is empty. */
export function providerPackings(compiled: Compiled): ProviderPacking[] {
  const byProvider = new Map<number, number[]>()
  compiled.optionProvider.forEach((provider, option) => {
    if (!fitsAlone(compiled, option)) return
    const list = byProvider.get(provider)
    if (list === undefined) byProvider.set(provider, [option])
    else list.push(option)
  })
  return [...byProvider.values()].map((options) => providerPacking(compiled, options.sort((a, b) => at(compiled.base, a) - at(compiled.base, b) || a - b)))
}

function providerPacking(compiled: Compiled, options: readonly number[]): ProviderPacking {
  const wanted = new Map<number, number>()
  for (const option of options) for (const [resource, minutes] of needsOf(compiled, option)) wanted.set(resource, (wanted.get(resource) ?? 0) + minutes)
  const excess = (resource: number): number => (wanted.get(resource) ?? 0) - at(compiled.capacity, resource)
  const resource = [...wanted.keys()].filter((each) => excess(each) > 0).sort((a, b) => excess(b) - excess(a) || a - b)
  const tight = resource.length
  const need = new Int32Array(options.length * tight)
  options.forEach((option, thing) => {
    for (const [each, minutes] of needsOf(compiled, option)) if (resource.includes(each)) need[thing * tight + resource.indexOf(each)] = minutes
  })
  const bases = [...new Set(options.map((option) => at(compiled.base, option)))]
  // Of a single pool what all pools share is its own.
  const owner = resource.map((each) => (bases.length === 1 ? 0 : bases.findIndex((base) => each >= base && each < base + PARTS - 1)))
  const poolOf = options.map((option) => bases.indexOf(at(compiled.base, option)))
  const first = new Int32Array(options.length)
  const second = new Int32Array(options.length)
  const inTable = new Set<number>()
  const keep = (kept: number | undefined, weight: Int32Array, pool: number, most: number): number => {
    if (kept === undefined) return 0
    inTable.add(kept)
    const room = at(compiled.capacity, resource[kept] ?? 0)
    const needs = options.map((_, thing) => (poolOf[thing] === pool ? at(need, thing * tight + kept) : 0))
    const unit = Math.max(1, needs.reduce((divisor, each) => commonDivisor(each, divisor), 0), Math.ceil(room / Math.max(1, most)))
    needs.forEach((each, thing) => { if (poolOf[thing] === pool) weight[thing] = Math.floor(each / unit) })
    return Math.floor(room / unit)
  }
  const pools = bases.map((_, pool): TablePool => {
    const own = [...owner.keys()].filter((each) => owner[each] === pool)
    const firstRoom = keep(own[0], first, pool, MOST_UNITS)
    const secondRoom = keep(own[1], second, pool, Math.floor(MOST_STATES / (firstRoom + 1)))
    return { firstRoom, secondRoom, empty: (firstRoom + 1) * (secondRoom + 1) - 1 }
  })
  return {
    options: Int32Array.from(options), tight, resource: Int32Array.from(resource), need, room: Int32Array.from(resource, (each) => at(compiled.capacity, each)),
    poolOf: Int32Array.from(poolOf), owner: Int32Array.from(owner), pools, first, second, priced: Int32Array.from([...owner.keys()].filter((each) => !inTable.has(each))),
  }
}

/** Minutes that an option needs of each resource that limits it. */
function needsOf(compiled: Compiled, option: number): [resource: number, minutes: number][] {
  const from = at(compiled.optionPackage, option) * PARTS
  const base = at(compiled.base, option)
  const whole = at(compiled.demand, from + PARTS - 1)
  const needs = [0, 1, 2, 3, 4].map((part): [number, number] => [base + part, at(compiled.demand, from + part)])
  return [...needs, [at(compiled.limit, option), whole] as [number, number], [at(compiled.share, option), whole] as [number, number]].filter(([resource, minutes]) => resource !== 0 && minutes > 0)
}

/** Whether a thing fits into what is left. */
export function fits({ need, tight }: ProviderPacking, thing: number, left: Int32Array): boolean {
  const from = thing * tight
  for (let each = 0; each < tight; each += 1) if (at(need, from + each) > at(left, each)) return false
  return true
}

/** Takes what a thing needs from what is left, or gives it back. */
export function take({ need, tight }: ProviderPacking, thing: number, left: Int32Array, sign: 1 | -1): void {
  const from = thing * tight
  for (let each = 0; each < tight; each += 1) left[each] = at(left, each) - sign * at(need, from + each)
}

/** Whether one thing is worth as much as another and needs no more of anything: wherever the other is packed without it, the two can be exchanged. */
export function standsFor({ need, tight }: ProviderPacking, value: Float64Array, one: number, other: number): boolean {
  if ((value[one] as number) < (value[other] as number)) return false
  for (let each = 0; each < tight; each += 1) if (at(need, one * tight + each) > at(need, other * tight + each)) return false
  return true
}
