import type { CarePackage } from '../../care/terms.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { askFirst, type AskedFirst } from '../rules/ask-first.ts'
import type { OfferOrder } from '../terms.ts'
import { decideOrder } from './decide-order.ts'

/** The offer order of a package, with one provider asked alone first where one is named. Throws `Refused` when the ordinary order leaves that one out. */
export async function orderAskingFirst(work: Work, carePackage: CarePackage, zoneId: string, first: AskedFirst | undefined): Promise<OfferOrder> {
  const order = await decideOrder(work, carePackage, zoneId)
  if (first === undefined) return order
  const asked = askFirst(order, first)
  if (asked !== undefined) return asked
  const place = order.places.find((each) => each.providerId === first.providerId)
  const why = place === undefined ? 'it stands neither in its zone nor where cross-zone work is allowed' : place.reasons.map((reason) => reason.words).join(' ')
  throw new Refused('not-in-order', `This provider cannot be offered package ${carePackage.reference}: ${why}`, 'providerId')
}
