import { chanceOf, type Chance } from './chance.ts'
import { PARTS, wholeMinutes, type Compiled } from './compile.ts'
import { WAITING, costOfHolding, hasRoom, holdingOf } from './holding.ts'
import { at, real } from './numbers.ts'
import { MOST_MOVES, begin, cheapestWithRoom, move, takeBack, trialOf, type Trial } from './trial.ts'

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
const FIRST_THRESHOLD = 300
const LAST_THRESHOLD = 10
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
  /** Options of the pool whose resources begin at b: `poolOption[poolFrom[b]]` to `poolOption[poolFrom[b + 1] - 1]`. */
  readonly poolFrom: Int32Array
  readonly poolOption: Int32Array
  /** Most that a waiting minute costs. */
  readonly dearest: number
}

function openSearch(compiled: Compiled, start: Int32Array, seed: number): Searching {
  const poolFrom = new Int32Array(compiled.capacity.length + 1)
  for (const base of compiled.base) poolFrom[base + 1] = at(poolFrom, base + 1) + 1
  for (let base = 0; base < compiled.capacity.length; base += 1) poolFrom[base + 1] = at(poolFrom, base + 1) + at(poolFrom, base)
  const next = poolFrom.slice()
  const poolOption = new Int32Array(compiled.base.length)
  compiled.base.forEach((base, option) => {
    poolOption[at(next, base)] = option
    next[base] = at(next, base) + 1
  })
  const dearest = compiled.waitCost.reduce((most, cost, item) => Math.max(most, cost / Math.max(1, wholeMinutes(compiled, item))), 0)
  return { compiled, chance: chanceOf(seed), trial: trialOf(holdingOf(compiled, start)), poolFrom, poolOption, dearest }
}

/** Moves one package and all that follows from it. False when no move could be made; the trial then holds what must be taken back. */
function tryMove(searching: Searching, allowed: number): boolean {
  const { compiled, chance, trial } = searching
  const { holding } = trial
  const item = pickPackage(searching)
  const from = at(compiled.optionFrom, item)
  const choices = at(compiled.optionFrom, item + 1) - from
  if (choices === 0) return false
  const option = from + chance.below(choices)
  const was = at(holding.option, item)
  if (option === was) return false
  if (was !== WAITING) move(compiled, trial, item, WAITING)
  const turnedFrom = trial.moves
  if (!hasRoom(compiled, holding, item, option) && !turnOut(searching, item, option)) return false
  const turnedTo = trial.moves
  move(compiled, trial, item, option)
  for (let each = turnedFrom; each < turnedTo; each += 1) {
    const other = at(trial.item, each)
    const again = cheapestWithRoom(compiled, holding, other)
    if (again !== WAITING) move(compiled, trial, other, again)
  }
  if (turnedTo > turnedFrom) refill(searching, at(compiled.base, option), allowed)
  return true
}

function pickPackage({ compiled, chance, trial }: Searching): number {
  const count = compiled.packages.length
  let item = chance.below(count)
  if (chance.share() >= WAITING_SHARE) return item
  for (let tries = 0; tries < 8 && at(trial.holding.option, item) !== WAITING; tries += 1) item = chance.below(count)
  return item
}

/** Turns out packages of the provider, from one picked by chance on, until there is room. */
function turnOut({ compiled, chance, trial }: Searching, item: number, option: number): boolean {
  const { holding } = trial
  const head = at(compiled.optionProvider, option)
  let members = 0
  for (let other = at(holding.first, head); other !== -1; other = at(holding.next, other)) members += 1
  if (members === 0) return false
  let other = at(holding.first, head)
  for (let skip = chance.below(members); skip > 0; skip -= 1) other = at(holding.next, other)
  let turned = 0
  for (let step = 0; step < members && turned < MOST_TURNED_OUT; step += 1) {
    const next = at(holding.next, other)
    const following = next === -1 ? at(holding.first, head) : next
    if (makesRoom(compiled, trial, item, option, other)) {
      move(compiled, trial, other, WAITING)
      turned += 1
      if (hasRoom(compiled, holding, item, option)) return true
    }
    if (following === other) return false
    other = following
  }
  return false
}

/** Whether turning out another package of the provider frees some of what this one is short of. */
function makesRoom(compiled: Compiled, { holding }: Trial, item: number, option: number, other: number): boolean {
  const { demand } = compiled
  const theirs = at(holding.option, other)
  const base = at(compiled.base, option)
  if (at(compiled.base, theirs) === base) {
    for (let part = 0; part < PARTS - 1; part += 1) if (at(demand, item * PARTS + part) > at(holding.left, base + part) && at(demand, other * PARTS + part) > 0) return true
  }
  const whole = wholeMinutes(compiled, item)
  if (whole > at(holding.left, at(compiled.limit, option)) && at(compiled.limit, option) === at(compiled.limit, theirs)) return true
  return whole > at(holding.left, at(compiled.share, option)) && at(compiled.share, option) === at(compiled.share, theirs)
}

/** Fills what is left of a pool from the list, from an option picked by chance on, unless even filling it all could not make the trial acceptable. */
function refill({ compiled, chance, trial, poolFrom, poolOption, dearest }: Searching, base: number, allowed: number): void {
  const { holding } = trial
  let spare = 0
  for (let part = 0; part < PARTS - 1; part += 1) spare += at(holding.left, base + part)
  if (trial.change - spare * dearest > allowed) return
  const from = at(poolFrom, base)
  const to = at(poolFrom, base + 1)
  let place = from + chance.below(to - from)
  for (let step = from; step < to && trial.moves < MOST_MOVES; step += 1) {
    const option = at(poolOption, place)
    const item = at(compiled.optionPackage, option)
    if (at(holding.option, item) === WAITING && real(compiled.cost, option) < real(compiled.waitCost, item) && hasRoom(compiled, holding, item, option)) move(compiled, trial, item, option)
    place = place + 1 === to ? from : place + 1
  }
}
