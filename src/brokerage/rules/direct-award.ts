import { refuse, allow, type Decision } from '../../kernel/decision.ts'
import type { OfferOrder, OfferPlace } from '../terms.ts'

/** Whether a provider may be asked by direct award: whoever the framework's order would ask, and who is left out only because it gave the package back. */
export function mayBeAskedDirectly({ step, reasons }: Pick<OfferPlace, 'step' | 'reasons'>): boolean {
  const stops = reasons.filter((reason) => !reason.clause.startsWith('earlier-'))
  return step !== null || (stops.length > 0 && stops.every((reason) => reason.clause === 'handed-back'))
}

/**
 * The offer order of a direct award: one step that asks the chosen provider alone, with the reason; everybody else keeps the reason
 * for which they were not asked. Refused when the provider could not be asked by the framework's own order, with its reasons.
 */
export function directAward(order: OfferOrder, award: { readonly providerId: string; readonly reason: string }): Decision<OfferOrder> {
  const chosen = order.places.find((place) => place.providerId === award.providerId)
  if (chosen === undefined) return refuse({ clause: 'no-standing', words: 'The provider does not stand in this zone for this service line. Choose one that does' })
  if (chosen.step === null) return refuse(...chosen.reasons)
  const step = order.steps[chosen.step - 1]
  const words = `Direct award: asked alone, outside the order of the framework. ${award.reason}`
  return allow({
    ruleVersion: `${order.ruleVersion}+direct-award/1`,
    steps: [{ label: 'Direct award', replyWorkingMinutes: step?.replyWorkingMinutes ?? 0, ...(step?.award === 'best-bid' ? { award: step.award } : {}) }],
    places: [
      { ...chosen, step: 1, place: 1, reasons: [{ clause: 'direct-award', words }, ...chosen.reasons] },
      ...order.places.filter((place) => place !== chosen).map((place) => (place.step === null ? place : { ...place, step: null, place: null, pencePerHour: null, reasons: [{ clause: 'direct-award', words: `Left out: the package goes by direct award to ${chosen.providerName}.` }, ...place.reasons] })),
    ],
  })
}
