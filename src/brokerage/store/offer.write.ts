import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { Offer, OfferAnswer } from '../terms.ts'

/** Sends offers: they are there for their providers once the transaction commits. */
export async function insertOffers(tx: Tx, offers: readonly Offer[]): Promise<void> {
  await insertRows(tx, 'brokerage.offer', [
    { name: 'id', type: 'uuid', value: (row) => row.id },
    { name: 'call_off_id', type: 'uuid', value: (row) => row.callOffId },
    { name: 'package_id', type: 'uuid', value: (row) => row.packageId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'step', type: 'int', value: (row) => row.step },
    { name: 'place', type: 'int', value: (row) => row.place },
    { name: 'sent_at', type: 'timestamptz', value: (row) => row.sentAt.toString() },
    { name: 'reply_by_at', type: 'timestamptz', value: (row) => row.replyByAt.toString() },
    { name: 'pence_per_hour', type: 'int', value: (row) => row.pencePerHour },
  ], offers)
}

/** Keeps the answers to offers. An offer has one answer for ever: a second is an error of the caller, who holds the search's lock. */
export async function insertAnswers(tx: Tx, answers: readonly { readonly offer: Pick<Offer, 'id' | 'providerId'>; readonly answer: OfferAnswer }[]): Promise<void> {
  await insertRows(tx, 'brokerage.offer_answer', [
    { name: 'offer_id', type: 'uuid', value: (row) => row.offer.id },
    { name: 'provider_id', type: 'uuid', value: (row) => row.offer.providerId },
    { name: 'answer', type: 'text', value: (row) => row.answer.answer },
    { name: 'reason', type: 'text', value: (row) => row.answer.reason },
    { name: 'note', type: 'text', value: (row) => row.answer.note },
    { name: 'starts_on', type: 'date', value: (row) => row.answer.startsOn?.toString() ?? null },
    { name: 'answered_at', type: 'timestamptz', value: (row) => row.answer.answeredAt.toString() },
    { name: 'answered_by', type: 'text', value: (row) => row.answer.answeredBy },
  ], answers)
}
