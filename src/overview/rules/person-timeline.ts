import { DECLINE_REASON_NAMES, type OfferEvent, type Placement } from '../../brokerage/terms.ts'
import { FUNDER_NAMES, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES } from '../../care/terms.ts'
import { londonInstant } from '../../kernel/london.ts'
import { countOf, wordsForDate, wordsForHours, wordsForPence } from '../../kernel/words.ts'
import { EXCEPTION_NAMES, type PersonWeek } from '../../visits/terms.ts'
import type { PersonRecord } from '../terms.ts'
import { lifeItems } from './life-timeline.ts'
import { reablementItems } from './reablement-timeline.ts'
import { TIMELINE_KINDS, type TimelineItem } from './timeline-item.ts'

/** Everything that happened to a person's care, newest first. What happened at one instant stands in the order of `TIMELINE_KINDS`, the later step first. */
export function personTimeline(record: PersonRecord): TimelineItem[] {
  const name = (providerId: string): string => record.providers.get(providerId) ?? 'A provider'
  const items = [
    ...record.packages.flatMap((carePackage) => referralItem(record, carePackage)),
    ...record.offers.flatMap((offer) => offerItems(offer, name(offer.providerId))),
    ...record.placements.flatMap((placement) => placementItems(placement, name(placement.providerId), record.today)),
    ...record.lives.flatMap((life) => lifeItems(life, name(record.placements.find((each) => each.id === life.placementId)?.providerId ?? ''))),
    ...record.reablements.flatMap(reablementItems),
    ...record.packages.flatMap((carePackage) => fundingItems(record, carePackage)),
    ...record.weeks.flatMap((week) => weekItems(week, record.today)),
  ]
  const order = (item: TimelineItem): number => TIMELINE_KINDS.indexOf(item.kind)
  return items.sort((a, b) => Temporal.Instant.compare(b.at, a.at) || order(b) - order(a))
}

function referralItem(record: PersonRecord, carePackage: PersonRecord['packages'][number]): TimelineItem[] {
  const referral = record.referrals.find((each) => each.id === carePackage.referralId)
  if (referral === undefined) return []
  // A part is told where the whole was split: the referral is the whole's.
  if (carePackage.part !== null) return []
  const asked = `${SERVICE_LINE_NAMES[carePackage.serviceLine]}, ${countOf(carePackage.weeklyVisits, 'visit')} and ${wordsForHours(carePackage.weeklyMinutes)} a week, needed by ${wordsForDate(carePackage.startByOn)}. ${FUNDER_NAMES[referral.funder]} pays.`
  const href = `/packages/${carePackage.id}`
  const items: TimelineItem[] = [
    { kind: 'referral', at: referral.receivedAt, dateOnly: false, title: `Referred: package ${carePackage.reference}`, text: `${REFERRAL_SOURCE_NAMES[referral.source]}. ${asked}${referral.note === null ? '' : ` Note: ${referral.note}`}`, by: referral.receivedBy, href },
  ]
  if (carePackage.withdrawnOn !== null) {
    items.push({ kind: 'referral', at: startOf(carePackage.withdrawnOn), dateOnly: true, title: partsOf(record, carePackage.id).length > 0 ? `Package ${carePackage.reference} split` : `Package ${carePackage.reference} withdrawn`, text: partsOf(record, carePackage.id).length > 0 ? `Into ${partsOf(record, carePackage.id).join(' and ')}.` : record.reablements.some((each) => each.packageId === carePackage.id) ? 'Reablement comes first.' : '', by: undefined, href })
  }
  return items
}

function fundingItems(record: PersonRecord, carePackage: PersonRecord['packages'][number]): TimelineItem[] {
  const changes = record.fundings.get(carePackage.id)?.changes ?? []
  return changes.map((change) => ({ kind: 'placement', at: change.recordedAt, dateOnly: false, title: `Who pays from ${wordsForDate(change.fromOn)}: ${FUNDER_NAMES[change.funder]}`, text: `${change.nhsPercent === null ? '' : `The NHS pays ${String(change.nhsPercent)}%. `}${change.reason}.`, by: change.recordedBy, href: `/packages/${carePackage.id}` }))
}

function partsOf(record: PersonRecord, packageId: string): string[] {
  return record.packages.filter((each) => each.part?.wholeId === packageId).map((each) => each.reference)
}

const ANSWERS = { accepted: 'accepted the offer', partial: 'offered part of the package', declined: 'declined the offer', lapsed: 'did not answer in time', withdrawn: 'is no longer asked' } as const

function offerItems(offer: OfferEvent, provider: string): TimelineItem[] {
  const href = `/packages/${offer.packageId}`
  const sent: TimelineItem = { kind: 'offer', at: offer.sentAt, dateOnly: false, title: `Offered to ${provider}`, text: '', by: undefined, href }
  if (offer.answer === null || offer.answeredAt === null) return [sent]
  const text = offer.reason === null ? '' : `${DECLINE_REASON_NAMES[offer.reason]}.`
  return [{ kind: 'offer', at: offer.answeredAt, dateOnly: false, title: `${provider} ${ANSWERS[offer.answer]}`, text, by: offer.answeredBy ?? undefined, href }, sent]
}

function placementItems(placement: Placement, provider: string, today: Temporal.PlainDate): TimelineItem[] {
  const href = `/placements/${placement.id}`
  const items: TimelineItem[] = [
    { kind: 'placement', at: placement.placedAt, dateOnly: false, title: `Placed with ${provider}`, text: `From ${wordsForDate(placement.startsOn)} at ${wordsForPence(placement.pencePerHour)} an hour.`, by: undefined, href },
  ]
  if (Temporal.PlainDate.compare(placement.startsOn, today) <= 0) items.push({ kind: 'placement', at: startOf(placement.startsOn), dateOnly: true, title: `Care by ${provider} started`, text: '', by: undefined, href })
  const { endsOn } = placement
  if (endsOn !== null && Temporal.PlainDate.compare(endsOn, today) < 0) items.push({ kind: 'placement', at: startOf(endsOn), dateOnly: true, title: `Care by ${provider} ended`, text: 'This was the last day.', by: undefined, href })
  return items
}

/** Where records have not come yet, nothing is known to have failed. */
function deliveredWords({ delivered, planned }: PersonWeek): string {
  return delivered === 0 ? `${countOf(planned, 'visit')} planned, none recorded as delivered` : `${String(delivered)} of ${countOf(planned, 'visit')} delivered`
}

/** A week stands at its last day, or today while it runs, so that it comes above what happened in it. */
function weekItems(week: PersonWeek, today: Temporal.PlainDate): TimelineItem[] {
  const sunday = week.weekOn.add({ days: 6 })
  const at = startOf(Temporal.PlainDate.compare(sunday, today) < 0 ? sunday : today)
  const items: TimelineItem[] = []
  if (week.planned > 0) {
    items.push({ kind: 'visits', at, dateOnly: true, title: `Week of ${wordsForDate(week.weekOn)}: ${deliveredWords(week)}`, text: '', by: undefined, href: undefined })
  }
  if (week.exceptions.length > 0) {
    const total = week.exceptions.reduce((sum, each) => sum + each.count, 0)
    const words = week.exceptions.map((each) => `${EXCEPTION_NAMES[each.kind]}: ${String(each.count)}`).join(', ')
    items.push({ kind: 'exception', at, dateOnly: true, title: `Week of ${wordsForDate(week.weekOn)}: ${countOf(total, 'exception')}`, text: `${words}.`, by: undefined, href: undefined })
  }
  return items
}

function startOf(on: Temporal.PlainDate): Temporal.Instant {
  return londonInstant(on, 0)
}
