import type { Compiled } from './compile.ts'
import { WAITING, give, release, type Holding } from './holding.ts'
import { at, real } from './numbers.ts'
import { cheapestWithRoom } from './trial.ts'

/**
 * Moves every package to its cheapest option with room, again and again until none is cheaper: afterwards nobody waits while an eligible provider
 * has room, and, with leads first, nobody is with another provider while an eligible lead has room. The cost only falls, so it ends.
 */
export function settle(compiled: Compiled, holding: Holding): void {
  for (let moved = true; moved; ) {
    moved = false
    for (let item = 0; item < compiled.packages.length; item += 1) {
      const was = at(holding.option, item)
      if (was !== WAITING) release(compiled, holding, item)
      const best = cheapestWithRoom(compiled, holding, item)
      const isBetter = best !== WAITING && (was === WAITING || real(compiled.cost, best) < real(compiled.cost, was))
      if (isBetter) give(compiled, holding, item, best)
      else if (was !== WAITING) give(compiled, holding, item, was)
      moved ||= isBetter
    }
  }
}
