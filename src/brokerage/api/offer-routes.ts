import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { answerOffer } from '../actions/answer-offer.ts'
import { bidForPackage } from '../actions/bid-for-package.ts'
import { seeOffer, seeOffers } from '../actions/see-offers.ts'
import { ANSWER_OFFERS, DECLINE_REASONS, SEE_OFFERS } from '../terms.ts'
import { offeredVisit } from '../terms/partial-answer.ts'
import { offerJson, offerToJson, offerWithWeekJson, patternToJson } from './schemas.ts'

const offerParams = z.object({ offerId: z.uuid() })
const answerBody = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accepted'), startsOn: z.iso.date() }),
  z.object({ answer: z.literal('partial'), visits: z.array(offeredVisit), startsOn: z.iso.date(), note: z.string().trim().min(1).max(500).nullable().default(null) }),
  z.object({ answer: z.literal('declined'), reason: z.enum(DECLINE_REASONS), note: z.string().trim().min(1).max(500).nullable().default(null) }),
])

/** The provider's side of brokerage as JSON: its own offers and no other's. */
export const offerApi = [
  apiRoute({
    method: 'GET',
    url: '/api/v1/offers',
    permission: SEE_OFFERS,
    summary: 'List the offers made to your organisation in the last 90 days, open ones first',
    response: z.object({ offers: z.array(offerJson) }),
    handler: async (ctx) => ({ offers: (await seeOffers(ctx.house, ctx.actor)).map(offerToJson) }),
  }),
  apiRoute({
    method: 'GET',
    url: '/api/v1/offers/:offerId',
    permission: SEE_OFFERS,
    summary: 'Get one offer with the week it asks for',
    params: offerParams,
    response: offerWithWeekJson,
    handler: async (ctx) => {
      const seen = await seeOffer(ctx.house, ctx.actor, ctx.params.offerId)
      return { ...offerToJson(seen), pattern: patternToJson(seen.pattern), placementId: seen.placementId, bidPlace: seen.competition?.outcome?.place ?? null }
    },
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/offers/:offerId/answer',
    permission: ANSWER_OFFERS,
    summary: 'Accept an offer with a start date, say which of its visits you can do and when, or decline it with a reason',
    params: offerParams,
    body: answerBody,
    response: z.object({ placementId: z.uuid().nullable(), message: z.string() }),
    handler: async (ctx) => {
      const { offerId } = ctx.params
      const answered = await answerOffer(ctx.house, ctx.actor, ctx.body.answer === 'declined' ? { offerId, ...ctx.body } : { offerId, ...ctx.body, startsOn: Temporal.PlainDate.from(ctx.body.startsOn) })
      return { placementId: answered.placementId, message: answered.message }
    },
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/offers/:offerId/bid',
    permission: ANSWER_OFFERS,
    summary: 'Bid for a package in a mini-competition: a price in pence an hour and a start date; a later bid takes the place of the one before',
    params: offerParams,
    body: z.object({ pencePerHour: z.int().min(1), startsOn: z.iso.date(), note: z.string().trim().min(1).max(500).nullable().default(null) }),
    response: z.object({ message: z.string() }),
    handler: (ctx) => bidForPackage(ctx.house, ctx.actor, { offerId: ctx.params.offerId, pencePerHour: ctx.body.pencePerHour, startsOn: Temporal.PlainDate.from(ctx.body.startsOn), note: ctx.body.note }),
  }),
] as const
