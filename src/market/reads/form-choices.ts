import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listDistricts } from '../store/area.read.ts'
import { listFrameworks } from '../store/framework.read.ts'
import { findProvider } from '../store/provider.read.ts'
import { findStanding, listStandings, type NamedStanding } from '../store/standing.read.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET, type Framework, type Zone } from '../terms.ts'

/** Districts whose small areas are known, by name. Needs `market.keep`. */
export async function listDistrictChoices(house: House, actor: Actor): Promise<{ readonly code: string; readonly name: string; readonly areas: number }[]> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    return (await listDistricts(work.tx)).flatMap(({ districtCode, districtName, areas }) => (districtCode === null ? [] : [{ code: districtCode, name: districtName ?? districtCode, areas }]))
  })
}

/** Frameworks that have not ended with their zones, for choosing one. Needs `market.keep`. */
export async function listZoneChoices(house: House, actor: Actor): Promise<{ readonly framework: Framework; readonly zones: readonly Zone[] }[]> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const frameworks = (await listFrameworks(work.tx)).filter((framework) => Temporal.PlainDate.compare(framework.endsOn, work.today) >= 0)
    const choices: { framework: Framework; zones: Zone[] }[] = []
    for (const framework of frameworks) choices.push({ framework, zones: await listZones(work.tx, framework.id) })
    return choices
  })
}

/** One standing with the names a page shows. Needs `market.keep`; throws `NotFound`. */
export async function getStanding(house: House, actor: Actor, standingId: string): Promise<{ readonly standing: NamedStanding; readonly today: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const found = await findStanding(work.tx, standingId)
    const provider = found === undefined ? undefined : await findProvider(work.tx, found.providerId)
    const standing = provider === undefined ? undefined : (await listStandings(work.tx, { providerId: provider.id })).find((each) => each.id === standingId)
    if (standing === undefined) throw new NotFound('The standing')
    return { standing, today: work.today }
  })
}
