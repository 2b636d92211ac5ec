import type { Reason } from '../../kernel/decision.ts'
import type { OfferOrder } from '../terms.ts'

/** A provider to be asked alone before the ordinary order, and why. */
export interface AskedFirst {
  readonly providerId: string
  readonly reason: Reason
}

const LABEL = 'Asked first'

/**
 * An order in which one provider is asked alone, and after it everybody else as the ordinary order says. Its step keeps the reply time and the
 * award of the provider's own step: bids stay bids and guaranteed hours stay guaranteed. Undefined when the ordinary order leaves the provider out.
 */
export function askFirst(order: OfferOrder, first: AskedFirst): OfferOrder | undefined {
  const chosen = order.places.find((place) => place.providerId === first.providerId)
  const own = chosen?.step == null ? undefined : order.steps[chosen.step - 1]
  if (chosen === undefined || own === undefined) return undefined
  const others = order.places.filter((place) => place !== chosen)
  const kept = order.steps.flatMap((step, index) => (others.some((place) => place.step === index + 1) ? [{ step, was: index + 1 }] : []))
  const asked = others.filter((place) => place.step !== null).map((place, index) => ({ ...place, step: kept.findIndex(({ was }) => was === place.step) + 2, place: index + 2 }))
  return {
    ruleVersion: `${order.ruleVersion}+ask-first/1`,
    steps: [{ ...own, label: LABEL }, ...kept.map(({ step }) => step)],
    places: [{ ...chosen, step: 1, place: 1, reasons: [first.reason, ...chosen.reasons] }, ...asked, ...others.filter((place) => place.step === null)],
  }
}
