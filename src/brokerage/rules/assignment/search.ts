import { chanceOf, type Chance } from './chance.ts'
import { PARTS, wholeMinutes, type Compiled } from './compile.ts'
import { WAITING, costOfHolding, hasRoom, holdingOf } from './holding.ts'
import { at, real } from './numbers.ts'
import { fitsAlone } from './pool-packing.ts'
import { emptyShortage, fillShortage, isRelieved, relieve, spareOf, type Shortage } from './shortage.ts'
import { MOST_MOVES, begin, move, takeBack, trialOf, type Trial } from './trial.ts'

/** The best assignment that a search met. */
export interface Found {
  readonly options: Int32Array
  readonly cost: number
}

/** Most packages that are turned out to make room for one. */
const MOST_TURNED_OUT = 4
/** How often the package to be moved is looked for among those that wait. */
const WAITING_SHARE = 0.3
/** A worsening is accepted up to a threshold that falls from the first to the last of these: minutes left waiting, at their cost. */
const FIRST_THRESHOLD = 150
const LAST_THRESHOLD = 30
const ROUNDS_A_STEP = 1000

/**
 * Improves an assignment by moves that turn out: a package goes to one of its options; if that is full, some of its packages are turned out, go to
 * the cheapest other option with room or wait, and room left over is filled from the list. A trial that costs too much is taken back. How much is
 * too much falls from round to round (threshold accepting: Dueck and Scheuer, 1990). Never answers worse than its start.
 */
export function search(compiled: Compiled, start: Int32Array, seed: number, rounds: number, goOn: () => boolean): Found {
  const searching = openSearch(compiled, start, seed)
  const { chance, trial, dearest } = searching
  const best = trial.holding.option.slice()
  let cost = costOfHolding(compiled, trial.holding)
  let least = cost
  let threshold = FIRST_THRESHOLD * dearest
  const cooling = Math.pow(LAST_THRESHOLD / FIRST_THRESHOLD, ROUNDS_A_STEP / Math.max(ROUNDS_A_STEP, rounds))
  for (let round = 0; round < rounds; round += 1) {
    if (round % ROUNDS_A_STEP === 0) {
      if (!goOn()) break
      threshold *= cooling
    }
    const luck = chance.share()
    const allowed = threshold * luck * luck
    begin(trial)
    if (tryMove(searching, allowed) && trial.change <= allowed) {
      cost += trial.change
      if (cost >= least) continue
      least = cost
      best.set(trial.holding.option)
    } else takeBack(compiled, trial)
  }
  return { options: best, cost: least }
}

interface Searching {
  readonly compiled: Compiled
  readonly chance: Chance
  readonly trial: Trial
  /** Options that fit when nothing else is placed and cost less than waiting: by pool (where its resources begin), and by package, the cheapest first. */
  readonly byPool: Grouped
  readonly byPackage: Grouped
  /** For one move: what it is short of, and whom it would turn out. */
  readonly short: Shortage
  readonly out: Int32Array
  /** Most that a waiting minute costs. */
  readonly dearest: number
}

function openSearch(compiled: Compiled, start: Int32Array, seed: number): Searching {
  const fitting = [...compiled.base.keys()].filter((option) => fitsAlone(compiled, option) && real(compiled.cost, option) < real(compiled.waitCost, at(compiled.optionPackage, option)))
  const byPool = grouped(fitting, (option) => at(compiled.base, option), compiled.capacity.length)
  const byPackage = grouped(fitting.sort((a, b) => real(compiled.cost, a) - real(compiled.cost, b) || a - b), (option) => at(compiled.optionPackage, option), compiled.packages.length)
  const dearest = compiled.waitCost.reduce((most, cost, item) => Math.max(most, cost / Math.max(1, wholeMinutes(compiled, item))), 0)
  return { compiled, chance: chanceOf(seed), trial: trialOf(holdingOf(compiled, start)), byPool, byPackage, short: emptyShortage(), out: new Int32Array(MOST_TURNED_OUT), dearest }
}

/** Lists of options one after another: those of group g are `option[from[g]]` to `option[from[g + 1] - 1]`. */
interface Grouped {
  readonly from: Int32Array
  readonly option: Int32Array
}

function grouped(options: readonly number[], groupOf: (option: number) => number, groups: number): Grouped {
  const lists = Array.from({ length: groups }, (): number[] => [])
  for (const option of options) lists[groupOf(option)]?.push(option)
  const from = new Int32Array(groups + 1)
  lists.forEach((list, group) => { from[group + 1] = at(from, group) + list.length })
  return { from, option: Int32Array.from(lists.flat()) }
}

