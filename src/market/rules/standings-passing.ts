import { overlapOf } from '../../kernel/date-range.ts'
import type { Standing } from '../terms.ts'

/**
 * Answers which standings pass to a successor from a day on: those of the provider that run beyond the day before, in each zone and
 * service line in which the successor has none on those days. Where it stands already it keeps its own place: one provider has one.
 */
export function standingsPassing<S extends Pick<Standing, 'zoneId' | 'serviceLine' | 'fromOn' | 'toOn'>>(held: readonly S[], own: readonly Pick<Standing, 'zoneId' | 'serviceLine' | 'fromOn' | 'toOn'>[], fromOn: Temporal.PlainDate): { readonly standing: S; readonly fromOn: Temporal.PlainDate }[] {
  return held.flatMap((standing) => {
    const rest = overlapOf(standing, { fromOn, toOn: null })
    if (rest === undefined) return []
    const stands = own.some((each) => each.zoneId === standing.zoneId && each.serviceLine === standing.serviceLine && overlapOf(each, rest) !== undefined)
    return stands ? [] : [{ standing, fromOn: rest.fromOn }]
  })
}
