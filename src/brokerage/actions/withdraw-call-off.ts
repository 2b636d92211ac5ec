import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { lockCallOff } from '../store/call-off.read.ts'
import { closeCallOff } from '../store/call-off.write.ts'
import { SEND_OFFERS, type CallOff } from '../terms.ts'
import { personOfPackage } from './person-of-package.ts'
import { withdrawOffers } from './withdraw-offers.ts'

/** Stops a search: its open offers are withdrawn, the package goes on waiting. Throws `Refused` when it has ended already. */
export async function withdrawCallOff(house: House, actor: Actor, input: { readonly callOffId: string }): Promise<{ readonly withdrawn: number }> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const callOff = await lockCallOff(work.tx, input.callOffId)
    if (callOff === undefined) throw new NotFound('The search')
    if (callOff.closedReason === 'placed') throw new Refused('already-placed', 'A provider has accepted this package meanwhile. Nothing was withdrawn')
    if (callOff.closedAt !== null) throw new Refused('search-ended', 'These offers have ended already. Nothing was changed')
    return { withdrawn: await stopSearch(work, callOff) }
  })
}

/** Ends a running search, which the caller holds locked, and withdraws its open offers. */
export async function stopSearch(work: Work, callOff: CallOff): Promise<number> {
  const withdrawn = (await withdrawOffers(work, callOff)).length
  await closeCallOff(work.tx, callOff.id, work.now, 'withdrawn')
  work.audit({ kind: 'call-off-withdrawn', subjectKind: 'call-off', subjectId: callOff.id, personId: await personOfPackage(work, callOff.packageId), detail: { packageId: callOff.packageId, withdrawn } })
  return withdrawn
}
