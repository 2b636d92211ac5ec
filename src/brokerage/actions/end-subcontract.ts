import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listSubcontracts, lockSubcontracts } from '../store/subcontract.read.ts'
import { insertSubcontractEnd } from '../store/subcontract.write.ts'
import { getPlacement } from '../public.ts'
import { KEEP_SUBCONTRACTS } from '../terms/subcontract.ts'

/** Ends a subcontract with its last day and why: its hours are the placed provider's own again. Throws `NotFound`, and `Refused` when it has ended or the day is not within it. */
export async function endSubcontract(house: House, actor: Actor, input: { readonly placementId: string; readonly subcontractId: string; readonly endsOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_SUBCONTRACTS)
    const placement = await getPlacement(work, input.placementId)
    if (actor.organisationId !== null && !isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    await lockSubcontracts(work.tx, placement.id)
    const subcontract = (await listSubcontracts(work.tx, { placementId: placement.id })).find((each) => each.id === input.subcontractId)
    if (subcontract === undefined) throw new NotFound('The subcontract')
    const { fromOn, toOn } = subcontract
    if (Temporal.PlainDate.compare(input.endsOn, fromOn) < 0 || (toOn !== null && Temporal.PlainDate.compare(input.endsOn, toOn) > 0)) {
      throw new Refused('end-outside', `The subcontract runs from ${wordsForDate(fromOn)}${toOn === null ? '' : ` to ${wordsForDate(toOn)}`}. Enter a day within it`, 'endsOn')
    }
    if (!(await insertSubcontractEnd(work.tx, { subcontract, endsOn: input.endsOn, reason: input.reason }, { at: work.now, by: actor.name }))) throw new Refused('already-ended', 'This subcontract has been ended already. Nothing was changed')
    work.audit({ kind: 'subcontract-ended', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { subcontractId: subcontract.id, endsOn: input.endsOn.toString(), reason: input.reason } })
  })
}
