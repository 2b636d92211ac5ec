import type { CarePackage } from '../../care/terms.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { listUnapproved } from '../store/spending.read.ts'

/** Throws `Refused` when the cost of a package waits for approval, or was refused. Asked before a package is split, and once a search could not begin. */
export async function refuseUnapproved(work: Work, carePackage: Pick<CarePackage, 'id' | 'reference'>): Promise<void> {
  const state = (await listUnapproved(work.tx, [carePackage.id])).get(carePackage.id)
  if (state === 'waits') throw new Refused('awaiting-approval', `Package ${carePackage.reference} costs more than the limit of whoever referred it. Somebody else approves it before offers are sent`)
  if (state === 'refused') throw new Refused('approval-refused', `The cost of package ${carePackage.reference} was not approved. Ask again with a reason on its page, or withdraw the package`)
}
