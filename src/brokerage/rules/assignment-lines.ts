import type { Reason } from '../../kernel/decision.ts'
import type { AssignmentLine, LineChoice } from '../terms/assignment.ts'
import type { KeptAssignment } from '../terms/kept-assignment.ts'
import { minutesOf } from './assignment/place-cost.ts'

const MOST_NAMED = 5

/** The lines of a kept assignment in the order of waiting, each with its reasons and with whoever else could be given it. Decisions are added by the caller. */
export function assignmentLines({ inputs, result }: Pick<KeptAssignment, 'inputs' | 'result'>): Omit<AssignmentLine, 'decision'>[] {
  const { packages, capacity } = inputs.problem
  const names = new Map(capacity.providers.map((each) => [each.id, each.name]))
  const owners = new Map(capacity.pools.map((each) => [each.id, each.providerId]))
  return packages.map((each, index) => {
    const choices = capacity.places
      .filter((place) => place.zone === each.zone && place.serviceLines.includes(each.serviceLine))
      .map(({ poolId, tier }): LineChoice => ({ providerId: owners.get(poolId) ?? '', providerName: names.get(owners.get(poolId) ?? '') ?? '', poolId, tier }))
      .filter((choice) => !each.notWith.includes(choice.providerId))
    const assigned = result.assigned.find((one) => one.packageId === each.id)
    const proposed = assigned === undefined ? null : { providerId: assigned.providerId, providerName: names.get(assigned.providerId) ?? '', poolId: assigned.poolId, tier: assigned.tier, isCrossZone: assigned.isCrossZone, displaced: assigned.displaced }
    const waits = result.unplaced.find((one) => one.packageId === each.id)
    return {
      line: index + 1,
      packageId: inputs.packageIds[each.id] ?? '',
      reference: each.id,
      zoneName: each.zone,
      serviceLine: each.serviceLine,
      waitingSince: Temporal.PlainDate.from(each.waitingSince),
      minutes: each.minutes,
      weeklyMinutes: minutesOf(each.minutes),
      proposed,
      reasons: assigned?.reasons ?? [...(waits?.reasons ?? []), ...uncountedReason(inputs.uncounted[`${each.zone} ${each.serviceLine}`] ?? [])],
      choices,
    }
  })
}

/** Whom the ordinary order would ask although their hours do not count. */
function uncountedReason(names: readonly string[]): Reason[] {
  if (names.length === 0) return []
  const more = names.length > MOST_NAMED ? ` and ${String(names.length - MOST_NAMED)} more` : ''
  return [{ clause: 'capacity-not-counted', words: `Hours that do not count: ${names.slice(0, MOST_NAMED).join('; ')}${more}. They can still be asked in the ordinary order.` }]
}
