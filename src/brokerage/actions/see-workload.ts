import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { isAway, nearnessOf, weightOf } from '../rules/share-out.ts'
import { waitDays } from '../rules/waiting.ts'
import { listPackageBrokers } from '../store/broker-work.read.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import { ASSIGN_PACKAGES, SEE_WORKLOAD, type LeavePeriod } from '../terms/broker-work.ts'
import { workInHand } from './share-out-work.ts'

/** What somebody has in hand; `accountId` null for what nobody works on. */
export interface WorkloadRow {
  readonly accountId: string | null
  readonly name: string
  readonly packages: number
  readonly weight: number
  /** Days waited, added up over the packages. */
  readonly waitingDays: number
  readonly longestDays: number
  readonly overdue: number
  /** Last day of the leave that they are on; null when they are here. */
  readonly awayUntilOn: Temporal.PlainDate | null
}

/** The work of the brokers, and leave that is on or to come. */
export interface SeenWorkload {
  readonly rows: readonly WorkloadRow[]
  readonly leave: readonly (LeavePeriod & { readonly name: string })[]
  /** Who can be recorded as away. */
  readonly staff: readonly { readonly id: string; readonly name: string }[]
}

/** What each broker has in hand, by name, what nobody has last; and leave. Throws `Forbidden`. */
export async function seeWorkload(house: House, actor: Actor): Promise<SeenWorkload> {
  return read(house, actor, async (work) => {
    need(actor, SEE_WORKLOAD)
    const hand = await workInHand(work)
    const all = await listStaff(work.tx)
    const names = new Map(all.map((each) => [each.id, each.name]))
    const others = [...new Set([...hand.brokers.values()].flatMap((each) => each.accountId ?? []))].filter((id) => !hand.staff.some((each) => each.id === id))
    const rowOf = (accountId: string | null, name: string): WorkloadRow => {
      const own = hand.packages.filter((each) => (hand.brokers.get(each.id)?.accountId ?? null) === accountId)
      const days = own.map((each) => waitDays(each.receivedOn, work.today))
      const leave = accountId !== null && isAway(hand.leave, accountId, work.today) ? hand.leave.find((each) => each.accountId === accountId) : undefined
      return {
        accountId,
        name,
        packages: own.length,
        weight: own.reduce((sum, each) => sum + weightOf(each, work.today), 0),
        waitingDays: days.reduce((sum, each) => sum + each, 0),
        longestDays: Math.max(0, ...days),
        overdue: own.filter((each) => nearnessOf(each, work.today) === 'overdue').length,
        awayUntilOn: leave?.toOn ?? null,
      }
    }
    return {
      rows: [...hand.staff.map((each) => rowOf(each.id, each.name)), ...others.map((id) => rowOf(id, names.get(id) ?? 'A closed account')), rowOf(null, 'Nobody')],
      leave: hand.leave.map((each) => ({ ...each, name: names.get(each.accountId) ?? 'A closed account' })),
      staff: all.map(({ id, name }) => ({ id, name })),
    }
  })
}

/** Ids of the waiting packages that the actor works on. Throws `Forbidden`. */
export async function ownPackageIds(house: House, actor: Actor): Promise<ReadonlySet<string>> {
  return read(house, actor, async (work) => {
    need(actor, ASSIGN_PACKAGES)
    const brokers = await listPackageBrokers(work.tx, await listUnplacedPackageIds(work.tx))
    return new Set([...brokers.values()].filter((each) => each.accountId !== null && each.accountId === actor.userId).map((each) => each.packageId))
  })
}