/**
 * Moves one package and all that follows from it. False when no move could be made, or none that could cost so little as is allowed; the trial then
 * holds what must be taken back.
 */
function tryMove(searching: Searching, allowed: number): boolean {
  const { compiled, chance, trial, byPackage, out } = searching
  const { holding } = trial
  const item = pickPackage(searching)
  const from = at(byPackage.from, item)
  const choices = at(byPackage.from, item + 1) - from
  if (choices === 0) return false
  const option = at(byPackage.option, from + chance.below(choices))
  const was = at(holding.option, item)
  if (option === was) return false
  if (was !== WAITING) move(compiled, trial, item, WAITING)
  if (hasRoom(compiled, holding, item, option)) {
    move(compiled, trial, item, option)
    return true
  }
  const turned = pickOut(searching, item, option, allowed)
  for (let each = 0; each < turned; each += 1) move(compiled, trial, at(out, each), WAITING)
  if (turned === 0) return false
  move(compiled, trial, item, option)
  for (let each = 0; each < turned; each += 1) {
    const again = cheapest(searching, at(out, each))
    if (again !== WAITING) move(compiled, trial, at(out, each), again)
  }
  refill(searching, at(compiled.base, option), allowed)
  return true
}

function pickPackage({ compiled, chance, trial }: Searching): number {
  const count = compiled.packages.length
  let item = chance.below(count)
  if (chance.share() >= WAITING_SHARE) return item
  for (let tries = 0; tries < 8 && at(trial.holding.option, item) !== WAITING; tries += 1) item = chance.below(count)
  return item
}

/**
 * Picks packages of the provider, from one by chance on, that would make room; answers how many, none when it cannot be done, or when it would cost more
 * than is allowed even if each went to the cheapest option with room now and the room left over were filled to the last minute.
 */
function pickOut(searching: Searching, item: number, option: number, allowed: number): number {
  const { compiled, chance, trial, short, out, dearest } = searching
  const { holding } = trial
  const provider = at(compiled.optionProvider, option)
  let members = 0
  for (let other = at(holding.first, provider); other !== -1; other = at(holding.next, other)) members += 1
  if (members === 0) return 0
  let other = at(holding.first, provider)
  for (let skip = chance.below(members); skip > 0; skip -= 1) other = at(holding.next, other)
  fillShortage(compiled, trial.holding, short, item, option)
  let change = trial.change + real(compiled.cost, option) - real(compiled.waitCost, item)
  let turned = 0
  for (let step = 0; step < members && turned < MOST_TURNED_OUT; step += 1) {
    if (relieve(compiled, holding.option, short, option, other)) {
      out[turned] = other
      turned += 1
      const again = cheapest(searching, other)
      change += (again === WAITING ? real(compiled.waitCost, other) : real(compiled.cost, again)) - real(compiled.cost, at(holding.option, other))
      if (isRelieved(short)) return change - spareOf(short) * dearest > allowed ? 0 : turned
    }
    other = at(holding.next, other)
    if (other === -1) other = at(holding.first, provider)
  }
  return 0
}

/** The cheapest option that has room for a package now; WAITING when none has. */
function cheapest({ compiled, trial, byPackage }: Searching, item: number): number {
  for (let each = at(byPackage.from, item); each < at(byPackage.from, item + 1); each += 1) {
    const option = at(byPackage.option, each)
    if (hasRoom(compiled, trial.holding, item, option)) return option
  }
  return WAITING
}

/** Fills what is left of a pool from the list, from an option picked by chance on, unless even filling it all could not make the trial acceptable. */
function refill({ compiled, chance, trial, byPool, dearest }: Searching, base: number, allowed: number): void {
  const { holding } = trial
  let spare = 0
  for (let part = 0; part < PARTS - 1; part += 1) spare += at(holding.left, base + part)
  if (trial.change - spare * dearest > allowed) return
  const from = at(byPool.from, base)
  const to = at(byPool.from, base + 1)
  let place = from + chance.below(to - from)
  for (let step = from; step < to && trial.moves < MOST_MOVES; step += 1) {
    const option = at(byPool.option, place)
    const item = at(compiled.optionPackage, option)
    if (at(holding.option, item) === WAITING && hasRoom(compiled, holding, item, option)) move(compiled, trial, item, option)
    place = place + 1 === to ? from : place + 1
  }
}
