import { randomUUID } from 'node:crypto'
import { getPackage, weeklyMinutes } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { termsAt } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { answerDifference, DIFFERENCE_VERSION } from '../rules/answer-difference.ts'
import { decisionFault } from '../rules/decision-fault.ts'
import { sharesOfAnswer } from '../rules/split-week.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listPartialAnswers } from '../store/partial-answer.read.ts'
import { insertPartialDecision } from '../store/partial-answer.write.ts'
import { insertPatternChange } from '../store/placement-life.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEND_OFFERS, type CallOff, type Offer } from '../terms.ts'
import { PARTIAL_REFUSED, type AgreedBy, type AnswerDifference, type PartialAnswer } from '../terms/partial-answer.ts'
import { decideOrder } from './decide-order.ts'
import { placePackage } from './place-package.ts'
import { splitInto } from './split-package.ts'
import { stopSearch } from './withdraw-call-off.ts'

/** What a broker decides: `reason` says why, and with whom it was talked over. */
export type PartialDecisionInput =
  | { readonly offerId: string; readonly decision: 'accepted'; readonly agreedBy: AgreedBy; readonly reason: string }
  | { readonly offerId: string; readonly decision: 'refused' | 'split'; readonly reason: string }

/** What came of it. */
export interface PartialDecided {
  readonly packageId: string
  readonly placementId: string | null
  /** The parts of a split, the one that the provider can do first. */
  readonly parts: readonly { readonly packageId: string; readonly packageReference: string }[]
}

/**
 * Decides on an answer in part. Accepting places the package with its provider, with the week it offered as the week of the placement, for
 * which somebody agreed. Splitting makes two packages of it: what the provider can do, offered to it first, and the rest. Refusing lets
 * the search go on at once. Accepting and splitting wait until nobody of the step may still take the whole. Throws `Refused` when the
 * package is placed or withdrawn meanwhile, was decided before, or may no longer be given to the provider.
 */
export async function decidePartialAnswer(house: House, actor: Actor, input: PartialDecisionInput): Promise<PartialDecided> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    if (input.reason.trim() === '') throw new Refused('decision-reason', 'Enter why', 'reason')
    const [offer] = await listOffers(work.tx, { id: input.offerId })
    const partial = (await listPartialAnswers(work.tx, [input.offerId])).get(input.offerId)
    if (offer === undefined || partial === undefined) throw new NotFound('The answer')
    const searches = await listCallOffs(work.tx, offer.packageId)
    const running = searches.find((each) => each.closedAt === null)
    const locked = await lockCallOff(work.tx, running?.id ?? offer.callOffId)
    const search = searches.find((each) => each.id === offer.callOffId)
    if (locked === undefined || search === undefined) throw new NotFound('The search')
    const carePackage = await getPackage(work, offer.packageId)
    const difference = answerDifference(carePackage, partial)
    await refuseTooEarly(work, carePackage, locked, input.decision)
    const kept = await insertPartialDecision(work.tx, offer.providerId, { offerId: offer.id, decision: input.decision, agreedBy: input.decision === 'accepted' ? input.agreedBy : null, reason: input.reason.trim(), decidedAt: work.now, decidedBy: actor.name }, difference)
    if (!kept) throw new Refused('already-decided', 'This answer was decided on already. Nothing was changed', 'decision')
    work.audit({ kind: 'partial-answer-decided', subjectKind: 'offer', subjectId: offer.id, personId: carePackage.personId, detail: { packageId: carePackage.id, providerId: offer.providerId, decision: input.decision, agreedBy: input.decision === 'accepted' ? input.agreedBy : null, ruleVersion: DIFFERENCE_VERSION } })
    const done = { packageId: carePackage.id, placementId: null, parts: [] }
    if (input.decision === 'accepted') return { ...done, placementId: await accept(work, { carePackage, offer, partial, difference, search, running: locked.closedAt === null ? locked : undefined }, input.reason.trim()) }
    if (input.decision === 'split') return { ...done, parts: await splitInto(work, carePackage, sharesOfAnswer(carePackage.pattern, partial.visits), { reason: input.reason.trim(), running: locked, firstFor: offer.providerId }) }
    work.publish(PARTIAL_REFUSED, { callOffId: offer.callOffId })
    return done
  })
}

async function refuseTooEarly(work: Work, carePackage: CarePackage, locked: CallOff, decision: PartialDecisionInput['decision']): Promise<void> {
  const isPlaced = (await listPlacementRows(work.tx, { packageId: carePackage.id })).length > 0
  const open = (await listOffers(work.tx, { callOffIds: [locked.id] })).filter((offer) => offer.answer === null && locked.closedAt === null)
  const fault = decisionFault({ decision, isPlaced, isWithdrawn: carePackage.withdrawnOn !== null, openUntil: open[0]?.replyByAt ?? null }, work.now)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'decision')
}

interface Accepted {
  readonly carePackage: CarePackage
  readonly offer: Offer
  readonly partial: PartialAnswer
  readonly difference: AnswerDifference
  /** The search in which it was answered. */
  readonly search: CallOff
  /** The search that runs now, locked; it may be a later one. */
  readonly running: CallOff | undefined
}

async function accept(work: Work, { carePackage, offer, partial, difference, search, running }: Accepted, agreement: string): Promise<string> {
  const order = await decideOrder(work, carePackage, search.zoneId, await termsAt(work, search.frameworkId, search.openedAt))
  const place = order.places.find((each) => each.providerId === offer.providerId)
  if (place?.step == null) throw new Refused('no-longer-eligible', `This provider can no longer be given the package. ${(place?.reasons ?? []).map((reason) => reason.words).join(' ')}`.trim(), 'decision')
  if (running !== undefined && running.id !== search.id) await stopSearch(work, running)
  const startsOn = Temporal.PlainDate.compare(partial.startsOn, work.today) < 0 ? work.today : partial.startsOn
  const offered = { packageId: carePackage.id, personId: carePackage.personId, frameworkId: search.frameworkId, zoneId: search.zoneId, serviceLine: carePackage.serviceLine, tier: place.tier }
  const placementId = await placePackage(work, offer, offered, startsOn, { name: partial.answeredBy, agreedPencePerHour: null, note: partial.note, hasAnswered: true })
  if (difference.missingMinutes > 0 || difference.movedMinutes > 0) {
    const change = { id: randomUUID(), placementId, fromOn: startsOn, toOn: null, pattern: difference.week, weeklyMinutes: weeklyMinutes(difference.week), reason: agreement, needsApproval: false, reasons: difference.reasons, askedAt: work.now, askedBy: work.actor.name, decision: null }
    await insertPatternChange(work.tx, offer.providerId, change, DIFFERENCE_VERSION)
    work.audit({ kind: 'change-asked', subjectKind: 'placement', subjectId: placementId, personId: carePackage.personId, detail: { changeId: change.id, fromOn: startsOn.toString(), toOn: null, weeklyMinutes: change.weeklyMinutes, course: 'partial-answer' } })
  }
  await notify(work, { organisationId: offer.providerId, role: 'provider-coordinator' }, 'package-placed', { package: carePackage.reference, 'starts-on': startsOn.toString(), link: `/placements/${placementId}` })
  return placementId
}
