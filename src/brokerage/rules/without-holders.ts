import type { OfferOrder } from '../terms.ts'

/**
 * The order without the providers that already send the other care worker of shared visits, each with that reason: visits shared between
 * two providers are planned, recorded and paid for one care worker each. Steps in which nobody is left go.
 */
export function withoutHolders(order: OfferOrder, holders: ReadonlySet<string>): OfferOrder {
  if (holders.size === 0) return order
  const stay = order.places.filter((place) => place.step !== null && !holders.has(place.providerId))
  const kept = order.steps.flatMap((step, index) => (stay.some((place) => place.step === index + 1) ? [{ step, was: index + 1 }] : []))
  const asked = stay.map((place, index) => ({ ...place, step: kept.findIndex(({ was }) => was === place.step) + 1, place: index + 1 }))
  const left = order.places.filter((place) => place.step === null || holders.has(place.providerId)).map((place) => {
    if (!holders.has(place.providerId)) return place
    return { ...place, step: null, place: null, pencePerHour: null, reasons: [{ clause: 'holds-other-part', words: 'Left out: it sends the other care worker of these visits already. One provider that can send both takes the whole package.' }, ...place.reasons] }
  })
  return { ruleVersion: order.ruleVersion, steps: kept.map(({ step }) => step), places: [...asked, ...left] }
}
