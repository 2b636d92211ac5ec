import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notify, notifyEach } from '../../platform/notify/notify.ts'
import type { CannotPrice } from './cannot-price.ts'

/**
 * Payment is held until rates or rules are there: the commissioners who add them are told what is missing, the finance officers who wait for them,
 * and each provider whose lines cannot be priced that its statement waits, without what others are paid. In a transaction of its own: that of the run leaves nothing.
 */
export async function tellHeld(house: House, actor: Actor, held: { readonly frameworkId: string; readonly periodFromOn: Temporal.PlainDate }, why: CannotPrice): Promise<void> {
  await write(house, actor, async (work) => {
    const from = wordsForDate(held.periodFromOn)
    for (const role of ['commissioner', 'finance-officer'] as const) await notify(work, { organisationId: null, role }, 'payment-held', { from, why: why.message, link: `/frameworks/${held.frameworkId}` })
    await notifyEach(work, 'provider-finance', 'statement-held', why.providerIds.map((organisationId) => ({ organisationId, fields: { from, link: '/statements' } })))
    work.audit({ kind: 'payment-held', subjectKind: 'framework', subjectId: held.frameworkId, detail: { fromOn: held.periodFromOn.toString(), providers: why.providerIds.length } })
  })
}
