import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertInterimCover } from '../store/interim-cover.write.ts'
import { SEND_OFFERS, type InterimCover } from '../terms.ts'

/** Records who looks after a person while their package waits, from today or another day. What was recorded before stays in the history. */
export async function setInterimCover(house: House, actor: Actor, input: { readonly packageId: string; readonly kind: InterimCover; readonly note: string | null; readonly fromOn?: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const fromOn = input.fromOn ?? work.today
    await insertInterimCover(work.tx, { id: randomUUID(), packageId: carePackage.id, kind: input.kind, note: input.note, fromOn, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'interim-cover-set', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { kind: input.kind, fromOn: fromOn.toString() } })
  })
}
