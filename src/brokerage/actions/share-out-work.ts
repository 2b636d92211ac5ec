import { listPackageSummaries } from '../../care/public.ts'
import type { PackageSummary } from '../../care/terms.ts'
import { countOf } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff, type StaffAccount } from '../../platform/access/store/staff.read.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { isAway, shareOut, weightOf, type BrokerLoad, type Share } from '../rules/share-out.ts'
import { listLeave, listPackageBrokers } from '../store/broker-work.read.ts'
import { insertPackageBroker, lockSharing } from '../store/broker-work.write.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import { ASSIGN_PACKAGES, type AssignmentCause, type LeavePeriod, type PackageBroker } from '../terms/broker-work.ts'
import { chasingTerms } from './chasing-terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Who works on what waits today. */
export interface WorkInHand {
  readonly packages: readonly PackageSummary[]
  readonly brokers: ReadonlyMap<string, PackageBroker>
  /** Active accounts in the role of broker. */
  readonly staff: readonly StaffAccount[]
  readonly leave: readonly LeavePeriod[]
}

/** Everything that waits, who works on it, and who is away. Asks no permission. */
export async function workInHand(work: Work): Promise<WorkInHand> {
  const packages = await listPackageSummaries(work, await listUnplacedPackageIds(work.tx))
  const brokers = await listPackageBrokers(work.tx, packages.map((each) => each.id))
  const staff = (await listStaff(work.tx)).filter((each) => each.role === 'broker')
  return { packages, brokers, staff, leave: await listLeave(work.tx, work.today) }
}

/** What each broker has in hand today. */
function loadsOf({ packages, brokers, staff, leave }: WorkInHand, today: Temporal.PlainDate): BrokerLoad[] {
  return staff.map(({ id, name }) => {
    const own = packages.filter((each) => brokers.get(each.id)?.accountId === id)
    return { accountId: id, name, isAway: isAway(leave, id, today), packages: own.length, weight: own.reduce((sum, each) => sum + weightOf(each, today), 0) }
  })
}

/**
 * Gives packages to brokers by the rule (`shareOut`): those whose broker is on leave, is no broker any more or has no account, and, unless the council
 * shares out by hand, those that nobody works on. Brokers who were given something get one message. For the job and for a button; it is safe to run
 * twice. Answers how many were given; undefined when there was nothing to give.
 */
export async function shareOutWork(house: House, actor: Actor, input: { readonly withUnassigned?: boolean } = {}): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, ASSIGN_PACKAGES)
    await lockSharing(work.tx)
    const hand = await workInHand(work)
    const here = new Set(loadsOf(hand, work.today).flatMap((each) => (each.isAway ? [] : [each.accountId])))
    if (here.size === 0) return undefined
    const withUnassigned = input.withUnassigned ?? (await chasingTerms(work)).sharesOut
    const homeless = hand.packages.filter((each) => {
      const accountId = hand.brokers.get(each.id)?.accountId ?? null
      return accountId === null ? withUnassigned : !here.has(accountId) && !isOtherStaff(hand, accountId)
    })
    const shares = shareOut(homeless.map((each) => ({ packageId: each.id, reference: each.reference, weight: weightOf(each, work.today) })), loadsOf(hand, work.today))
    for (const share of shares) await give(work, hand, share)
    await tellBrokers(work, hand.staff, shares)
    return shares.length === 0 ? undefined : shares.length
  })
}

/** A package may be somebody's who is no broker, by hand; that is left alone unless they are away. */
function isOtherStaff({ staff, leave }: WorkInHand, accountId: string): boolean {
  return !staff.some((each) => each.id === accountId) && !leave.some((each) => each.accountId === accountId)
}

async function give(work: Work, hand: WorkInHand, share: Share): Promise<void> {
  const before = hand.brokers.get(share.packageId)
  const cause: AssignmentCause = before?.accountId == null ? 'rule' : 'leave'
  const reasons = cause === 'leave' ? [{ clause: 'away', words: 'Its broker is away.' }, ...share.reasons] : share.reasons
  await insertPackageBroker(work.tx, { packageId: share.packageId, nr: (before?.nr ?? 0) + 1, accountId: share.accountId, cause, reason: null, reasons, assignedAt: work.now, assignedBy: work.actor.name })
  const personId = hand.packages.find((each) => each.id === share.packageId)?.personId
  work.audit({ kind: 'package-given-to-broker', subjectKind: 'package', subjectId: share.packageId, ...(personId === undefined ? {} : { personId }), detail: { accountId: share.accountId, cause } })
}

async function tellBrokers(work: Work, staff: readonly StaffAccount[], shares: readonly Share[]): Promise<void> {
  for (const [accountId, own] of Map.groupBy(shares, (each) => each.accountId)) {
    await notifyAccounts(work, staff.filter((each) => each.id === accountId), 'package-handed-over', { packages: countOf(own.length, 'package'), link: '/board?work=mine' })
  }
}
