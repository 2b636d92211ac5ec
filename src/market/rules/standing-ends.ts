import type { Standing } from '../terms.ts'

/**
 * Answers which standings end when a provider withdraws after a last day, and when: those that run beyond it end on it;
 * those that begin after it end on the day before they would have begun, and so are never in force.
 */
export function standingEnds<S extends Pick<Standing, 'fromOn' | 'toOn'>>(standings: readonly S[], leftOn: Temporal.PlainDate): { readonly standing: S; readonly toOn: Temporal.PlainDate }[] {
  return standings
    .filter((standing) => standing.toOn === null || (Temporal.PlainDate.compare(standing.toOn, leftOn) > 0 && Temporal.PlainDate.compare(standing.toOn, standing.fromOn) >= 0))
    .map((standing) => ({ standing, toOn: Temporal.PlainDate.compare(standing.fromOn, leftOn) > 0 ? standing.fromOn.subtract({ days: 1 }) : leftOn }))
}
