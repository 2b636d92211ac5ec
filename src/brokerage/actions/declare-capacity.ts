import { listFrameworkStandings, listFrameworks } from '../../market/public.ts'
import { SERVICE_LINE_NAMES } from '../../care/terms.ts'
import { DAY_PARTS } from '../../kernel/day-part.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { insertDeclaration, lockCapacity } from '../store/capacity.write.ts'
import { DECLARE_CAPACITY, type NewCapacity } from '../terms/capacity.ts'

/**
 * Declares a provider's free hours: all of them at once, in place of what it declared before, which is kept. Lines of no minutes are left out; no
 * line at all says that it has no free hours. Throws `Refused` for a zone in which it does not stand and for a zone and service line given twice.
 */
export async function declareCapacity(house: House, actor: Actor, input: NewCapacity): Promise<{ readonly declarationId: number }> {
  return write(house, actor, async (work) => {
    need(actor, DECLARE_CAPACITY)
    const providerId = actor.organisationId
    if (providerId === null) throw new Forbidden('Free hours are declared by the provider that has them')
    const zones = await ownZones(work)
    const lines = input.lines.filter((line) => DAY_PARTS.some((part) => line.minutes[part] > 0))
    const seen = new Set<string>()
    for (const { zoneId, serviceLine } of lines) {
      const zone = zones.find((each) => each.zoneId === zoneId)
      if (zone === undefined) throw new Refused('zone-not-yours', 'Your organisation has no standing in one of these zones. Declare hours for zones in which it stands')
      const key = `${zoneId} ${serviceLine}`
      if (seen.has(key)) throw new Refused('line-twice', `${zone.zoneName}: ${SERVICE_LINE_NAMES[serviceLine].toLowerCase()} is given twice. Add its hours up in one place`)
      seen.add(key)
    }
    await lockCapacity(work.tx, providerId)
    const id = await insertDeclaration(work.tx, { ...input, lines, providerId, declaredAt: work.now, declaredBy: actor.name })
    work.audit({ kind: 'capacity-declared', subjectKind: 'provider', subjectId: providerId, detail: { declarationId: id, lines: lines.length } })
    return { declarationId: id }
  })
}

/** A zone in which a provider stands today. */
export interface StoodZone {
  readonly zoneId: string
  readonly zoneName: string
  readonly frameworkName: string
  readonly providerId: string
  readonly providerName: string
}

/** Each zone of a framework in force with each provider that stands in it today, once. Row-level security keeps a provider to its own. */
export async function ownZones(work: Work): Promise<StoodZone[]> {
  const found = new Map<string, StoodZone>()
  for (const framework of await listFrameworks(work)) {
    if (Temporal.PlainDate.compare(framework.startsOn, work.today) > 0 || Temporal.PlainDate.compare(framework.endsOn, work.today) < 0) continue
    for (const { zoneId, zoneName, frameworkName, providerId, providerName } of await listFrameworkStandings(work, framework.id, work.today)) {
      found.set(`${zoneId} ${providerId}`, { zoneId, zoneName, frameworkName, providerId, providerName })
    }
  }
  return [...found.values()]
}
