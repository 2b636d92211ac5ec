import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House } from '../../platform/action/work.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { stopSearch } from './withdraw-call-off.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Ends the search for a package that was withdrawn by whatever door, and withdraws its open offers. Safe to run twice: a search that
 * has ended stays as it ended, and a package that is wanted is left alone.
 */
export async function closeWithdrawnSearch(house: House, actor: Actor, input: { readonly packageId: string }): Promise<void> {
  await writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    if (carePackage.withdrawnOn === null) return undefined
    const running = (await listCallOffs(work.tx, carePackage.id)).find((callOff) => callOff.closedAt === null)
    const callOff = running === undefined ? undefined : await lockCallOff(work.tx, running.id)
    return callOff?.closedAt === null ? stopSearch(work, callOff) : undefined
  })
}
