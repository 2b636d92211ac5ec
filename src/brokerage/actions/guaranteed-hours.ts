import { getFramework, guaranteeHoursIn, listFrameworkStandings, listGuarantees, listZones, providerNames } from '../../market/public.ts'
import type { Block } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { guaranteeStatus, type GuaranteeStatus } from '../rules/guarantee-status.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import { SEE_OBLIGATIONS } from '../terms/obligation.ts'

/** A guarantee of hours with its use today. */
export interface SeenGuarantee extends Block {
  readonly zoneName: string
  readonly providerName: string
  readonly status: GuaranteeStatus
  /** Minutes a week of it that placements use today; null unless it is in force. Hours above the guarantee do not count. */
  readonly usedMinutes: number | null
  readonly recordedBy: string
}

/** The guaranteed hours of a framework, and who can be given some. */
export interface SeenGuarantees {
  readonly frameworkName: string
  readonly guarantees: readonly SeenGuarantee[]
  /** Each provider in each zone where it stands. */
  readonly standings: readonly { readonly zoneId: string; readonly zoneName: string; readonly providerId: string; readonly providerName: string }[]
  readonly today: Temporal.PlainDate
}

/** The guaranteed hours of a framework with their use, past ones and those to come too. Throws `Forbidden` and `NotFound`. */
export async function seeGuaranteedHours(house: House, actor: Actor, frameworkId: string): Promise<SeenGuarantees> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OBLIGATIONS)
    const { name } = await getFramework(work, frameworkId)
    const all = await listGuarantees(work, frameworkId)
    const held = await listHeldMinutes(work.tx, { frameworkId, on: work.today })
    const zones = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
    const names = await providerNames(work, [...new Set(all.map((each) => each.providerId))])
    const standings = await listFrameworkStandings(work, frameworkId, work.today)
    return {
      frameworkName: name,
      guarantees: all.map((each) => {
        const status = guaranteeStatus(each, all, work.today)
        const used = held.filter(({ zoneId, providerId }) => zoneId === each.zoneId && providerId === each.providerId).reduce((sum, { weeklyMinutes }) => sum + weeklyMinutes, 0)
        return { ...each, status, zoneName: zones.get(each.zoneId) ?? '', providerName: names.get(each.providerId) ?? '', usedMinutes: status === 'in-force' ? Math.min(used, each.weeklyMinutes) : null }
      }),
      standings: [...new Map(standings.map(({ zoneId, zoneName, providerId, providerName }) => [`${zoneId} ${providerId}`, { zoneId, zoneName, providerId, providerName }])).values()],
      today: work.today,
    }
  })
}

/** Guarantees hours, or ends a guarantee with none, as market's `guaranteeHoursIn` says. */
export async function guaranteeHours(house: House, actor: Actor, block: Block): Promise<void> {
  await write(house, actor, (work) => guaranteeHoursIn(work, block))
}
