import type { Compiled } from './compile.ts'
import { emptyHolding, give, hasRoom, type Holding } from './holding.ts'
import { at } from './numbers.ts'

/**
 * What working down the list does: each package, longest waiting first (then priority, then identity), goes to the first provider in offer order
 * that has room. The measure that an assignment is held against, and where the search begins, so that it can never end worse.
 */
export function listOrder(compiled: Compiled): Holding {
  const holding = emptyHolding(compiled)
  for (let item = 0; item < compiled.packages.length; item += 1) {
    for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) {
      if (!hasRoom(compiled, holding, item, option)) continue
      give(compiled, holding, item, option)
      break
    }
  }
  return holding
}
