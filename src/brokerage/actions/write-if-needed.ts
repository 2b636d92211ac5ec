import type { Actor } from '../../platform/access/actor.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'

/** Thrown to roll an action back quietly when its job came a second time, or too late to matter. */
class NothingToDo extends Error {}

/** An action for jobs, which may come twice: it answers undefined, before writing anything, when there is nothing left to do. */
export async function writeIfNeeded<T>(house: House, actor: Actor, action: (work: Work) => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await write(house, actor, async (work) => {
      const result = await action(work)
      if (result === undefined) throw new NothingToDo()
      return result
    })
  } catch (fault) {
    if (fault instanceof NothingToDo) return undefined
    throw fault
  }
}
