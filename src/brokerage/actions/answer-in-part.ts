import { patternFaults, timeFaults } from '../../care/public.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { answerDifference } from '../rules/answer-difference.ts'
import { startFault } from '../rules/answerable.ts'
import { partialFaults } from '../rules/partial-faults.ts'
import { heldUntil } from '../rules/partial-hold.ts'
import { insertAnswers } from '../store/offer.write.ts'
import { listPattern, type OfferedPackage } from '../store/offered-package.read.ts'
import { insertPartialAnswer } from '../store/partial-answer.write.ts'
import { OFFERS_DUE, type Offer, type OfferStep } from '../terms.ts'
import { PARTIAL_ANSWERED, type OfferedVisit } from '../terms/partial-answer.ts'
import { refuseSuspended } from './refuse-suspended.ts'

/**
 * Keeps a provider's "yes, but" to an offer, whose search the caller holds locked. It is the provider's answer, like a decline, and places
 * nothing: others may still accept the whole, and a broker decides once the step is over. Throws `Refused` for what cannot be an answer.
 */
export async function answerInPart(work: Work, offer: Offer, offered: OfferedPackage, step: OfferStep | undefined, input: { readonly visits: readonly OfferedVisit[]; readonly startsOn: Temporal.PlainDate; readonly note: string | null }): Promise<{ readonly placementId: null; readonly personId: string; readonly message: string }> {
  if (offered.withdrawnOn !== null) throw new Refused('withdrawn', 'The council has withdrawn this package: it is no longer needed. You do not need to do anything')
  await refuseSuspended(work, offer.providerId)
  if (step?.award === 'best-bid') throw new Refused('bid-instead', 'This package goes to the best bid for the whole of it. Make a bid, or decline it')
  const start = startFault(input.startsOn, work.today)
  if (start !== undefined) throw new Refused(start.clause, start.words, 'startsOn')
  const asked = { pattern: await listPattern(work.tx, offer.packageId), startByOn: offered.startByOn }
  const [fault] = partialFaults(asked, input)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'visits')
  const difference = answerDifference(asked, input)
  const [impossible] = patternFaults(difference.week)
  if (impossible !== undefined) throw new Refused('pattern-impossible', impossible.words, 'visits')
  const [exact] = timeFaults(difference.week, asked.pattern)
  if (exact !== undefined) throw new Refused(exact.kind, exact.words, 'visits')
  await insertAnswers(work.tx, [{ offer, answer: { answer: 'partial', reason: null, note: input.note, startsOn: null, answeredAt: work.now, answeredBy: work.actor.name } }])
  await insertPartialAnswer(work.tx, { offerId: offer.id, providerId: offer.providerId, visits: input.visits, startsOn: input.startsOn, note: input.note, answeredAt: work.now, answeredBy: work.actor.name })
  const { metMinutes, movedMinutes, missingMinutes, startDaysLost, ruleVersion } = difference
  work.audit({ kind: 'offer-answered-in-part', subjectKind: 'offer', subjectId: offer.id, personId: offered.personId, detail: { packageId: offer.packageId, providerId: offer.providerId, ruleVersion, metMinutes, movedMinutes, missingMinutes, startDaysLost } })
  work.publish(PARTIAL_ANSWERED, { offerId: offer.id })
  // When nobody has decided by then, the next step is asked.
  work.publish(OFFERS_DUE, { callOffId: offer.callOffId, step: offer.step }, { startAfter: heldUntil(offer, step, bankHolidays) })
  return { placementId: null, personId: offered.personId, message: `The council has what you can do of package ${offered.reference}. It may still go to a provider that takes the whole.` }
}
