import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { ContractModel } from '../../market/terms/contract-model.ts'
import type { Tier } from '../../market/terms.ts'
import { DECLINE_REASON_NAMES, type CallOff, type DeclineReason } from '../terms.ts'
import { offerStatus, type OfferFacts } from './offer-status.ts'

/** Furthest start that an acceptance may give; later is taken as a slip of the year. */
const FURTHEST_START_DAYS = 365

/** What stands in the way of answering an offer, in words for its provider; undefined when nothing does. Never says who else was asked. */
export function refusalToAnswer(facts: OfferFacts & { readonly searchClosedReason: CallOff['closedReason'] }, now: Temporal.Instant): Reason | undefined {
  switch (offerStatus(facts, now)) {
    case 'open':
      return undefined
    case 'accepted':
      return { clause: 'already-answered', words: 'You have already accepted this offer. Nothing was changed' }
    case 'partial':
      return { clause: 'already-answered', words: 'You have already said what you can do of this package. Nothing was changed. To change it, call the council' }
    case 'declined':
      return { clause: 'already-answered', words: 'You have already declined this offer. Nothing was changed' }
    case 'lapsed':
      return { clause: 'lapsed', words: 'The time to reply has passed, so this offer can no longer be answered. You do not need to do anything' }
    case 'withdrawn':
      return facts.searchClosedReason === 'placed'
        ? { clause: 'already-placed', words: 'Another provider has been given this package. You do not need to do anything' }
        : { clause: 'withdrawn', words: 'The council has withdrawn this offer. You do not need to do anything' }
  }
}

/** What is wrong with a reason to decline; undefined when nothing is. A prime provider may decline only for the reasons in its contract (Isle of Wight model). */
export function declineFault(model: ContractModel, tier: Tier, reason: DeclineReason): Reason | undefined {
  if (model.model !== 'prime' || tier !== 'lead' || model.declineReasons.includes(reason)) return undefined
  const allowed = model.declineReasons.map((each) => DECLINE_REASON_NAMES[each].toLowerCase()).join(', ')
  return { clause: 'reason-not-allowed', words: `A prime provider may decline only for the reasons in its contract: ${allowed}. You can also accept the package and pass its hours on to a subcontractor` }
}

/** What is wrong with a first day of care; undefined when nothing is. A start after the day asked for is allowed, and told. */
export function startFault(startsOn: Temporal.PlainDate, today: Temporal.PlainDate): Reason | undefined {
  if (Temporal.PlainDate.compare(startsOn, today) < 0) return { clause: 'start-in-past', words: `The start date must be today, ${wordsForDate(today)}, or later` }
  const furthest = today.add({ days: FURTHEST_START_DAYS })
  if (Temporal.PlainDate.compare(startsOn, furthest) > 0) return { clause: 'start-too-far', words: `The start date must be on or before ${wordsForDate(furthest)}. Check the year` }
  return undefined
}
