import { londonDate } from '../../kernel/london.ts'
import type { FailureDay, FailurePerson } from '../terms/failure.ts'

/** How many people moved on by day, the latest first: referred again, placed with another provider, start confirmed. Days on which nobody did are left out. */
export function failureDays(people: readonly Pick<FailurePerson, 'next'>[]): FailureDay[] {
  const on = (at: Temporal.Instant | null | undefined): string[] => (at == null ? [] : [londonDate(at).toString()])
  const referred = people.flatMap(({ next }) => on(next?.referredAt))
  const placed = people.flatMap(({ next }) => on(next?.placedAt))
  const started = people.flatMap(({ next }) => on(next?.startConfirmedAt))
  const count = (all: readonly string[], day: string): number => all.filter((each) => each === day).length
  return [...new Set([...referred, ...placed, ...started])].toSorted().toReversed().map((day) => ({ on: Temporal.PlainDate.from(day), referred: count(referred, day), placed: count(placed, day), started: count(started, day) }))
}
