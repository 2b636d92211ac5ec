import type { CouncilPlan } from './council.ts'
import { idOf, type StandingMarket } from './set-up-market.ts'

/** Together providers can take a quarter more than is placed, the earlier ones of the list more than the later. */
const ROOM = 1.25

/** How many more minutes a week each provider can take, for providers that answer as chance has it. */
export interface Willingness {
  /** Whether it has room for a package. */
  hasRoom(providerId: string, weeklyMinutes: number): boolean
  take(providerId: string, weeklyMinutes: number): void
}

export function willingnessOf(plan: CouncilPlan, market: StandingMarket): Willingness {
  const standing = plan.providers.filter((provider) => provider.standings.length > 0)
  const weights = standing.map((provider, place) => (provider.standings.some((each) => each.tier === 'lead') ? 3 : 1) / (1 + place * 0.05))
  const placed = plan.caseload.reduce((sum, each) => sum + (each.fate.kind === 'placed' ? each.weeklyMinutes : 0), 0)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const room = new Map(standing.map((provider, place) => [idOf(market.providerIds, provider.cqcProviderId), (ROOM * placed * (weights[place] ?? 0)) / all]))
  return {
    hasRoom: (providerId, weeklyMinutes) => (room.get(providerId) ?? 0) >= weeklyMinutes,
    take: (providerId, weeklyMinutes) => void room.set(providerId, (room.get(providerId) ?? 0) - weeklyMinutes),
  }
}
