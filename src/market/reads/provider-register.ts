import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { overallRating, type OverallRating } from '../rules/overall-rating.ts'
import { statusOn, suspensionOn } from '../rules/standings-on.ts'
import { listHomeCareProviders } from '../store/provider.read.ts'
import { listOverallRatings } from '../store/rating.read.ts'
import { listStandings, listSuspensions, type NamedStanding } from '../store/standing.read.ts'
import { SEE_MARKET, type Provider, type Suspension } from '../terms.ts'

/** A provider on the register, as it is today. */
export interface RegisterEntry {
  readonly provider: Provider
  readonly rating: OverallRating
  /** Standings in force today. */
  readonly standings: readonly NamedStanding[]
  readonly suspension: Suspension | undefined
  readonly hasLeft: boolean
}

/** The home care register as it is today, by name: every provider with a home care location or a standing. Needs `market.see`. */
export async function listRegister(house: House, actor: Actor): Promise<RegisterEntry[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    const providers = await listHomeCareProviders(work.tx)
    const ratings = await listOverallRatings(work.tx)
    const standings = Map.groupBy(await listStandings(work.tx, {}), (standing) => standing.providerId)
    const suspensions = Map.groupBy(await listSuspensions(work.tx), (suspension) => suspension.providerId)
    return providers.map((provider) => ({
      provider,
      rating: overallRating(ratings.get(provider.id) ?? [], work.today),
      standings: (standings.get(provider.id) ?? []).filter((standing) => statusOn(standing, work.today) === 'in-force'),
      suspension: suspensionOn(suspensions.get(provider.id) ?? [], work.today),
      hasLeft: provider.leftOn !== null && Temporal.PlainDate.compare(provider.leftOn, work.today) < 0,
    }))
  })
}
