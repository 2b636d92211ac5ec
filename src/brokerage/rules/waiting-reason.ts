import type { Reason } from '../../kernel/decision.ts'
import { londonDate } from '../../kernel/london.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'
import { DECLINE_REASONS, DECLINE_REASON_NAMES, type CallOff, type Offer } from '../terms.ts'
import { wordsForMoment } from './moment-words.ts'
import { offerStatus } from './offer-status.ts'

/** What explains why a package still waits. */
export interface WaitingFacts {
  readonly zoneId: string | null
  /** The newest search for it, with its offers; null when there has been none. */
  readonly search: (Pick<CallOff, 'steps' | 'closedAt' | 'closedReason'> & { readonly offers: readonly Pick<Offer, 'step' | 'replyByAt' | 'answer'>[] }) | null
  /** First clause of each provider that the newest search left out or passed over. */
  readonly leftOut: readonly string[]
  /** Whether its cost lacks an approval that it needs before a search begins. */
  readonly approval?: 'waits' | 'refused' | undefined
}

/** Why a package still waits, what was done last and when the next step fires by itself. */
export interface WaitingReason extends Reason {
  readonly lastStep: string
  /** Null when nothing happens until somebody does something. */
  readonly nextAt: Temporal.Instant | null
  /** From when another reason may hold though nobody does anything; `now` where it names the moment it is asked at, null when only somebody's doing changes it. */
  readonly holdsUntil: Temporal.Instant | null
}

type ReasonNow = Omit<WaitingReason, 'holdsUntil'>

const LEFT_OUT_WORDS: Readonly<Record<string, string>> = {
  suspended: 'suspended',
  left: 'gone',
  leaving: 'leaving',
  rating: 'CQC rating not accepted',
  language: 'language not spoken',
  'no-rate': 'without a rate',
  'tier-not-asked': 'in a tier that is not asked',
  'no-standing': 'no longer in the zone',
}

/** Answers why a package still waits. The newest search decides; without one, what stands in the way of starting it. */
export function waitingReason(facts: WaitingFacts, now: Temporal.Instant): WaitingReason {
  const reason = reasonNow(facts, now)
  return { ...reason, holdsUntil: reason.nextAt?.equals(now) === true ? now : firstLapse(facts.search, now) }
}

/** When the first offer of a running search lapses that is open now. */
function firstLapse(search: WaitingFacts['search'], now: Temporal.Instant): Temporal.Instant | null {
  if (search?.closedAt !== null) return null
  const open = search.offers.filter((offer) => offer.answer === null && Temporal.Instant.compare(offer.replyByAt, now) > 0)
  return open.map((offer) => offer.replyByAt).toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
}

function reasonNow(facts: WaitingFacts, now: Temporal.Instant): ReasonNow {
  const { search } = facts
  if (facts.zoneId === null) return { clause: 'no-zone', words: 'No zone holds the postcode', lastStep: 'Referral received', nextAt: null }
  if (facts.approval !== undefined && (search === null || search.closedAt !== null)) return approvalReason(facts.approval)
  if (search === null) return { clause: 'not-on-offer', words: 'Offers have not been sent', lastStep: 'Referral received', nextAt: null }
  if (search.closedAt === null) return runningReason(search, now)
  const ended = wordsForDate(londonDate(search.closedAt))
  if (search.closedReason === 'withdrawn') return { clause: 'offers-withdrawn', words: 'The offers were withdrawn and none sent since', lastStep: `Offers withdrawn on ${ended}`, nextAt: null }
  if (search.offers.length === 0) return { clause: 'nobody-eligible', words: nobodyWords(facts.leftOut), lastStep: `Search ended on ${ended}`, nextAt: null }
  return { clause: 'nobody-took-it', words: answersWords(search.offers), lastStep: `Search ended on ${ended}`, nextAt: null }
}

function approvalReason(approval: 'waits' | 'refused'): ReasonNow {
  if (approval === 'waits') return { clause: 'awaiting-approval', words: 'Its cost waits for somebody’s approval', lastStep: 'Approval asked for', nextAt: null }
  return { clause: 'approval-refused', words: 'Its cost was not approved', lastStep: 'Approval refused', nextAt: null }
}

function runningReason(search: NonNullable<WaitingFacts['search']>, now: Temporal.Instant): ReasonNow {
  const step = Math.max(0, ...search.offers.map((offer) => offer.step))
  const stepOffers = search.offers.filter((offer) => offer.step === step)
  const open = stepOffers.filter((offer) => offerStatus({ answer: offer.answer?.answer ?? null, replyByAt: offer.replyByAt, searchClosedAt: null }, now) === 'open')
  const label = search.steps[step - 1]?.label.toLowerCase() ?? ''
  const lastStep = `Step ${String(step)} of ${String(search.steps.length)}: ${countOf(stepOffers.length, 'offer')} to ${label}`
  const [first] = open
  const partial = search.offers.filter((offer) => offer.answer?.answer === 'partial').length
  if (first === undefined && partial > 0) return { clause: 'partial-answers', words: `${countOf(partial, 'provider')} can do part of it: decide, or the next step is asked in the end`, lastStep, nextAt: null }
  if (first === undefined) return { clause: 'next-step-due', words: 'All have answered: the next step is on its way', lastStep, nextAt: now }
  const declined = search.offers.filter((offer) => offer.answer?.answer === 'declined').length
  const before = declined === 0 ? '' : `, ${countOf(declined, 'decline')} so far`
  return { clause: 'offers-open', words: `${countOf(open.length, 'offer')} open until ${wordsForMoment(first.replyByAt)}${before}`, lastStep, nextAt: first.replyByAt }
}

function nobodyWords(leftOut: readonly string[]): string {
  if (leftOut.length === 0) return 'Nobody can be asked: no provider stands in the zone for this service line'
  return `Nobody can be asked: ${tally(leftOut.map((clause) => LEFT_OUT_WORDS[clause] ?? clause))}`
}

function answersWords(offers: NonNullable<WaitingFacts['search']>['offers']): string {
  const declines = DECLINE_REASONS.flatMap((reason) => offers.filter((offer) => offer.answer?.reason === reason).map(() => DECLINE_REASON_NAMES[reason].toLowerCase()))
  const silent = offers.filter((offer) => offer.answer?.answer === 'lapsed').map(() => 'no reply')
  const partial = offers.filter((offer) => offer.answer?.answer === 'partial').map(() => 'can do part')
  return `Nobody of ${countOf(offers.length, 'provider')} took it: ${tally([...declines, ...partial, ...silent])}`
}

/** `no capacity ×3, no reply`: most frequent first, ties in the order given. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([word, count]) => (count === 1 ? word : `${word} ×${String(count)}`)).join(', ')
}
