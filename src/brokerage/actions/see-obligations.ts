import { getFramework, listBlocks, listFrameworks, listZones, providerNames, tierTargets } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { obligationsOf } from '../rules/obligations.ts'
import { holdsOn } from '../rules/subcontract.ts'
import { listCompetitions } from '../store/competition.read.ts'
import { listLeadOffers } from '../store/lead-offers.read.ts'
import { listSubcontracts, type NamedSubcontract } from '../store/subcontract.read.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import { SEE_OBLIGATIONS, type Obligation } from '../terms/obligation.ts'

const OFFER_DAYS = 28

/** An obligation with the names a table shows: null where it is of all zones, or of all providers. */
export type NamedObligation = Obligation & { readonly zoneName: string | null; readonly providerName: string | null }

/** How a framework's contracts are kept today, with the names a table shows. */
export interface SeenObligations {
  readonly frameworkName: string
  readonly today: Temporal.PlainDate
  readonly obligations: readonly NamedObligation[]
  readonly subcontracts: readonly NamedSubcontract[]
}

/** Measures what a framework asks of its providers, as it stands today. Throws `Forbidden` and `NotFound`. */
export async function seeObligations(house: House, actor: Actor, frameworkId: string): Promise<SeenObligations> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OBLIGATIONS)
    const framework = await getFramework(work, frameworkId)
    const { found, subcontracts } = await measure(work, framework)
    const inOrder = await listZones(work, frameworkId)
    const zones = new Map(inOrder.map((zone) => [zone.id, zone.name]))
    const placeOf = ({ zoneId }: Obligation): number => inOrder.findIndex((zone) => zone.id === zoneId)
    const names = await providerNames(work, [...new Set(found.flatMap((each) => (each.providerId === null ? [] : [each.providerId])))])
    return {
      frameworkName: framework.name,
      today: work.today,
      // Those of all zones come first, then zone by zone as the framework lists them.
      obligations: found.toSorted((a, b) => placeOf(a) - placeOf(b)).map((each) => ({ ...each, zoneName: each.zoneId === null ? null : (zones.get(each.zoneId) ?? ''), providerName: each.providerId === null ? null : (names.get(each.providerId) ?? '') })),
      subcontracts,
    }
  })
}

/** How many of a framework's obligations are met today. */
export interface ObligationCount {
  readonly framework: Framework
  readonly met: number
  readonly notMet: number
  readonly measured: number
}

/** Counts the obligations of every framework that runs today, the one that begins last first. Throws `Forbidden`. */
export async function countObligations(house: House, actor: Actor): Promise<ObligationCount[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OBLIGATIONS)
    const running = (await listFrameworks(work)).filter(({ startsOn, endsOn }) => Temporal.PlainDate.compare(startsOn, work.today) <= 0 && Temporal.PlainDate.compare(work.today, endsOn) <= 0)
    const counts: ObligationCount[] = []
    for (const framework of running) {
      // Which leads may pay subcontractors less is a permission to be had, not a promise to be kept.
      const promises = (await measure(work, framework)).found.filter((each) => each.clause !== 'vast-majority')
      counts.push({ framework, met: promises.filter((each) => each.met === true).length, notMet: promises.filter((each) => each.met === false).length, measured: promises.length })
    }
    return counts
  })
}

async function measure(work: Work, { id: frameworkId, terms }: Framework): Promise<{ found: Obligation[]; subcontracts: NamedSubcontract[] }> {
  const subcontracts = await listSubcontracts(work.tx, { frameworkId })
  const found = obligationsOf({
    terms,
    held: await listHeldMinutes(work.tx, { frameworkId, on: work.today }),
    passedOn: subcontracts.filter((each) => holdsOn(each, work.today)),
    blocks: await listBlocks(work, { frameworkId, on: work.today }),
    targets: await tierTargets(work, frameworkId),
    competitions: await listCompetitions(work.tx, { frameworkId, since: work.now.subtract({ hours: 24 * OFFER_DAYS }) }),
    leadOffers: await listLeadOffers(work.tx, { frameworkId, since: work.now.subtract({ hours: 24 * OFFER_DAYS }) }),
  })
  return { found, subcontracts }
}
