import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listProvidersOn } from '../store/planned-week.read.ts'
import { PLAN_VISITS } from '../terms.ts'
import { judgeStoredDays, type Judged } from './judge-and-store.ts'

/**
 * Finds the exceptions of a day again for every provider, once its 23:00 has passed: that is when planned visits without a
 * record become missed, at providers whose records of the day have arrived (`day-covered.ts`). Files that come later find
 * theirs themselves. Safe to run twice.
 */
export async function findMissed(house: House, actor: Actor, input: { readonly on: Temporal.PlainDate }): Promise<Judged> {
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    let [added, cleared] = [0, 0]
    for (const providerId of await listProvidersOn(work.tx, input.on.toString())) {
      const judged = await judgeStoredDays(work, providerId, [input.on.toString()])
      added += judged.added
      cleared += judged.cleared
    }
    work.audit({ kind: 'missed-visits-looked-for', subjectKind: 'date', subjectId: input.on.toString(), detail: { added, cleared } })
    return { added, cleared }
  })
}
