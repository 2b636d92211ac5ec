import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { mayEndWhatIf } from '../rules/may-end-what-if.ts'
import { hasDraft, lockWhatIf } from '../store/what-if.read.ts'
import { cancelWhatIf as markCancelled, deleteWhatIf as remove } from '../store/what-if.write.ts'
import { SEE_WHAT_IFS, type WhatIf } from '../terms/what-if.ts'

/** Cancels a what-if that is being priced; the job leaves it at its next part. Throws `Refused` for who did not ask for it, one that has ended and one of a draft; `NotFound`. */
export async function cancelWhatIf(house: House, actor: Actor, whatIfId: string): Promise<void> {
  await write(house, actor, async (work) => {
    await endable(work, whatIfId, 'cancel')
    await markCancelled(work.tx, whatIfId, work.now, `${actor.name} cancelled it before it was worked out.`)
    work.audit({ kind: 'what-if-cancelled', subjectKind: 'what-if', subjectId: whatIfId })
  })
}

/** Deletes a what-if with its answer, also while it is being priced. That it was there, and who deleted it, stays in the audit. Throws as above. */
export async function deleteWhatIf(house: House, actor: Actor, whatIfId: string): Promise<void> {
  await write(house, actor, async (work) => {
    const found = await endable(work, whatIfId, 'delete')
    await remove(work.tx, whatIfId)
    work.audit({ kind: 'what-if-deleted', subjectKind: 'what-if', subjectId: whatIfId, detail: { frameworkId: found.frameworkId, fromOn: found.fromOn.toString(), toOn: found.toOn.toString(), askedBy: found.askedBy.name } })
  })
}

async function endable(work: Work, whatIfId: string, how: 'cancel' | 'delete'): Promise<Pick<WhatIf, 'frameworkId' | 'fromOn' | 'toOn'> & { readonly askedBy: { readonly accountId: string | null; readonly name: string } }> {
  const { actor } = work
  need(actor, SEE_WHAT_IFS)
  const found = await lockWhatIf(work.tx, whatIfId)
  if (found === undefined) throw new NotFound('The what-if')
  const askedBy = { accountId: found.askedByAccount, name: found.askedBy }
  const decided = mayEndWhatIf({ askedBy, hasEnded: found.endedAt !== null, isOfDraft: await hasDraft(work.tx, whatIfId) }, { accountId: actor.userId, name: actor.name, isAdministrator: actor.role === 'administrator' }, how)
  if (!decided.ok) throw new Refused(decided.reasons[0]?.clause ?? 'refused', decided.reasons.map((reason) => reason.words).join(' '), 'end')
  return { frameworkId: found.frameworkId, fromOn: found.fromOn, toOn: found.toOn, askedBy }
}
