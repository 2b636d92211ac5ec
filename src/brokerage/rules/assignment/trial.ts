import type { Compiled } from './compile.ts'
import { WAITING, give, hasRoom, release, type Holding } from './holding.ts'
import { at, real } from './numbers.ts'

/** Moves tried on a holding, which can be taken back together. */
export interface Trial {
  readonly holding: Holding
  /** What the moves since the last beginning changed: packages, their options before, and the cost. */
  readonly item: Int32Array
  readonly was: Int32Array
  moves: number
  change: number
}

/** Most moves in one trial; a move beyond it is for the next. */
export const MOST_MOVES = 64

/** Starts trying moves on a holding. */
export function trialOf(holding: Holding): Trial {
  return { holding, item: new Int32Array(MOST_MOVES), was: new Int32Array(MOST_MOVES), moves: 0, change: 0 }
}

/** Begins a new trial: what was tried before stays. */
export function begin(trial: Trial): void {
  trial.moves = 0
  trial.change = 0
}

/** Moves a package to an option, or to waiting, and remembers where it was. The caller has seen that there is room, and for the move. */
export function move(compiled: Compiled, trial: Trial, item: number, option: number): void {
  const { holding } = trial
  const was = at(holding.option, item)
  trial.item[trial.moves] = item
  trial.was[trial.moves] = was
  trial.moves += 1
  trial.change += costAt(compiled, item, option) - costAt(compiled, item, was)
  if (was !== WAITING) release(compiled, holding, item)
  if (option !== WAITING) give(compiled, holding, item, option)
}

/** Puts every package that the trial moved back where it was. */
export function takeBack(compiled: Compiled, { holding, item, was, moves }: Trial): void {
  for (let each = moves - 1; each >= 0; each -= 1) {
    const moved = at(item, each)
    if (at(holding.option, moved) !== WAITING) release(compiled, holding, moved)
    if (at(was, each) !== WAITING) give(compiled, holding, moved, at(was, each))
  }
}

/** The cheapest option that has room for a waiting package; WAITING when none has, or none is cheaper than waiting. */
export function cheapestWithRoom(compiled: Compiled, holding: Holding, item: number): number {
  let best = WAITING
  let least = real(compiled.waitCost, item)
  for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) {
    if (real(compiled.cost, option) >= least || !hasRoom(compiled, holding, item, option)) continue
    best = option
    least = real(compiled.cost, option)
  }
  return best
}

function costAt(compiled: Compiled, item: number, option: number): number {
  return option === WAITING ? real(compiled.waitCost, item) : real(compiled.cost, option)
}
