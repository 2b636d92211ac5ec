import type { WageReturn } from '../terms/wage-floor.ts'

type Countable = Pick<WageReturn, 'providerId' | 'group' | 'fromOn' | 'toOn'> & { readonly document: { readonly kind: WageReturn['document']['kind'] } }

/**
 * The returns that sums count, so that the same hours are in them once: what a provider states it paid goes before what was reckoned from visits for any of the same days and
 * care workers (a return about all of them is about each group). Both stand in the list.
 */
export function countedReturns<R extends Countable>(returns: readonly R[]): R[] {
  const stated = returns.filter((each) => each.document.kind === 'wages')
  return returns.filter((each) => each.document.kind === 'wages' || !stated.some((own) => isOfTheSame(own, each)))
}

function isOfTheSame(a: Countable, b: Countable): boolean {
  const sharesDays = Temporal.PlainDate.compare(a.fromOn, b.toOn) <= 0 && Temporal.PlainDate.compare(b.fromOn, a.toOn) <= 0
  return a.providerId === b.providerId && sharesDays && (a.group.toLowerCase() === b.group.toLowerCase() || a.group === '' || b.group === '')
}
