import { lowerBound } from './bound.ts'
import type { Compiled } from './compile.ts'
import { costOfHolding, emptyHolding, give, hasRoom, holdingOf, WAITING, type Holding } from './holding.ts'
import { listOrder } from './list-order.ts'
import { at } from './numbers.ts'
import { search } from './search.ts'
import { settle } from './settle.ts'
import type { AssignmentEffort } from '../../terms/assignment-problem.ts'

/** A finished search over arrays. */
export interface Solved {
  readonly holding: Holding
  readonly cost: number
  readonly listed: Holding
  readonly lowerBound: number
  readonly cutShort: boolean
}

/**
 * List order, improved by the search and settled, with a bound. `places` are the places of an earlier answer to the same packages and capacity, by
 * package in list order (-1 waiting): where these rules still allow it, it is begun from when it is better than list order.
 */
export function solve(compiled: Compiled, effort: AssignmentEffort, places: Int32Array | null = null): Solved {
  let cutShort = false
  const goOn = (): boolean => {
    cutShort ||= effort.goOn?.() === false
    return !cutShort
  }
  const listed = listOrder(compiled)
  const starts = [holdingOf(compiled, listed.option), ...(places === null ? [] : [holdingAt(compiled, places)])]
  for (const start of starts) settle(compiled, start)
  const start = starts.reduce((best, each) => (costOfHolding(compiled, each) < costOfHolding(compiled, best) ? each : best))
  const found = search(compiled, start.option, effort.seed, effort.rounds, goOn)
  const holding = holdingOf(compiled, found.options)
  settle(compiled, holding)
  const cost = costOfHolding(compiled, holding)
  const bound = lowerBound(compiled, cost, { coarse: effort.boundRounds, fine: effort.fineBoundRounds }, goOn)
  return { holding, cost, listed, lowerBound: Math.min(bound, cost), cutShort }
}

/** The place of each package in list order; -1 where it waits. */
export function placesOf(compiled: Compiled, holding: Holding): Int32Array {
  return holding.option.map((option) => (option === WAITING ? -1 : at(compiled.optionPlace, option)))
}

function holdingAt(compiled: Compiled, places: Int32Array): Holding {
  const holding = emptyHolding(compiled)
  for (let item = 0; item < places.length; item += 1) {
    for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) {
      if (at(compiled.optionPlace, option) === at(places, item) && hasRoom(compiled, holding, item, option)) {
        give(compiled, holding, item, option)
        break
      }
    }
  }
  return holding
}
