import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { lockProvider } from '../store/provider.write.ts'
import { listSuspensions } from '../store/standing.read.ts'
import { endSuspensionOn } from '../store/standing.write.ts'
import { SUSPEND_PROVIDERS } from '../terms.ts'

/** Lifts a suspension: `toOn` is its last day. Throws `Forbidden`, `NotFound`, and `Refused` when it is lifted already or the day lies before its first. */
export async function liftSuspension(house: House, actor: Actor, input: { readonly providerId: string; readonly suspensionId: string; readonly toOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SUSPEND_PROVIDERS)
    if (!(await lockProvider(work.tx, input.providerId))) throw new NotFound('The provider')
    const suspension = (await listSuspensions(work.tx, [input.providerId])).find((each) => each.id === input.suspensionId)
    if (suspension === undefined) throw new NotFound('The suspension')
    if (suspension.toOn !== null) throw new Refused('suspension-lifted', 'This suspension has its last day already.', 'toOn-day')
    if (Temporal.PlainDate.compare(input.toOn, suspension.fromOn) < 0) throw new Refused('suspension-end', `The suspension begins on ${wordsForDate(suspension.fromOn)}. Its last day cannot lie before that.`, 'toOn-day')
    await endSuspensionOn(work.tx, input.suspensionId, input.toOn)
    work.audit({ kind: 'suspension-lifted', subjectKind: 'provider', subjectId: input.providerId, detail: { suspensionId: input.suspensionId, toOn: input.toOn.toString() } })
  })
}
