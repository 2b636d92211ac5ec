import type { InPieces } from '../../kernel/in-pieces.ts'
import { giveWay } from './give-way.ts'

/** The answer of a rule that takes long; everything else that waits has its turn between its pieces. */
export async function inTurns<T>(rule: InPieces<T>): Promise<T> {
  let step = rule.next()
  while (step.done !== true) {
    await giveWay()
    step = rule.next()
  }
  return step.value
}
