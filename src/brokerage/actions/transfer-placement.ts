import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { directAward } from '../rules/direct-award.ts'
import { TRANSFER } from '../terms/placement-life.ts'
import { decideOrder } from './decide-order.ts'
import { endAndRefer } from './end-and-refer.ts'
import { beginSearch, zoneToSearch } from './open-call-off.ts'
import { lockedLife } from './own-placement.ts'

/** A transfer: the last day with the present provider, why, and the provider the person chose, if they did. */
export interface TransferInput {
  readonly placementId: string
  readonly lastOn: Temporal.PlainDate
  readonly reason: string
  /** Left out, the new package waits for a search by the framework's order. */
  readonly toProviderId: string | null
}

/**
 * Ends a placement and refers the person again; with a provider chosen, the new package is offered to it alone, by direct award, with
 * the reason kept in the order. Throws `Refused` when the day cannot be, or the chosen provider could not be asked, with its reasons.
 */
export async function transferPlacement(house: House, actor: Actor, input: TransferInput): Promise<{ readonly packageId: string; readonly packageReference: string }> {
  return write(house, actor, async (work) => {
    need(actor, TRANSFER)
    const { placement } = await lockedLife(work, input.placementId)
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('transfer-reason', 'Enter why the person moves', 'reason')
    const [referred] = await endAndRefer(work, [{ placement, lastOn: input.lastOn }], { cause: 'transfer', source: 'change', reason: input.toProviderId === null ? 'other' : 'persons-choice', note: `Transfer from another provider: ${reason}` })
    if (referred === undefined) throw new Error('a placement was ended and its person not referred again')
    // Under the framework that replaces its own a person may stay with the provider they have.
    if (input.toProviderId === placement.providerId && referred.move === null) throw new Refused('same-provider', 'Choose another provider than the present one', 'toProviderId')
    if (input.toProviderId !== null) {
      const carePackage = await getPackage(work, referred.packageId)
      const zoneId = zoneToSearch(carePackage)
      const order = directAward(await decideOrder(work, carePackage, zoneId, undefined, input.toProviderId), { providerId: input.toProviderId, reason })
      if (!order.ok) throw new Refused('not-askable', order.reasons.map((each) => each.words).join(' '), 'toProviderId')
      await beginSearch(work, carePackage, zoneId, order.value)
    }
    work.audit({ kind: 'placement-transferred', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { packageId: referred.packageId, toProviderId: input.toProviderId } })
    return { packageId: referred.packageId, packageReference: referred.packageReference }
  })
}
