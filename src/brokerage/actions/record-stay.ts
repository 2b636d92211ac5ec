import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { resumeFault, stayFault } from '../rules/stay-faults.ts'
import { insertHospitalStay, insertHospitalStayEnd } from '../store/placement-life.write.ts'
import { RECORD_STAYS } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'
import { placementChanged } from './placement-news.ts'

/**
 * Suspends a placement from the day a person goes into hospital: its visits from then on do not take place. The provider holds the
 * place until a day. Throws `Refused` for days that cannot be, `NotFound` for another provider's placement.
 */
export async function recordStay(house: House, actor: Actor, input: { readonly placementId: string; readonly fromOn: Temporal.PlainDate; readonly heldUntilOn: Temporal.PlainDate }): Promise<{ readonly stayId: string }> {
  return write(house, actor, async (work) => {
    need(actor, RECORD_STAYS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const fault = stayFault(placement, life.stays, input, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.clause.startsWith('hold') ? 'heldUntilOn' : 'fromOn')
    const stayId = randomUUID()
    await insertHospitalStay(work.tx, placement.providerId, { id: stayId, placementId: placement.id, fromOn: input.fromOn, heldUntilOn: input.heldUntilOn, resumesOn: null, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'placement-suspended', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { stayId, fromOn: input.fromOn.toString(), heldUntilOn: input.heldUntilOn.toString() } })
    await placementChanged(work, placement)
    return { stayId }
  })
}

/** Says from which day care goes on after the stay in hospital that has no end; its visits are planned again. Throws `Refused` when there is none, or the day cannot be. */
export async function resumeCare(house: House, actor: Actor, input: { readonly placementId: string; readonly resumesOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_STAYS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const stay = life.stays.find((each) => each.resumesOn === null)
    if (stay === undefined) throw new Refused('not-in-hospital', 'No stay in hospital without an end is recorded. Nothing was changed', 'resumesOn')
    const fault = resumeFault(placement, stay, input.resumesOn, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'resumesOn')
    if (!(await insertHospitalStayEnd(work.tx, { stayId: stay.id, providerId: placement.providerId, resumesOn: input.resumesOn, recordedAt: work.now, recordedBy: actor.name }))) throw new NotFound('The stay in hospital')
    work.audit({ kind: 'placement-resumed', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { stayId: stay.id, resumesOn: input.resumesOn.toString() } })
    await placementChanged(work, placement)
  })
}
