import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findProvider } from '../store/provider.read.ts'
import { insertLeaving } from '../store/leaving.write.ts'
import { lockProvider, saveLeaving } from '../store/provider.write.ts'
import { KEEP_MARKET, type LeavingReason } from '../terms.ts'

/** Records that a provider leaves: its last day and why. It is offered nothing after that day. Throws `Forbidden`, `NotFound`, and `Refused` when it has left already. */
export async function withdrawProvider(house: House, actor: Actor, input: { readonly providerId: string; readonly leftOn: Temporal.PlainDate; readonly reason: LeavingReason }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    if (!(await lockProvider(work.tx, input.providerId))) throw new NotFound('The provider')
    const provider = await findProvider(work.tx, input.providerId)
    if (provider?.leftOn !== null) throw new Refused('provider-left', 'This provider has its last day already.', 'leftOn-day')
    await saveLeaving(work.tx, input.providerId, input.leftOn, input.reason)
    await insertLeaving(work.tx, { ...input, id: randomUUID(), frameworkId: null, successorId: null, note: null }, { at: work.now, by: actor.name })
    work.audit({ kind: 'provider-withdrawn', subjectKind: 'provider', subjectId: input.providerId, detail: { leftOn: input.leftOn.toString(), reason: input.reason } })
  })
}
