import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House } from '../../platform/action/work.ts'
import { lockCallOff } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { moveOn, type MovedOn } from './move-on.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Sends the next step of a search when everybody of the present one has answered. Undefined when somebody has not, or it has ended. Safe to run twice. */
export async function sendNextOffers(house: House, actor: Actor, input: { readonly callOffId: string }): Promise<MovedOn | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const callOff = await lockCallOff(work.tx, input.callOffId)
    if (callOff === undefined) return undefined
    return moveOn(work, callOff, await listOffers(work.tx, { callOffIds: [callOff.id] }))
  })
}
