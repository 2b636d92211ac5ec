import { listPackages, weeklyMinutes } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { patternOn } from '../rules/placement-life.ts'
import { holdsOn } from '../rules/subcontract.ts'
import { listPlacementLives } from '../store/placement-life.read.ts'
import { listSubcontracts } from '../store/subcontract.read.ts'
import type { Placement } from '../terms.ts'

/** When the hours of a placement are passed on, all of them. */
export interface PassedOn {
  readonly on: (day: Temporal.PlainDate) => boolean
  /** The first day that a subcontract, or the early end of one, recorded at or after an instant reaches back to. */
  readonly changedFrom: (sinceAt: Temporal.Instant) => Temporal.PlainDate | undefined
}

/**
 * Of placements with subcontracts, the days on which all hours of the week are passed on, by placement. Where only some are, nobody can say
 * which visits these were, and no day is. Asks no permission; row-level security keeps a provider to its own.
 */
export async function passedOnWholly(work: Work, placements: readonly Placement[]): Promise<Map<string, PassedOn>> {
  const byPlacement = Map.groupBy(await listSubcontracts(work.tx, {}), (each) => each.placementId)
  const concerned = placements.filter((each) => byPlacement.has(each.id))
  if (concerned.length === 0) return new Map()
  const lives = await listPlacementLives(work.tx, concerned.map((each) => each.id), work.actor.organisationId === null)
  const packages = new Map((await listPackages(work, concerned.map((each) => each.packageId))).map((each) => [each.id, each.pattern]))
  return new Map(
    concerned.map(({ id, packageId }) => {
      const [subcontracts, changes, pattern] = [byPlacement.get(id) ?? [], lives.get(id)?.changes ?? [], packages.get(packageId) ?? []]
      const isSince = (at: Temporal.Instant | null, sinceAt: Temporal.Instant): boolean => at !== null && Temporal.Instant.compare(at, sinceAt) >= 0
      return [
        id,
        {
          on: (day) => {
            const passedOn = subcontracts.reduce((sum, each) => sum + (holdsOn(each, day) ? each.weeklyMinutes : 0), 0)
            return passedOn > 0 && passedOn >= weeklyMinutes(patternOn(pattern, changes, day))
          },
          changedFrom: (sinceAt) =>
            subcontracts
              .flatMap((each) => [...(isSince(each.recordedAt, sinceAt) ? [each.fromOn] : []), ...(isSince(each.endRecordedAt, sinceAt) && each.agreedToOn !== null ? [each.agreedToOn] : [])])
              .toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0],
        },
      ]
    }),
  )
}
