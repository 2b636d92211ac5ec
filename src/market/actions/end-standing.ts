import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { lockFramework } from '../store/framework.write.ts'
import { findStanding } from '../store/standing.read.ts'
import { endStandingOn } from '../store/standing.write.ts'
import { KEEP_MARKET } from '../terms.ts'

/** Ends a provider's standing with its last day and the reason. Throws `Forbidden`, `NotFound`, and `Refused` when it has ended already or the day lies before its first. */
export async function endStanding(house: House, actor: Actor, input: { readonly standingId: string; readonly toOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const found = await findStanding(work.tx, input.standingId)
    if (found === undefined) throw new NotFound('The standing')
    await lockFramework(work.tx, found.frameworkId)
    const standing = await findStanding(work.tx, input.standingId)
    if (standing?.toOn !== null) throw new Refused('standing-ended', 'This standing has its last day already.', 'toOn-day')
    if (Temporal.PlainDate.compare(input.toOn, standing.fromOn) < 0) throw new Refused('standing-end', `The standing begins on ${wordsForDate(standing.fromOn)}. Its last day cannot lie before that.`, 'toOn-day')
    if (input.reason.trim() === '') throw new Refused('standing-reason', 'Say why the standing ends.', 'reason')
    await endStandingOn(work.tx, input.standingId, input.toOn, input.reason.trim())
    work.audit({ kind: 'standing-ended', subjectKind: 'standing', subjectId: input.standingId, detail: { toOn: input.toOn.toString(), providerId: standing.providerId, zoneId: standing.zoneId } })
  })
}
