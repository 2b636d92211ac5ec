import { getPackage, withdrawPackage as markPackageWithdrawn } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { stopSearch } from './withdraw-call-off.ts'

/** Takes a package off the awaiting-care list from today, because it is no longer wanted; open offers are withdrawn. Throws `Refused` when it is placed. */
export async function withdrawPackage(house: House, actor: Actor, input: { readonly packageId: string; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const running = (await listCallOffs(work.tx, carePackage.id)).find((callOff) => callOff.closedAt === null)
    const callOff = running === undefined ? undefined : await lockCallOff(work.tx, running.id)
    const placements = await listPlacementRows(work.tx, { packageId: carePackage.id })
    if (placements.length > 0) throw new Refused('already-placed', `Package ${carePackage.reference} is placed. End the placement instead`)
    if (callOff?.closedAt === null) await stopSearch(work, callOff)
    await markPackageWithdrawn(work, carePackage.id, work.today, input.reason)
  })
}
