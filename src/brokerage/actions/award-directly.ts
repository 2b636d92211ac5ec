import { getPackage } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { askFirst } from '../rules/ask-first.ts'
import { awardGroundFault, existingProviders } from '../rules/award-ground.ts'
import { directAward, mayBeAskedDirectly } from '../rules/direct-award.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEND_OFFERS, type OfferOrder, type OfferPlace } from '../terms.ts'
import { AWARD_GROUND_NAMES, type AwardGround } from '../terms/direct-award.ts'
import { decideOrder } from './decide-order.ts'
import { beginSearch, zoneToSearch, type OpenedCallOff } from './open-call-off.ts'

/** A direct award: to whom, on which ground, why, and whether the others are asked when that provider does not take it. */
export interface AwardInput {
  readonly packageId: string
  readonly providerId: string
  readonly ground: AwardGround
  readonly reason: string
  /** True: the framework's order follows. False: the search ends, and the brokers are told. */
  readonly thenOrder: boolean
}

/**
 * Offers a package that waits to one chosen provider alone, outside the framework's order; the provider still answers. The ground and the reason
 * stand in the offer order for ever. Throws `Refused` when the ground is not permitted, when the framework's own order leaves the provider out (it is
 * suspended, say), with every reason, or as `openCallOff` does. A provider that handed the package back may be asked.
 */
export async function awardDirectly(house: House, actor: Actor, input: AwardInput): Promise<OpenedCallOff> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const zoneId = zoneToSearch(carePackage)
    const reason = input.reason.trim()
    const fault = awardGroundFault({ ...input, reason, carePackage, placements: await listPlacementRows(work.tx, { personId: carePackage.personId }), today: work.today })
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const opened = await beginSearch(work, carePackage, zoneId, await awardOrder(work, carePackage, zoneId, { ...input, reason }))
    work.audit({ kind: 'package-awarded-directly', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { callOffId: opened.callOffId, providerId: input.providerId, ground: input.ground, thenOrder: input.thenOrder } })
    return opened
  })
}

async function awardOrder(work: Work, carePackage: CarePackage, zoneId: string, { providerId, ground, reason, thenOrder }: AwardInput): Promise<OfferOrder> {
  const order = await decideOrder(work, carePackage, zoneId, undefined, providerId)
  const why = `${AWARD_GROUND_NAMES[ground]}: ${reason}`
  const alone = directAward(order, { providerId, reason: why })
  if (!alone.ok) throw new Refused('not-askable', alone.reasons.map((each) => each.words).join(' '), 'providerId')
  if (!thenOrder) return alone.value
  return askFirst(order, { providerId, reason: { clause: 'direct-award', words: `Direct award: asked first, before the order of the framework. ${why}` } }) ?? alone.value
}

/** Whom a package that waits could be awarded to directly, and who could not be, with each one's reasons. */
export interface AwardChoices {
  readonly carePackage: CarePackage
  readonly places: readonly (OfferPlace & { readonly caresAlready: boolean })[]
  readonly leftOut: readonly OfferPlace[]
}

/** Whom a package that waits could be awarded to directly. Audits `package-read`. Throws `Refused` when it is withdrawn or in no zone. */
export async function seeAwardChoices(house: House, actor: Actor, packageId: string): Promise<AwardChoices> {
  return read(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, packageId)
    const { places } = await decideOrder(work, carePackage, zoneToSearch(carePackage))
    const known = existingProviders({ placements: await listPlacementRows(work.tx, { personId: carePackage.personId }), today: work.today })
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { part: 'direct-award' } })
    return {
      carePackage,
      places: places.filter(mayBeAskedDirectly).map((place) => ({ ...place, caresAlready: known.has(place.providerId) })),
      leftOut: places.filter((place) => !mayBeAskedDirectly(place)),
    }
  })
}
