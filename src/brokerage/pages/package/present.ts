import { fundingWords } from '../../../care/public.ts'
import type { Funding } from '../../../care/terms/funding.ts'
import { NEED_NAMES, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES, URGENCY_NAMES, type CarePackage, type PatternVisit } from '../../../care/terms.ts'
import type { Reason } from '../../../kernel/decision.ts'
import { countOf, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { TIER_NAMES, type Tier } from '../../../market/terms.ts'
import type { TagColour } from '../../../platform/components/data-table.ts'
import type { WeekVisit } from '../../../platform/components/week-grid.ts'
import { wordsForMoment, wordsForWorkingTime } from '../../rules/moment-words.ts'
import { DECLINE_REASON_NAMES, type OfferAnswer, type OfferOrder, type OfferStatus } from '../../terms.ts'

/** A provider in an order, previewed or kept, with its offer when one was made. */
export interface PlaceFacts {
  readonly providerId: string
  readonly providerName: string
  readonly tier: Tier
  readonly rank: number | null
  readonly step: number | null
  readonly pencePerHour: number | null
  readonly reasons: readonly Reason[]
  readonly skipped?: readonly Reason[] | null
  readonly offer?: { readonly status: OfferStatus; readonly replyByAt: Temporal.Instant; readonly answer: OfferAnswer | null } | null
}

interface PlaceView {
  readonly id: string
  readonly name: string
  readonly href: string
  readonly standing: string
  readonly tag: { readonly text: string; readonly colour: TagColour } | null
  readonly detail: string
  readonly reasons: readonly Reason[]
}

/** An offer order for the page: who is asked in which step, and who is left out. */
export interface OrderView {
  readonly steps: readonly { readonly heading: string; readonly hint: string; readonly places: readonly PlaceView[] }[]
  readonly leftOut: readonly PlaceView[]
}

export const OFFER_TAGS: Readonly<Record<OfferStatus, { readonly text: string; readonly colour: TagColour }>> = {
  open: { text: 'Open', colour: 'blue' },
  accepted: { text: 'Accepted', colour: 'green' },
  partial: { text: 'Yes, but', colour: 'teal' },
  declined: { text: 'Declined', colour: 'orange' },
  lapsed: { text: 'No reply', colour: 'yellow' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
}

/** Lays out an order step by step. */
export function orderView(steps: OfferOrder['steps'], places: readonly PlaceFacts[]): OrderView {
  return {
    steps: steps.map((step, index) => ({
      heading: `Step ${String(index + 1)}: ${step.label.toLowerCase()}`,
      hint: `${wordsForWorkingTime(step.replyWorkingMinutes)} of working time to reply`,
      places: places.filter((place) => place.step === index + 1).map(placeView),
    })),
    leftOut: places.filter((place) => place.step === null).map(placeView),
  }
}

function placeView(place: PlaceFacts): PlaceView {
  const passed = place.skipped ?? null
  return {
    id: `why-${place.providerId}`,
    name: place.providerName,
    href: `/providers/${place.providerId}`,
    standing: [TIER_NAMES[place.tier], place.rank === null ? '' : `rank ${String(place.rank)}`, place.pencePerHour === null ? '' : `${wordsForPence(place.pencePerHour)} an hour`].filter((part) => part !== '').join(', '),
    tag: passed !== null ? { text: 'Passed over', colour: 'grey' } : place.offer == null ? null : OFFER_TAGS[place.offer.status],
    detail: place.offer != null ? answerWords(place.offer) : place.step === null || passed !== null ? obstacleWords(passed ?? place.reasons) : '',
    reasons: [...(passed ?? []), ...place.reasons],
  }
}

/** The first thing in a provider's way, without the words "left out" that the heading has already said. */
function obstacleWords(reasons: readonly Reason[]): string {
  const words = reasons[0]?.words.replace(/^Left out: /, '').replace(/\.$/, '') ?? ''
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What came of an offer, in a sentence without a full stop. */
export function answerWords(offer: NonNullable<PlaceFacts['offer']>): string {
  const { answer } = offer
  if (answer === null) return offer.status === 'open' ? `Reply wanted by ${wordsForMoment(offer.replyByAt)}` : `Reply was wanted by ${wordsForMoment(offer.replyByAt)}`
  const at = wordsForMoment(answer.answeredAt)
  if (answer.answer === 'declined') return `${answer.reason === null ? 'Declined' : DECLINE_REASON_NAMES[answer.reason]}, ${at}${answer.note === null ? '' : `: ${answer.note}`}`
  if (answer.answer === 'partial') return `Offered part of it, ${at}${answer.note === null ? '' : `: ${answer.note}`}`
  if (answer.answer === 'accepted') return `Starts on ${answer.startsOn === null ? '' : wordsForDate(answer.startsOn)}, answered ${at}`
  return at
}

/** A weekly pattern as the week grid takes it. */
export function weekVisits(pattern: readonly PatternVisit[]): WeekVisit[] {
  return pattern.map((visit) => ({ day: visit.dayOfWeek, fromMinute: visit.earliestMinute, toMinute: visit.latestMinute, minutes: visit.minutes, workers: visit.workers, isTimeCritical: visit.timeCritical, ...(visit.justification == null ? {} : { note: `${visit.earliestMinute === visit.latestMinute ? 'Exact time' : 'Reason'}: ${visit.justification}` }) }))
}

/** What is asked for besides the week, as rows of a summary. */
export function requirementRows(need: Pick<CarePackage, 'serviceLine' | 'needs' | 'needsNote' | 'languages' | 'genderPreference' | 'urgency' | 'startByOn' | 'weeklyMinutes' | 'weeklyVisits' | 'mostWorkers'>): { key: string; text: string; hint?: string }[] {
  return [
    { key: 'Care', text: `${wordsForHours(need.weeklyMinutes)} a week in ${countOf(need.weeklyVisits, 'visit')}`, hint: need.mostWorkers > 1 ? 'Some visits by two care workers; their time counts twice' : 'One care worker at each visit' },
    { key: 'Service line', text: SERVICE_LINE_NAMES[need.serviceLine] },
    { key: 'Urgency', text: URGENCY_NAMES[need.urgency] },
    { key: 'Needed by', text: wordsForDate(need.startByOn) },
    { key: 'Needs', text: need.needs.length === 0 ? 'None recorded' : need.needs.map((each) => NEED_NAMES[each]).join(', '), ...(need.needsNote === null ? {} : { hint: need.needsNote }) },
    { key: 'Languages', text: need.languages.length === 0 ? 'No language asked for' : need.languages.join(', ') },
    { key: 'Care worker', text: need.genderPreference === null ? 'No preference' : `A ${need.genderPreference === 'female' ? 'woman' : 'man'} is asked for` },
  ]
}

/** Where the package came from, as rows of the same summary. */
export function originRows(carePackage: Pick<CarePackage, 'source'>, funding: Funding): { key: string; text: string }[] {
  return [
    { key: 'Source', text: REFERRAL_SOURCE_NAMES[carePackage.source] },
    { key: 'Who pays', text: fundingWords(funding) },
  ]
}
