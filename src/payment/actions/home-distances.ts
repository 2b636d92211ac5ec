import type { Placement } from '../../brokerage/terms.ts'
import { postcodesOf } from '../../care/public.ts'
import { metresBetween } from '../../kernel/metres-between.ts'
import { placesOfPostcodes } from '../../market/public.ts'
import type { FrameworkTerms } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'

/**
 * How far the person of each placement lives from the nearest place that the framework's terms measure from, in whole metres in a straight line. Left out: people whose
 * postcode the postcode file does not know, and everybody where the terms name no place. Homes and places are taken as they are now.
 */
export async function homeDistances(work: Work, { measuredFrom = [] }: Pick<FrameworkTerms, 'measuredFrom'>, placements: readonly Placement[]): Promise<Map<string, number>> {
  const homes = measuredFrom.length === 0 ? new Map<string, string>() : await postcodesOf(work, [...new Set(placements.map((each) => each.personId))])
  const places = await placesOfPostcodes(work, [...new Set([...homes.values(), ...measuredFrom.map((each) => each.postcode)])])
  const from = measuredFrom.flatMap(({ postcode }) => places.get(postcode) ?? [])
  return new Map(
    placements.flatMap(({ id, personId }) => {
      const home = places.get(homes.get(personId) ?? '')
      return home === undefined || from.length === 0 ? [] : [[id, Math.round(Math.min(...from.map((place) => metresBetween(place, home))))] as const]
    }),
  )
}
