import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { listOffers } from '../store/offer.read.ts'
import { listPartialDecisions } from '../store/partial-answer.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Tells the brokers that a provider can do part of a package. Undefined when somebody has decided already. */
export async function tellOfPartialAnswer(house: House, actor: Actor, input: { readonly offerId: string }): Promise<true | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const [offer] = await listOffers(work.tx, { id: input.offerId })
    if (offer === undefined || (await listPartialDecisions(work.tx, [offer.id])).size > 0) return undefined
    const { reference, personId, id } = await getPackage(work, offer.packageId)
    await notify(work, { organisationId: null, role: 'broker' }, 'partial-answer', { package: reference, link: `/packages/${id}/partial-answers` })
    work.audit({ kind: 'partial-answer-told', subjectKind: 'offer', subjectId: offer.id, personId, detail: { packageId: id } })
    return true
  })
}
