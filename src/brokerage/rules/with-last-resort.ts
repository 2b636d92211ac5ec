import type { Pence } from '../../kernel/amounts.ts'
import type { Decision } from '../../kernel/decision.ts'
import type { OfferOrder } from '../terms.ts'

/** How long a provider of last resort has to answer when no step of the order says how long a provider has: two working hours. Ours. */
const REPLY_WORKING_MINUTES = 120

/**
 * An offer order after a provider failed: the providers of last resort are asked as the last step where the framework's own steps do not
 * ask them. They must be fit to be asked: only that no step asks their tier is set aside. Everybody else's place stays as it was.
 */
export function withLastResort(order: OfferOrder, rate: Decision<{ readonly pencePerHour: Pence }>): OfferOrder {
  const added = rate.ok ? order.places.filter((place) => place.step === null && place.tier === 'last-resort' && place.reasons.some((reason) => reason.clause === 'tier-not-asked')) : []
  if (!rate.ok || added.length === 0) return order
  const step = order.steps.length + 1
  const asked = order.places.filter((place) => place.step !== null)
  const reply = order.steps.at(-1)?.replyWorkingMinutes ?? REPLY_WORKING_MINUTES
  return {
    ruleVersion: `${order.ruleVersion}+last-resort/1`,
    steps: [...order.steps, { label: 'Provider of last resort', replyWorkingMinutes: reply }],
    places: [
      ...asked,
      ...added.map((place, index) => ({
        ...place,
        step,
        place: asked.length + index + 1,
        pencePerHour: rate.value.pencePerHour,
        reasons: [{ clause: 'last-resort', words: 'Provider of last resort: asked after all others, because the person’s provider failed.' }, ...place.reasons.filter((reason) => reason.clause !== 'tier-not-asked')],
      })),
      ...order.places.filter((place) => place.step === null && !added.includes(place)),
    ],
  }
}
