import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertInterimCover } from '../store/interim-cover.write.ts'
import { SEND_OFFERS } from '../terms.ts'
import type { CoverRecord } from '../terms/interim-cover.ts'

/** Records who looks after a person while their package waits, from today or another day, what that costs a week and how likely it is to break down. What was recorded before stays in the history. */
export async function setInterimCover(house: House, actor: Actor, input: Pick<CoverRecord, 'kind' | 'note'> & Partial<Pick<CoverRecord, 'fromOn' | 'weeklyPence' | 'risk' | 'riskNote'>> & { readonly packageId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const fromOn = input.fromOn ?? work.today
    await insertInterimCover(work.tx, { id: randomUUID(), packageId: carePackage.id, kind: input.kind, note: input.note, fromOn, weeklyPence: input.weeklyPence ?? null, risk: input.risk ?? null, riskNote: input.riskNote ?? null, recordedAt: work.now, recordedBy: actor.name })
    work.audit({ kind: 'interim-cover-set', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { kind: input.kind, fromOn: fromOn.toString(), weeklyPence: input.weeklyPence ?? null, risk: input.risk ?? null } })
  })
}
