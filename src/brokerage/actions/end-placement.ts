import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement } from '../public.ts'
import { endFault } from '../rules/placement-end.ts'
import { insertPlacementEnd } from '../store/placement.write.ts'
import { END_PLACEMENTS, type PlacementEndReason } from '../terms.ts'
import { placementsEnded } from './placement-news.ts'

/** Ends a placement with its last day of care and a reason. Throws `Refused` when it has an end already, or the day cannot be. */
export async function endPlacement(house: House, actor: Actor, input: { readonly placementId: string; readonly endsOn: Temporal.PlainDate; readonly reason: PlacementEndReason }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, END_PLACEMENTS)
    const placement = await getPlacement(work, input.placementId)
    const fault = endFault(placement, input.endsOn, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'endsOn')
    const end = { placementId: placement.id, providerId: placement.providerId, endsOn: input.endsOn, reason: input.reason, recordedAt: work.now, recordedBy: actor.name }
    if (!(await insertPlacementEnd(work.tx, end))) {
      const endsOn = (await getPlacement(work, input.placementId)).endsOn
      throw new Refused('already-ended', `This placement already ends${endsOn === null ? '' : ` on ${wordsForDate(endsOn)}`}. Nothing was changed`)
    }
    work.audit({ kind: 'placement-ended', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { packageId: placement.packageId, providerId: placement.providerId, endsOn: input.endsOn.toString(), reason: input.reason } })
    await placementsEnded(work, [placement])
  })
}
