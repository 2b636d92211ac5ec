import { PARTS, type Compiled } from './compile.ts'
import type { FullPool } from './exact-packing.ts'
import type { Things } from './knapsack.ts'
import { at, commonDivisor } from './numbers.ts'

/** A pool as the bound sees it: its options, and its tightest day part in units. */
export interface PoolPacking {
  readonly base: number
  readonly options: Int32Array
  readonly things: Things
  readonly room: number
  /** The resource that a packing keeps exactly; all others are priced. */
  readonly keeps: number
  readonly full: FullPool
}

/** Units are made coarser than this many to a room; weights are rounded down then, so that nothing that fits is lost. */
const MOST_UNITS = 600

/** Every pool with options that fit into it when it is empty. */
export function poolPackings(compiled: Compiled): PoolPacking[] {
  const byBase = new Map<number, number[]>()
  compiled.base.forEach((base, option) => {
    if (!fitsAlone(compiled, option)) return
    const list = byBase.get(base)
    if (list === undefined) byBase.set(base, [option])
    else list.push(option)
  })
  return [...byBase].map(([base, options]) => poolPacking(compiled, base, options))
}

/** Whether an option's package would fit if nothing else were placed. */
export function fitsAlone(compiled: Compiled, option: number): boolean {
  const from = at(compiled.optionPackage, option) * PARTS
  const base = at(compiled.base, option)
  const whole = at(compiled.demand, from + PARTS - 1)
  if (whole > at(compiled.capacity, at(compiled.limit, option)) || whole > at(compiled.capacity, at(compiled.share, option))) return false
  return [0, 1, 2, 3, 4].every((part) => at(compiled.demand, from + part) <= at(compiled.capacity, base + part))
}

function poolPacking(compiled: Compiled, base: number, found: readonly number[]): PoolPacking {
  const need = (option: number, part: number): number => at(compiled.demand, at(compiled.optionPackage, option) * PARTS + part)
  const excess = (part: number): number => found.reduce((sum, option) => sum + need(option, part), 0) - at(compiled.capacity, base + part)
  const firstPart = [0, 1, 2, 3, 4].reduce((best, part) => (excess(part) > excess(best) ? part : best), 0)
  const room = at(compiled.capacity, base + firstPart)
  const unit = Math.max(1, found.reduce((divisor, option) => commonDivisor(need(option, firstPart), divisor), 0), Math.ceil(room / MOST_UNITS))
  const options = Int32Array.from([...found].sort((a, b) => need(a, firstPart) - need(b, firstPart) || a - b))
  const weight = options.map((option) => Math.floor(need(option, firstPart) / unit))
  return {
    base,
    options,
    things: { count: options.length, weight },
    room: Math.floor(room / unit),
    keeps: base + firstPart,
    full: { count: options.length, need: Int32Array.from([...options].flatMap((option) => [0, 1, 2, 3, 4].map((part) => need(option, part)))), room: compiled.capacity.slice(base, base + 5), weight, firstPart, unit },
  }
}
