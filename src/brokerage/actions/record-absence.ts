import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { absenceFault, returnFault } from '../rules/absence-faults.ts'
import { insertAbsence, insertAbsenceReturn } from '../store/placement-away.write.ts'
import { RECORD_STAYS, type AbsenceKind } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'
import { placementChanged } from './placement-news.ts'

/** Records that a person is on holiday or in respite care for some days: visits of these days do not take place. Throws `Refused` for days that cannot be, `NotFound` for another provider's placement. */
export async function recordAbsence(house: House, actor: Actor, input: { readonly placementId: string; readonly kind: AbsenceKind; readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly toldOn: Temporal.PlainDate }): Promise<{ readonly absenceId: string }> {
  return write(house, actor, async (work) => {
    need(actor, RECORD_STAYS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const fault = absenceFault(placement, life.absences, input, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const absenceId = randomUUID()
    await insertAbsence(work.tx, placement.providerId, { id: absenceId, placementId: placement.id, kind: input.kind, fromOn: input.fromOn, toOn: input.toOn, toldOn: input.toldOn, returnsOn: null, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'absence-recorded', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { absenceId, kind: input.kind, fromOn: input.fromOn.toString(), toOn: input.toOn.toString(), toldOn: input.toldOn.toString() } })
    await placementChanged(work, placement)
    return { absenceId }
  })
}

/** Says that the person comes back sooner or later than was recorded, or never was away (its first day); visits are planned again. Throws `Refused` for a day that cannot be, `NotFound`. */
export async function changeReturn(house: House, actor: Actor, input: { readonly placementId: string; readonly absenceId: string; readonly returnsOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_STAYS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const absence = life.absences.find((each) => each.id === input.absenceId)
    if (absence === undefined) throw new NotFound('The absence')
    const fault = returnFault(placement, absence, life.absences.filter((each) => each.id !== absence.id), input.returnsOn)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    await insertAbsenceReturn(work.tx, placement.providerId, { absenceId: absence.id, returnsOn: input.returnsOn, at: work.now, by: actor.name })
    work.audit({ kind: 'absence-changed', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { absenceId: absence.id, returnsOn: input.returnsOn.toString() } })
    await placementChanged(work, placement)
  })
}
