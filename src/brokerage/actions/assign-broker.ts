import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { listLeave, listPackageBrokers } from '../store/broker-work.read.ts'
import { insertPackageBroker } from '../store/broker-work.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { ASSIGN_PACKAGES, type AssignmentCause } from '../terms/broker-work.ts'

/** Who is to work on a package: an account, or null to leave it to nobody. */
export interface BrokerInput {
  readonly packageId: string
  readonly accountId: string | null
  readonly reason: string
}

/**
 * Says who works on a package that waits: takes it, hands it over, or gives it away. A package that somebody works on changes hands with a reason
 * alone. Whoever is given it gets a message. Throws `Refused` when it does not wait, the new broker is no broker or away, nothing would change, or it changed
 * hands in the meantime.
 */
export async function assignBroker(house: House, actor: Actor, { packageId, accountId, ...input }: BrokerInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, ASSIGN_PACKAGES)
    const carePackage = await getPackage(work, packageId)
    if (carePackage.withdrawnOn !== null || (await listPlacementRows(work.tx, { packageId })).length > 0) throw new Refused('not-waiting', `Package ${carePackage.reference} no longer waits for a provider, so nobody works on it`, 'accountId')
    const before = (await listPackageBrokers(work.tx, [packageId])).get(packageId)
    const reason = input.reason.trim()
    if ((before?.accountId ?? null) === accountId) throw new Refused('same-broker', accountId === null ? 'Nobody works on this package. Choose who does' : 'They work on this package already. Choose somebody else', 'accountId')
    if (before?.accountId != null && reason === '') throw new Refused('hand-over-reason', 'Enter why the package changes hands', 'reason')
    const to = accountId === null ? undefined : (await listStaff(work.tx)).find((each) => each.id === accountId)
    if (accountId !== null && to === undefined) throw new NotFound('The account')
    if (to !== undefined && to.role !== 'broker') throw new Refused('no-broker', `${to.name} is not a broker`, 'accountId')
    const away = (await listLeave(work.tx, work.today)).find((each) => each.accountId === accountId && Temporal.PlainDate.compare(each.fromOn, work.today) <= 0)
    if (to !== undefined && away !== undefined) throw new Refused('broker-away', `${to.name} is away until ${wordsForDate(away.toOn)}. Choose somebody who is here`, 'accountId')
    const cause: AssignmentCause = accountId !== null && accountId === actor.userId ? 'taken' : before?.accountId == null ? 'by-hand' : 'handed-over'
    const isKept = await insertPackageBroker(work.tx, { packageId, nr: (before?.nr ?? 0) + 1, accountId, cause, reason: reason === '' ? null : reason, reasons: [], assignedAt: work.now, assignedBy: actor.name })
    if (!isKept) throw new Refused('changed-hands', `Package ${carePackage.reference} changed hands in the meantime. Look again`, 'accountId')
    work.audit({ kind: 'package-given-to-broker', subjectKind: 'package', subjectId: packageId, personId: carePackage.personId, detail: { accountId, cause } })
    if (to !== undefined && to.id !== actor.userId) await notifyAccounts(work, [to], 'package-handed-over', { packages: `Package ${carePackage.reference}`, link: `/packages/${packageId}#work` })
  })
}
