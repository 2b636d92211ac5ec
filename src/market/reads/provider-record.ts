import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { overallRating, type OverallRating } from '../rules/overall-rating.ts'
import { suspensionOn } from '../rules/standings-on.ts'
import { findProvider, listLocationsOf } from '../store/provider.read.ts'
import { listRatingsOfLocations } from '../store/rating.read.ts'
import { listStandings, listSuspensions, type NamedStanding } from '../store/standing.read.ts'
import type { RecordedLeaving } from '../terms/leaving.ts'
import { listLeavings } from '../store/leaving.read.ts'
import { SEE_MARKET, type Location, type Provider, type PublishedRating, type Suspension } from '../terms.ts'

/** Everything the register holds of one provider. */
export interface ProviderRecord {
  readonly provider: Provider
  readonly rating: OverallRating
  readonly locations: readonly Location[]
  readonly ratings: readonly PublishedRating[]
  /** Past, present and to come. */
  readonly standings: readonly NamedStanding[]
  readonly suspensions: readonly Suspension[]
  /** The one in force today. */
  readonly suspension: Suspension | undefined
  /** Its own withdrawals, and those of others whose packages pass to it. */
  readonly leavings: readonly RecordedLeaving[]
  readonly today: Temporal.PlainDate
}

/** One provider with its locations, rating history, standings and suspensions. Needs `market.see`; throws `NotFound`. */
export async function getProviderRecord(house: House, actor: Actor, providerId: string): Promise<ProviderRecord> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    const provider = await findProvider(work.tx, providerId)
    if (provider === undefined) throw new NotFound('The provider')
    const locations = await listLocationsOf(work.tx, providerId)
    const ratings = await listRatingsOfLocations(work.tx, locations.map((location) => location.id))
    const suspensions = await listSuspensions(work.tx, [providerId])
    const homeCare = new Set(locations.filter((location) => location.homeCare).map((location) => location.id))
    return {
      provider,
      rating: overallRating(ratings.filter((rating) => homeCare.has(rating.locationId)), work.today),
      locations,
      ratings,
      standings: await listStandings(work.tx, { providerId }),
      suspensions,
      suspension: suspensionOn(suspensions, work.today),
      leavings: [...(await listLeavings(work.tx, { providerId })), ...(await listLeavings(work.tx, { successorId: providerId }))],
      today: work.today,
    }
  })
}
