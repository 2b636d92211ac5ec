import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { SEE_BOARD, type OfferOrder } from '../terms.ts'
import { decideOrder } from './decide-order.ts'
import { zoneToSearch } from './open-call-off.ts'

/** The offer order as it would be decided now, without asking anybody. Throws `Refused` when the package is withdrawn or in no zone. */
export async function previewOfferOrder(house: House, actor: Actor, packageId: string): Promise<OfferOrder> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const carePackage = await getPackage(work, packageId)
    const order = await decideOrder(work, carePackage, zoneToSearch(carePackage))
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { part: 'offer-order' } })
    return order
  })
}
