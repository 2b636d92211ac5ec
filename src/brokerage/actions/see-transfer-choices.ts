import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement } from '../public.ts'
import { mayBeAskedDirectly } from '../rules/direct-award.ts'
import type { OfferPlace } from '../terms.ts'
import { TRANSFER } from '../terms/placement-life.ts'
import type { FrameworkMove } from '../terms/transition.ts'
import { decideMovesOf } from './decide-moves.ts'
import { decideOrder } from './decide-order.ts'

/** Whom a person could be transferred to, and the framework that the package would move into for the one that replaces its own. */
export interface TransferChoices {
  readonly places: readonly OfferPlace[]
  readonly move: FrameworkMove | null
}

/** Whom a person could be transferred to: everybody the framework's order would ask today, and who is left out only because it handed the package back. The present provider is among them only where the package moves into another framework. Audits `package-read`. */
export async function seeTransferChoices(house: House, actor: Actor, placementId: string): Promise<TransferChoices> {
  return read(house, actor, async (work) => {
    need(actor, TRANSFER)
    const placement = await getPlacement(work, placementId)
    const [moves] = await decideMovesOf(work, [{ placement, event: 'transfer' }])
    const move = moves?.at(-1) ?? null
    const carePackage = await getPackage(work, placement.packageId)
    const order = await decideOrder(work, { ...carePackage, ...(move === null ? {} : { frameworkId: move.frameworkId, zoneId: move.zoneId }) }, move?.zoneId ?? placement.zoneId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: placement.packageId, personId: placement.personId, detail: { part: 'transfer' } })
    return { places: order.places.filter((place) => mayBeAskedDirectly(place) && (move !== null || place.providerId !== placement.providerId)), move }
  })
}
