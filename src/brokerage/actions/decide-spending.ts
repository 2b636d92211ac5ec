import { getPackage } from '../../care/public.ts'
import { REFER_PEOPLE } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { approvalFault } from '../rules/spending-limit.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { listSpendingChecks } from '../store/spending.read.ts'
import { insertSpendingDecision } from '../store/spending.write.ts'
import { APPROVE_SPENDING, type SpendingCheck, type SpendingStanding } from '../terms/spending.ts'
import { checkSpending, standingOf } from './check-spending.ts'

/** Somebody without a limit, while none was ever set. */
export const NO_LIMIT: SpendingStanding = { limitPence: null, mayApproveOwn: false, from: 'unset' }

/**
 * Approves or refuses the cost of a package. Throws `Refused` when nothing waits, whoever asked decides, the approver's limit is too low,
 * a refusal gives no reason, or somebody decided in the meantime. Whoever asked is told.
 */
export async function decideSpending(house: House, actor: Actor, input: { readonly packageId: string; readonly isApproved: boolean; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_SPENDING)
    const carePackage = await getPackage(work, input.packageId)
    const check = await newestCheck(work, input.packageId)
    if (check?.needsApproval !== true) throw new Refused('needs-none', `The cost of package ${carePackage.reference} needs no approval. Nothing was changed`, 'decision')
    const note = input.note?.trim() ?? ''
    if (!input.isApproved && note === '') throw new Refused('decision-note', 'Enter why it is refused', 'note')
    const standing = (await standingOf(work)) ?? NO_LIMIT
    const fault = approvalFault({ by: { accountId: check.askedByAccount, name: check.askedBy }, costPence: check.weeklyPence }, { accountId: actor.userId, name: actor.name, standing }, input.isApproved)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'decision')
    const isKept = await insertSpendingDecision(work.tx, { checkId: check.id, isApproved: input.isApproved, limitPence: standing.limitPence, note: note === '' ? null : note, decidedAt: work.now, decidedBy: actor.name, decidedByAccount: actor.userId })
    if (!isKept) throw new Refused('already-decided', `The cost of package ${carePackage.reference} was decided already. Nothing was changed`, 'decision')
    work.audit({ kind: 'approval-decided', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { checkId: check.id, isApproved: input.isApproved } })
    const asker = (await listStaff(work.tx)).filter((each) => each.id === check.askedByAccount)
    await notifyAccounts(work, asker, 'approval-decided', { package: carePackage.reference, decision: input.isApproved ? 'the cost is approved' : 'the cost is not approved', link: `/packages/${carePackage.id}#work` })
  })
}

/** Asks again for the approval of a cost that was refused, reckoned anew, with a reason; whoever asks is now the one who asked. Throws `Refused` when nothing was refused. */
export async function askAgain(house: House, actor: Actor, input: { readonly packageId: string; readonly note: string }): Promise<{ readonly needsApproval: boolean }> {
  return write(house, actor, async (work) => {
    need(actor, REFER_PEOPLE)
    const carePackage = await getPackage(work, input.packageId)
    const note = input.note.trim()
    if (note === '') throw new Refused('ask-note', 'Enter why it is asked again', 'note')
    const check = await newestCheck(work, input.packageId)
    if (check?.decision?.isApproved !== false) throw new Refused('not-refused', `The cost of package ${carePackage.reference} was not refused. Nothing was changed`, 'note')
    if (carePackage.withdrawnOn !== null || (await listPlacementRows(work.tx, { packageId: carePackage.id })).length > 0) throw new Refused('not-waiting', `Package ${carePackage.reference} no longer waits for a provider. Nothing was changed`, 'note')
    const waiting = await checkSpending(work, [{ ...carePackage, packageId: carePackage.id, nr: check.nr + 1, askNote: note }])
    work.audit({ kind: 'approval-asked-again', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { nr: check.nr + 1 } })
    return { needsApproval: waiting > 0 }
  })
}

async function newestCheck(work: Work, packageId: string): Promise<SpendingCheck | undefined> {
  return (await listSpendingChecks(work.tx, [packageId]))[0]
}
