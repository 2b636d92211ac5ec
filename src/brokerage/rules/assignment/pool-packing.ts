import { PARTS, type Compiled } from './compile.ts'
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
}

/** Units are made coarser than this many to a room; weights are rounded down, so that nothing that fits is lost. */
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
  const [tightest = 0] = [0, 1, 2, 3, 4].map((part) => [part, excess(part)] as const).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([part]) => part)
  const options = [...found].sort((a, b) => need(a, tightest) - need(b, tightest) || a - b)
  const room = at(compiled.capacity, base + tightest)
  const unit = Math.max(1, options.reduce((divisor, option) => commonDivisor(need(option, tightest), divisor), 0), Math.ceil(room / MOST_UNITS))
  const weight = Int32Array.from(options, (option) => Math.floor(need(option, tightest) / unit))
  return { base, options: Int32Array.from(options), things: { count: options.length, weight }, room: Math.floor(room / unit), keeps: base + tightest }
}
