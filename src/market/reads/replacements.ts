import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { zoneSetFor } from '../rules/framework-lines.ts'
import { listLines } from '../store/framework-life.read.ts'
import { findFramework, listFrameworks } from '../store/framework.read.ts'
import { listReplacements, listReplacementsInForce } from '../store/replacement.read.ts'
import { listZonesOfPostcodes } from '../store/zone.read.ts'
import { KEEP_MARKET, type Framework, type Zone } from '../terms.ts'
import { SEE_TRANSITIONS, type KeptReplacement, type Replacement } from '../terms/replacement.ts'

/** Which framework takes the place of which, from any day, by the framework that is replaced; withdrawn ones are left out. Asks no permission. */
export async function replacementsInForce(work: Work): Promise<Map<string, Replacement>> {
  return new Map((await listReplacementsInForce(work.tx)).map((each) => [each.frameworkId, each]))
}

/** Every replacement of a framework, withdrawn ones too, the latest recorded first. For the council. */
export async function replacementsOf(work: Work, frameworkId: string): Promise<KeptReplacement[]> {
  return listReplacements(work.tx, frameworkId)
}

/**
 * The zone of a framework in which each place lies for its service line, in the order asked: `line-not-bought` where the framework does not buy
 * the line, undefined where the postcode lies in no zone. Two statements, and one more for each further zone set.
 */
export async function zonesForPlaces(work: Work, frameworkId: string, places: readonly { readonly postcode: string; readonly serviceLine: string }[]): Promise<(Zone | 'line-not-bought' | undefined)[]> {
  const lines = await listLines(work.tx, frameworkId)
  const isBought = (serviceLine: string): boolean => lines.length === 0 || lines.some((line) => line.serviceLine === serviceLine)
  const found = new Map<string, ReadonlyMap<string, Zone>>()
  for (const [zoneSet, lying] of Map.groupBy(places, (place) => zoneSetFor(lines, place.serviceLine))) found.set(zoneSet, await listZonesOfPostcodes(work.tx, { frameworkId, zoneSet }, [...new Set(lying.map((place) => place.postcode))]))
  return places.map((place) => (isBought(place.serviceLine) ? found.get(zoneSetFor(lines, place.serviceLine))?.get(place.postcode) : 'line-not-bought'))
}

/** A framework with every replacement it ever had and the frameworks that could take its place, for the form. Needs `market.keep`; throws `NotFound`. */
export async function getReplacementChoices(house: House, actor: Actor, frameworkId: string): Promise<{ readonly framework: Framework; readonly replacement: KeptReplacement | null; readonly others: readonly Framework[]; readonly today: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const all = await listFrameworks(work.tx)
    const framework = all.find((each) => each.id === frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    const others = all.filter((each) => each.id !== frameworkId && Temporal.PlainDate.compare(each.endsOn, work.today) >= 0)
    return { framework, replacement: (await listReplacements(work.tx, frameworkId)).find((each) => each.withdrawn === null) ?? null, others, today: work.today }
  })
}

/** Every replacement of a framework, withdrawn ones too, the latest recorded first. Needs `market.see-transitions`. */
export async function seeReplacements(house: House, actor: Actor, frameworkId: string): Promise<KeptReplacement[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_TRANSITIONS)
    if ((await findFramework(work.tx, frameworkId)) === undefined) throw new NotFound('The framework')
    return listReplacements(work.tx, frameworkId)
  })
}
