import { SERVICE_LINE_NAMES, type CarePackage } from '../../../care/terms.ts'
import { countOf, hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import { wordsForMoment, wordsForWorkingTime } from '../../rules/moment-words.ts'
import { DECLINE_REASON_NAMES, type Offer, type OfferStatus } from '../../terms.ts'
import { OFFER_TAGS } from '../package/present.ts'

/** An offer with what its own provider may see of the package. */
export interface OwnOffer {
  readonly offer: Offer
  readonly offered: Pick<CarePackage, 'reference' | 'serviceLine' | 'weeklyMinutes' | 'weeklyVisits' | 'mostWorkers' | 'startByOn'> & { readonly zoneName: string }
  readonly status: OfferStatus
  readonly minutesLeft: number
}

/** One offer to answer, as a card. */
export function offerCard(own: OwnOffer): { title: string; href: string; rows: { key: string; text: string; hint?: string }[] } {
  const { offer, offered } = own
  return {
    title: `${offered.zoneName}: ${wordsForHours(offered.weeklyMinutes)} a week`,
    href: `/offers/${offer.id}`,
    rows: [
      { key: 'Answer by', text: wordsForMoment(offer.replyByAt), hint: timeLeft(own) },
      { key: 'Care', text: `${countOf(offered.weeklyVisits, 'visit')} a week, needed by ${wordsForDate(offered.startByOn)}`, hint: `${SERVICE_LINE_NAMES[offered.serviceLine]}. ${offered.mostWorkers > 1 ? 'Some visits by two care workers' : 'One care worker'}` },
      { key: 'Rate', text: `${wordsForPence(offer.pencePerHour)} an hour`, hint: `Package ${offered.reference}` },
    ],
  }
}

/** "1 hour 20 minutes of working time left". */
export function timeLeft(own: Pick<OwnOffer, 'minutesLeft'>): string {
  return own.minutesLeft === 0 ? 'Less than a minute of working time left' : `${wordsForWorkingTime(own.minutesLeft)} of working time left`
}

/** "3 offers to answer". */
export function offersHeading(open: number): string {
  return open === 0 ? 'No offers to answer' : `${countOf(open, 'offer')} to answer`
}

export const offerColumns: readonly Column<OwnOffer>[] = [
  { key: 'package', heading: 'Package', value: (row) => ({ text: row.offered.reference, href: `/offers/${row.offer.id}` }), sort: (row) => row.offered.reference },
  { key: 'zone', heading: 'Zone', value: (row) => row.offered.zoneName, sort: (row) => row.offered.zoneName },
  { key: 'hours', heading: 'Hours a week', value: (row) => hoursFigure(row.offered.weeklyMinutes), sort: (row) => row.offered.weeklyMinutes, numeric: true },
  { key: 'sent', heading: 'Sent', value: (row) => wordsForMoment(row.offer.sentAt), sort: (row) => row.offer.sentAt.epochMilliseconds },
  { key: 'by', heading: 'Answer by', value: (row) => wordsForMoment(row.offer.replyByAt), sort: (row) => row.offer.replyByAt.epochMilliseconds },
  { key: 'answer', heading: 'What came of it', value: (row) => ({ text: '', tag: OFFER_TAGS[row.status], hint: answerHint(row) }), sort: (row) => row.status },
]

function answerHint({ offer }: OwnOffer): string {
  const { answer } = offer
  if (answer?.answer === 'declined' && answer.reason !== null) return DECLINE_REASON_NAMES[answer.reason]
  return answer?.startsOn == null ? '' : `from ${wordsForDate(answer.startsOn)}`
}
