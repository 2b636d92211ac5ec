import { z } from 'zod'
import { webhookTopic } from '../../platform/webhooks/webhook-topic.ts'

const offer = z.object({ offerId: z.uuid(), packageId: z.uuid(), link: z.string() })
const placement = z.object({ placementId: z.uuid(), link: z.string() })
const query = z.object({ queryId: z.uuid(), packageId: z.uuid(), link: z.string() })

export const OFFER_MADE = webhookTopic('offer.made', 'An offer is made', offer)
export const OFFER_EXTENDED = webhookTopic('offer.extended', 'There is more time to answer an offer', offer)
export const OFFER_LAPSED = webhookTopic('offer.lapsed', 'An offer lapses', offer)
export const OFFER_WITHDRAWN = webhookTopic('offer.withdrawn', 'An offer is withdrawn', offer)
export const PLACEMENT_MADE = webhookTopic('placement.made', 'A package is placed', placement.extend({ packageId: z.uuid() }))
export const PLACEMENT_CHANGE = webhookTopic('placement.changed', 'A placement changes: its week, its days in hospital', placement)
export const PLACEMENT_END = webhookTopic('placement.ended', 'A placement is given its last day', placement)
/** For the council: who asked is not told. */
export const QUERY_ASKED = webhookTopic('query.asked', 'A question about a package is asked', query, true)
export const QUERY_ANSWERED = webhookTopic('query.answered', 'A question is answered', query)
export const ANSWER_SHARED = webhookTopic('answer.shared', 'An answer is shared with everybody asked', z.object({ packageId: z.uuid(), link: z.string() }))
export const DOCUMENT_ADDED = webhookTopic('document.added', 'A document of a package is added or opened to you', z.object({ documentId: z.uuid(), packageId: z.uuid(), link: z.string() }))

/** News of brokerage that other organisations' programs may be told of. */
export const BROKERAGE_NEWS = [OFFER_MADE, OFFER_EXTENDED, OFFER_LAPSED, OFFER_WITHDRAWN, PLACEMENT_MADE, PLACEMENT_CHANGE, PLACEMENT_END, QUERY_ASKED, QUERY_ANSWERED, ANSWER_SHARED, DOCUMENT_ADDED] as const
