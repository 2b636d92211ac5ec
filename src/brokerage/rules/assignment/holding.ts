import { PARTS, type Compiled } from './compile.ts'
import { at, real } from './numbers.ts'

/** Waiting, with no option taken. */
export const WAITING = -1

/** Who holds what while an assignment is being made: the option of each package, what is left of each resource, and each provider's packages. */
export interface Holding {
  readonly option: Int32Array
  readonly left: Int32Array
  /** First package of each provider, and the package after each and before each: -1 at the ends. */
  readonly first: Int32Array
  readonly next: Int32Array
  readonly before: Int32Array
}

/** Nothing placed. */
export function emptyHolding(compiled: Compiled): Holding {
  const count = compiled.packages.length
  return {
    option: new Int32Array(count).fill(WAITING),
    left: compiled.capacity.slice(),
    first: new Int32Array(compiled.providerCount).fill(-1),
    next: new Int32Array(count).fill(-1),
    before: new Int32Array(count).fill(-1),
  }
}

/** Whether an option has room for its package beside what is held. */
export function hasRoom(compiled: Compiled, holding: Holding, item: number, option: number): boolean {
  const { demand } = compiled
  const { left } = holding
  const from = item * PARTS
  const base = at(compiled.base, option)
  const whole = at(demand, from + 5)
  return (
    at(demand, from) <= at(left, base) &&
    whole <= at(left, at(compiled.limit, option)) &&
    at(demand, from + 3) <= at(left, base + 3) &&
    at(demand, from + 1) <= at(left, base + 1) &&
    at(demand, from + 2) <= at(left, base + 2) &&
    at(demand, from + 4) <= at(left, base + 4) &&
    whole <= at(left, at(compiled.share, option))
  )
}

/** Gives a waiting package to an option. The caller has seen that it has room. */
export function give(compiled: Compiled, holding: Holding, item: number, option: number): void {
  take(compiled, holding, item, option, -1)
  const provider = at(compiled.optionProvider, option)
  const head = at(holding.first, provider)
  holding.option[item] = option
  holding.next[item] = head
  holding.before[item] = -1
  if (head !== -1) holding.before[head] = item
  holding.first[provider] = item
}

/** Lets a placed package wait again. */
export function release(compiled: Compiled, holding: Holding, item: number): void {
  const option = at(holding.option, item)
  take(compiled, holding, item, option, 1)
  const [before, next] = [at(holding.before, item), at(holding.next, item)]
  if (before === -1) holding.first[at(compiled.optionProvider, option)] = next
  else holding.next[before] = next
  if (next !== -1) holding.before[next] = before
  holding.option[item] = WAITING
}

function take(compiled: Compiled, { left }: Holding, item: number, option: number, sign: 1 | -1): void {
  const { demand } = compiled
  const base = at(compiled.base, option)
  const from = item * PARTS
  for (let part = 0; part < PARTS - 1; part += 1) left[base + part] = at(left, base + part) + sign * at(demand, from + part)
  const whole = sign * at(demand, from + 5)
  const limit = at(compiled.limit, option)
  const share = at(compiled.share, option)
  left[limit] = at(left, limit) + whole
  left[share] = at(left, share) + whole
}

/** The cost of all that is held and of all that waits. */
export function costOfHolding(compiled: Compiled, holding: Holding): number {
  let cost = 0
  for (let item = 0; item < holding.option.length; item += 1) {
    const option = at(holding.option, item)
    cost += option === WAITING ? real(compiled.waitCost, item) : real(compiled.cost, option)
  }
  return cost
}

/** The holding in which each package is at the option given, WAITING where there is none. */
export function holdingOf(compiled: Compiled, options: Int32Array): Holding {
  const holding = emptyHolding(compiled)
  options.forEach((option, item) => { if (option !== WAITING) give(compiled, holding, item, option) })
  return holding
}
