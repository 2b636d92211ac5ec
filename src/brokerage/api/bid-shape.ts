import { z } from 'zod'
import type { SeenSearch } from '../actions/see-package.ts'

/** A bid as it compared with the others of its search. */
export const bidScoreJson = z.object({
  providerId: z.uuid(),
  providerName: z.string(),
  place: z.int().nullable(),
  pencePerHour: z.int(),
  startsOn: z.iso.date(),
  priceScore: z.int(),
  qualityScore: z.int(),
  totalScore: z.int(),
  words: z.string(),
})

export function bidScoreToJson(bid: SeenSearch['bids'][number]): z.output<typeof bidScoreJson> {
  const { providerId, providerName, place, pencePerHour, priceScore, qualityScore, totalScore, words } = bid
  return { providerId, providerName, place, pencePerHour, startsOn: bid.startsOn.toString(), priceScore, qualityScore, totalScore, words }
}
