import { getFramework, listBlocks, listZones, providerNames, tierTargets } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { obligationsOf } from '../rules/obligations.ts'
import { holdsOn } from '../rules/subcontract.ts'
import { listLeadOffers } from '../store/lead-offers.read.ts'
import { listSubcontracts, type NamedSubcontract } from '../store/subcontract.read.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import { SEE_OBLIGATIONS, type Obligation } from '../terms/obligation.ts'

const OFFER_DAYS = 28

/** How a framework's contracts are kept today, with the names a table shows. */
export interface SeenObligations {
  readonly frameworkName: string
  readonly obligations: readonly (Obligation & { readonly zoneName: string | null; readonly providerName: string | null })[]
  readonly subcontracts: readonly NamedSubcontract[]
}

/** Measures what a framework asks of its providers, as it stands today. Throws `Forbidden` and `NotFound`. */
export async function seeObligations(house: House, actor: Actor, frameworkId: string): Promise<SeenObligations> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OBLIGATIONS)
    const framework = await getFramework(work, frameworkId)
    const subcontracts = await listSubcontracts(work.tx, { frameworkId })
    const found = obligationsOf({
      terms: framework.terms,
      held: await listHeldMinutes(work.tx, { frameworkId, on: work.today }),
      passedOn: subcontracts.filter((each) => holdsOn(each, work.today)),
      blocks: await listBlocks(work, { frameworkId, on: work.today }),
      targets: await tierTargets(work, frameworkId),
      leadOffers: await listLeadOffers(work.tx, { frameworkId, since: work.now.subtract({ hours: 24 * OFFER_DAYS }) }),
    })
    const zones = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
    const names = await providerNames(work, [...new Set(found.flatMap((each) => (each.providerId === null ? [] : [each.providerId])))])
    return {
      frameworkName: framework.name,
      obligations: found.map((each) => ({ ...each, zoneName: each.zoneId === null ? null : (zones.get(each.zoneId) ?? ''), providerName: each.providerId === null ? null : (names.get(each.providerId) ?? '') })),
      subcontracts,
    }
  })
}
