import { setImmediate as turn } from 'node:timers/promises'

/** How long work keeps the process before everything else has its turn: a turn in which nothing waits costs a hundredth of that. */
const STRETCH_MS = 1

let lastTurnAt = 0

/**
 * To be awaited between the pieces of long work: where this process has worked for a millisecond on end, everything else that waits has its turn, pages
 * and the database's answers among it; otherwise the work goes on at once. Pieces should take no longer than that.
 */
export async function giveWay(): Promise<void> {
  if (performance.now() - lastTurnAt < STRETCH_MS) return
  await nextTurn()
}

/** Everything else that waits has its turn: what was sent is on its way, what came is read. To be awaited after sending a statement whose answer is not needed yet. */
export async function nextTurn(): Promise<void> {
  await turn()
  lastTurnAt = performance.now()
}
