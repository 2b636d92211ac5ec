import { getPackage, personLabels } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { isAway } from '../rules/share-out.ts'
import { approvalFault } from '../rules/spending-limit.ts'
import { listBrokersOfPackage, listLeave } from '../store/broker-work.read.ts'
import { listEscalations } from '../store/chasing.read.ts'
import { listSpendingChecks } from '../store/spending.read.ts'
import type { PackageBroker } from '../terms/broker-work.ts'
import { SEE_BOARD } from '../terms.ts'
import type { Escalation, SpendingCheck } from '../terms/spending.ts'
import { standingOf } from './check-spending.ts'
import { NO_LIMIT } from './decide-spending.ts'

/** Who works on a package, whether its cost is approved, and what was escalated. */
export interface PackageWork {
  readonly packageReference: string
  readonly initials: string
  /** The newest first. */
  readonly checks: readonly SpendingCheck[]
  /** Why the actor cannot approve the newest check; null when they can, or nothing waits. */
  readonly fault: string | null
  /** The newest first. */
  readonly brokers: readonly (PackageBroker & { readonly name: string })[]
  /** Brokers who can be given it: those who are here. */
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly escalations: readonly Escalation[]
}

/** What the page of a package shows of the work on it. Part of the package, whose reading is audited by `seePackage`; asked alone, it audits `package-read`. */
export async function seePackageWork(house: House, actor: Actor, packageId: string, isAlone = true): Promise<PackageWork> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const { id, reference, personId } = await getPackage(work, packageId)
    if (isAlone) work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: id, personId, detail: { part: 'work' } })
    const checks = await listSpendingChecks(work.tx, [id])
    const [newest] = checks
    const fault = newest === undefined ? undefined : approvalFault({ by: { accountId: newest.askedByAccount, name: newest.askedBy }, costPence: newest.weeklyPence }, { accountId: actor.userId, name: actor.name, standing: (await standingOf(work)) ?? NO_LIMIT }, true)
    const staff = await listStaff(work.tx)
    const names = new Map(staff.map((each) => [each.id, each.name]))
    const leave = await listLeave(work.tx, work.today)
    return {
      packageReference: reference,
      initials: (await personLabels(work, [personId])).get(personId)?.initials ?? '',
      checks,
      fault: fault?.words ?? null,
      brokers: (await listBrokersOfPackage(work.tx, id)).map((each) => ({ ...each, name: each.accountId === null ? 'Nobody' : (names.get(each.accountId) ?? 'A closed account') })),
      choices: staff.filter((each) => each.role === 'broker' && !isAway(leave, each.id, work.today)).map(({ id: accountId, name }) => ({ id: accountId, name })),
      escalations: await listEscalations(work.tx, { packageIds: [id] }),
    }
  })
}
