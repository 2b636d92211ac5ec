import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Tier } from '../../market/terms.ts'
import type { Reserve } from '../terms/failure.ts'
import { minutesOf } from './assignment/place-cost.ts'

/** What of declared capacity says whose reserve there is. */
interface Net {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly pools: readonly { readonly id: string; readonly providerId: string; readonly minutes: MinutesByDayPart }[]
  readonly places: readonly { readonly poolId: string; readonly tier: Tier; readonly serviceLines: readonly string[] }[]
}

/** The reserve of the providers of last resort: the hours they declared and have left, and how many of them a proposal takes. */
export function failureReserve({ places, pools, providers }: Net, minutesByTier: Partial<Readonly<Record<Tier, number>>>): Reserve {
  const poolIds = new Set(places.filter((place) => place.tier === 'last-resort' && place.serviceLines.length > 0).map((place) => place.poolId))
  const own = pools.filter((pool) => poolIds.has(pool.id))
  return {
    providerNames: providers.filter((each) => own.some((pool) => pool.providerId === each.id)).map((each) => each.name),
    declared: own.reduce((sum, pool) => sum + minutesOf(pool.minutes), 0),
    used: minutesByTier['last-resort'] ?? 0,
  }
}
