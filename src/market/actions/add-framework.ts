import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newFramework, type ProposedFramework } from '../rules/new-framework.ts'
import { listFrameworks } from '../store/framework.read.ts'
import { insertExtensions, replaceLines, saveLetTerms } from '../store/framework-life.write.ts'
import { insertFramework, insertTierTargets, insertZones } from '../store/framework.write.ts'
import { frameworkTerms, KEEP_MARKET } from '../terms.ts'
import { needKnownAreas, zoneRows } from './zone-rows.ts'

/** The field of the form at which a refusal of this clause stands. */
const FIELDS: Readonly<Record<string, string>> = { 'framework-name': 'name', 'framework-term': 'endsOn-day', 'framework-anchor': 'paymentAnchorOn-day', 'extension-months': 'extensions', 'notice-days': 'noticeDays', 'zone-set': 'lines' }

/**
 * Adds a framework with its zones, tier targets, service lines and extensions. Returns its id and the ids of its zones by name.
 * Throws `Forbidden`, and `Refused` when its terms do not hold together, an area is not known, or its name is taken.
 */
export async function addFramework(house: House, actor: Actor, input: ProposedFramework): Promise<{ frameworkId: string; zoneIds: Record<string, string> }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const terms = frameworkTerms.safeParse(input.terms)
    if (!terms.success) throw new Refused('framework-terms', `The terms cannot be read: ${terms.error.issues[0]?.message ?? 'they are incomplete'}.`, 'terms')
    const decision = newFramework(input)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'framework', decision.reasons.map((reason) => reason.words).join(' '), FIELDS[decision.reasons[0]?.clause ?? ''] ?? 'zones')
    if ((await listFrameworks(work.tx)).some((framework) => framework.name === input.name)) throw new Refused('framework-name', `There is a framework called ${input.name} already. Choose another name.`, 'name')
    await needKnownAreas(work.tx, input.zones)
    const frameworkId = randomUUID()
    const zones = zoneRows(input.zones, 0)
    await insertFramework(work.tx, { ...input, id: frameworkId, terms: terms.data }, work.now)
    await insertZones(work.tx, frameworkId, zones)
    await insertTierTargets(work.tx, frameworkId, input.tierTargets)
    await saveLetTerms(work.tx, frameworkId, { noticeDays: input.noticeDays ?? null, procurementBeganOn: input.procurementBeganOn ?? null, procurementRoute: input.procurementRoute ?? null, longTermReason: input.longTermReason ?? null })
    await insertExtensions(work.tx, frameworkId, input.extensions ?? [], 0)
    await replaceLines(work.tx, frameworkId, input.lines ?? [])
    work.audit({ kind: 'framework-added', subjectKind: 'framework', subjectId: frameworkId, detail: { model: terms.data.model, zones: zones.length, areas: zones.reduce((count, zone) => count + zone.areaCodes.length, 0) } })
    return { frameworkId, zoneIds: Object.fromEntries(zones.map((zone) => [zone.name, zone.id])) }
  })
}
