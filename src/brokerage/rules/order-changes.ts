import { countOf } from '../../kernel/words.ts'
import type { OfferOrder, OfferPlace } from '../terms.ts'

/** How a second offer order of the same package differs from the first, in sentences; one sentence when it does not. */
export function orderChanges(first: OfferOrder, second: OfferOrder): string[] {
  const before = new Map(first.places.map((place) => [place.providerId, place]))
  const pairs = second.places.map((after) => ({ before: before.get(after.providerId), after }))
  const isAsked = (place: OfferPlace | undefined): boolean => place?.step != null
  const added = pairs.filter((pair) => !isAsked(pair.before) && isAsked(pair.after))
  const dropped = pairs.filter((pair) => isAsked(pair.before) && !isAsked(pair.after))
  const moved = pairs.filter((pair) => isAsked(pair.before) && isAsked(pair.after) && (pair.before?.step !== pair.after.step || pair.before.place !== pair.after.place))
  const sentences = [
    ...(added.length === 0 ? [] : [`${countOf(added.length, 'provider is', 'providers are')} asked that would not be now: ${namesOf(added)}.`]),
    ...(dropped.length === 0 ? [] : [`${countOf(dropped.length, 'provider is', 'providers are')} no longer asked: ${namesOf(dropped)}.`]),
    ...(moved.length === 0 ? [] : [`${countOf(moved.length, 'provider has', 'providers have')} another step or place: ${namesOf(moved)}.`]),
    ...(first.steps.length === second.steps.length ? [] : [`The search has ${countOf(second.steps.length, 'step')} and not ${String(first.steps.length)}.`]),
  ]
  if (sentences.length > 0) return sentences
  const isSlower = first.steps.some((step, index) => step.replyWorkingMinutes !== second.steps[index]?.replyWorkingMinutes)
  return [isSlower ? 'The same providers are asked in the same order, with other times to answer.' : 'The same providers are asked in the same order.']
}

function namesOf(pairs: readonly { readonly after: OfferPlace }[]): string {
  return pairs.map(({ after }) => after.providerName).join(', ')
}
