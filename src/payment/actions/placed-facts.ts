import { agreedPriceOn, passedOnWholly, pricedWeekOf, pricesOf } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { fundingOn, fundingsOf, nhsShare } from '../../care/public.ts'
import type { FrameworkTerms } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import type { AskedOfContract } from '../rules/asked-of-records.ts'
import { changedTermsFrom } from '../rules/changed-terms.ts'
import type { PlacedFacts } from '../rules/provider-lines.ts'
import { homeDistances } from './home-distances.ts'
import { startsOf } from './package-starts.ts'

/** What pricing asks of placements, by placement: with prices agreed for them alone and who pays, day by day, where these ever differ. `changedFromOn` is the first day that a change at or after `sinceAt` reaches back to. */
export async function placedFacts(work: Work, placements: readonly Placement[], sinceAt: Temporal.Instant | undefined, { asked, terms }: { readonly asked: AskedOfContract; readonly terms: Pick<FrameworkTerms, 'measuredFrom'> }): Promise<Map<string, PlacedFacts & { readonly changedFromOn: string | undefined }>> {
  const prices = await pricesOf(work, placements.map((each) => each.id))
  const fundings = await fundingsOf(work, placements.map((each) => each.packageId))
  const passedOn = asked.subcontracted ? await passedOnWholly(work, placements) : undefined
  const starts = asked.start ? await startsOf(work, placements) : undefined
  const distances = asked.distance ? await homeDistances(work, terms, placements) : undefined
  return new Map(
    placements.map((placement) => {
      const own = prices.get(placement.id) ?? []
      const funding = fundings.get(placement.packageId)
      const { zoneId, serviceLine, tier, agreedPencePerHour } = placement
      const isNhs = funding !== undefined && [funding.first, ...funding.changes].some((each) => nhsShare(each) > 0)
      const away = passedOn?.get(placement.id)
      const start = starts?.get(placement.id)
      const [changedFromOn] = sinceAt === undefined ? [] : [changedTermsFrom(own, funding, sinceAt), away?.changedFrom(sinceAt)].flatMap((day) => day?.toString() ?? []).toSorted()
      return [
        placement.id,
        {
          zoneId, serviceLine, tier, agreedPencePerHour, changedFromOn,
          ...(own.length === 0 ? {} : { priceOn: (on: Temporal.PlainDate) => agreedPriceOn(agreedPencePerHour, own, on) }),
          ...(own.some((price) => price.pencePerWeek !== null) ? { weekPenceOn: (on: Temporal.PlainDate) => pricedWeekOf(placement, own, on) } : {}),
          ...(isNhs ? { nhsPercentOn: (on: Temporal.PlainDate) => nhsShare(fundingOn(funding, on)) } : {}),
          ...(away === undefined ? {} : { isPassedOn: away.on }),
          ...(start === undefined ? {} : { start }),
          ...(distances === undefined ? {} : { distanceMetres: distances.get(placement.id) ?? null }),
        },
      ]
    }),
  )
}
