import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertPlacementStart } from '../store/placement-life.write.ts'
import { RECORD_STAYS, START_CONFIRMED } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'

/** Confirms that care began, and on which day; the practitioner who referred the person is told by a job. Throws `Refused` for a day before the first, after the last or to come, and when it was confirmed before. */
export async function confirmStart(house: House, actor: Actor, input: { readonly placementId: string; readonly startedOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_STAYS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const { startedOn } = input
    if (life.startedOn !== null) throw new Refused('already-started', `Care began on ${wordsForDate(life.startedOn)}: that is confirmed already. Nothing was changed`, 'startedOn')
    if (Temporal.PlainDate.compare(startedOn, work.today) > 0) throw new Refused('start-to-come', 'Confirm the start on the day care begins, or later', 'startedOn')
    if (Temporal.PlainDate.compare(startedOn, placement.startsOn) < 0) throw new Refused('start-too-early', `The placement begins on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'startedOn')
    if (placement.endsOn !== null && Temporal.PlainDate.compare(startedOn, placement.endsOn) > 0) throw new Refused('start-after-end', `The placement ended on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'startedOn')
    await insertPlacementStart(work.tx, { placementId: placement.id, providerId: placement.providerId, startedOn, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'start-confirmed', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { startedOn: startedOn.toString() } })
    work.publish(START_CONFIRMED, { placementId: placement.id })
  })
}
