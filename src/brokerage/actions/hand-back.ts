import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { noticeDaysOf } from '../../market/public.ts'
import { placementLives, getPlacement } from '../public.ts'
import { handBackNotice } from '../rules/hand-back-notice.ts'
import { insertHandBack, lockPlacement } from '../store/placement-life.write.ts'
import { END_PLACEMENTS } from '../terms.ts'
import { HAND_BACK, HAND_BACK_GIVEN, HAND_BACK_REASON_NAMES, type HandBackReason } from '../terms/placement-life.ts'
import { endAndRefer } from './end-and-refer.ts'
import { lockedLife } from './own-placement.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** What a provider says when it gives a package back. */
export interface HandBackInput {
  readonly placementId: string
  readonly lastOn: Temporal.PlainDate
  /** True when care cannot go on for the whole notice. */
  readonly isAtOnce: boolean
  readonly reason: HandBackReason
  readonly note: string | null
}

/**
 * A provider gives a package back, with its last day and reason. A job then ends the placement and refers the person again at once.
 * Throws `Refused` when the notice is shorter than the framework's and it does not say why, or when it was given back before.
 */
export async function handBack(house: House, actor: Actor, input: HandBackInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, HAND_BACK)
    const { placement } = await lockedLife(work, input.placementId)
    const notice = handBackNotice(placement, input, await noticeDaysOf(work, placement.frameworkId), work.today)
    if ('clause' in notice) throw new Refused(notice.clause, notice.words, notice.clause === 'notice-reason' ? 'note' : 'lastOn')
    const { lastOn, reason, note } = input
    if (!(await insertHandBack(work.tx, placement.providerId, { placementId: placement.id, lastOn, isAtOnce: notice.isAtOnce, reason, note, givenAt: work.now, givenBy: actor.name }))) throw new Refused('already-handed-back', 'This package was handed back already. Nothing was changed')
    work.audit({ kind: 'package-handed-back', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { lastOn: lastOn.toString(), isAtOnce: notice.isAtOnce, reason } })
    work.publish(HAND_BACK_GIVEN, { placementId: placement.id })
  })
}

/** Ends the placement of a package that was given back and refers the person again. Safe to run twice: a placement that has ended is left alone. */
export async function carryOutHandBack(house: House, actor: Actor, input: { readonly placementId: string }): Promise<void> {
  await writeIfNeeded(house, actor, async (work) => {
    need(actor, END_PLACEMENTS)
    await lockPlacement(work.tx, input.placementId)
    const placement = await getPlacement(work, input.placementId)
    const given = (await placementLives(work, [placement.id])).get(placement.id)?.handBack
    if (given == null || placement.endsOn !== null) return undefined
    const note = `Handed back by the provider: ${HAND_BACK_REASON_NAMES[given.reason].toLowerCase()}.`
    return endAndRefer(work, [{ placement, lastOn: given.lastOn }], { cause: 'hand-back', source: 'provider-hand-back', reason: 'provider-handed-back', note })
  })
}
