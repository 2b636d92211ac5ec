import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement } from '../public.ts'
import type { OfferPlace } from '../terms.ts'
import { TRANSFER } from '../terms/placement-life.ts'
import { decideOrder } from './decide-order.ts'

/** Whom a person could be transferred to: everybody the framework's order would ask today, and who is left out only because it handed the package back, but the present provider. Audits `package-read`. */
export async function seeTransferChoices(house: House, actor: Actor, placementId: string): Promise<OfferPlace[]> {
  return read(house, actor, async (work) => {
    need(actor, TRANSFER)
    const placement = await getPlacement(work, placementId)
    const order = await decideOrder(work, await getPackage(work, placement.packageId), placement.zoneId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: placement.packageId, personId: placement.personId, detail: { part: 'transfer' } })
    return order.places.filter((place) => (place.step !== null || isOnlyHandedBack(place)) && place.providerId !== placement.providerId)
  })
}

/** A broker may ask directly a provider that gave the package back. */
function isOnlyHandedBack({ reasons }: OfferPlace): boolean {
  const stops = reasons.filter((reason) => !reason.clause.startsWith('earlier-'))
  return stops.length > 0 && stops.every((reason) => reason.clause === 'handed-back')
}
