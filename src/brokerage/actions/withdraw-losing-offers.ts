import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House } from '../../platform/action/work.ts'
import { lockCallOff } from '../store/call-off.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { withdrawOffers } from './withdraw-offers.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Withdraws what is still open of a search that has ended, for example because another provider was given the package. Safe to run twice. */
export async function withdrawLosingOffers(house: House, actor: Actor, input: { readonly callOffId: string }): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const callOff = await lockCallOff(work.tx, input.callOffId)
    if (callOff === undefined || callOff.closedAt === null) return undefined
    const withdrawn = (await withdrawOffers(work, callOff)).length
    return withdrawn === 0 ? undefined : withdrawn
  })
}
