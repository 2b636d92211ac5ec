import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newFramework, type ProposedFramework } from '../rules/new-framework.ts'
import { listKnownAreaCodes } from '../store/area.read.ts'
import { listFrameworks } from '../store/framework.read.ts'
import { insertFramework, insertTierTargets, insertZones } from '../store/framework.write.ts'
import { frameworkTerms, KEEP_MARKET } from '../terms.ts'

/**
 * Adds a framework with its zones and tier targets. Returns its id and the ids of its zones by name.
 * Throws `Forbidden`, and `Refused` when its terms do not hold together, an area is not known, or its name is taken.
 */
export async function addFramework(house: House, actor: Actor, input: ProposedFramework): Promise<{ frameworkId: string; zoneIds: Record<string, string> }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const terms = frameworkTerms.safeParse(input.terms)
    if (!terms.success) throw new Refused('framework-terms', `The terms cannot be read: ${terms.error.issues[0]?.message ?? 'they are incomplete'}.`, 'terms')
    const decision = newFramework(input)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'framework', decision.reasons.map((reason) => reason.words).join(' '))
    if ((await listFrameworks(work.tx)).some((framework) => framework.name === input.name)) throw new Refused('framework-name', `There is a framework called ${input.name} already. Choose another name.`, 'name')
    const codes = input.zones.flatMap((zone) => zone.areaCodes)
    const known = await listKnownAreaCodes(work.tx, codes)
    const unknown = codes.find((code) => !known.has(code))
    if (unknown !== undefined) throw new Refused('area-unknown', `Area ${unknown} is not known. Import its boundary or the lookup of small areas first.`, 'zones')
    const frameworkId = randomUUID()
    const zones = input.zones.map((zone, index) => ({
      id: randomUUID(),
      name: zone.name,
      position: index + 1,
      boundary: zone.boundary ?? null,
      places: zone.places.map((place) => ({ name: place.name, longitude: place.longitude ?? null, latitude: place.latitude ?? null })),
      areaCodes: zone.areaCodes,
    }))
    await insertFramework(work.tx, { ...input, id: frameworkId, terms: terms.data }, work.now)
    await insertZones(work.tx, frameworkId, zones)
    await insertTierTargets(work.tx, frameworkId, input.tierTargets)
    work.audit({ kind: 'framework-added', subjectKind: 'framework', subjectId: frameworkId, detail: { model: terms.data.model, zones: zones.length, areas: codes.length } })
    return { frameworkId, zoneIds: Object.fromEntries(zones.map((zone) => [zone.name, zone.id])) }
  })
}
