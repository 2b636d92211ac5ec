import { z } from 'zod'
import { TIERS } from '../../market/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { awardDirectly, seeAwardChoices } from '../actions/award-directly.ts'
import type { OfferPlace } from '../terms.ts'
import { SEND_OFFERS } from '../terms.ts'
import { AWARD_GROUNDS } from '../terms/direct-award.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ packageId: z.uuid() })
const choice = z.object({ providerId: z.uuid(), providerName: z.string(), tier: z.enum(TIERS), reasons: reasonsShape })
const choiceToJson = ({ providerId, providerName, tier, reasons }: OfferPlace) => ({ providerId, providerName, tier, reasons: [...reasons] })

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/direct-award',
  permission: SEND_OFFERS,
  summary: 'Say which providers a package that waits could be awarded to directly, and which could not, with the reasons',
  params,
  response: z.object({ providers: z.array(choice.extend({ caresAlready: z.boolean() })), leftOut: z.array(choice) }),
  handler: async (ctx) => {
    const { places, leftOut } = await seeAwardChoices(ctx.house, ctx.actor, ctx.params.packageId)
    return { providers: places.map((place) => ({ ...choiceToJson(place), caresAlready: place.caresAlready })), leftOut: leftOut.map(choiceToJson) }
  },
})

const award = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/direct-award',
  permission: SEND_OFFERS,
  summary: 'Offer a package that waits to one provider alone, outside the framework’s order, with the ground and the reason; the provider still answers',
  params,
  body: z.object({ providerId: z.uuid(), ground: z.enum(AWARD_GROUNDS), reason: z.string().trim().min(1).max(500), thenOrder: z.boolean() }),
  response: z.object({ callOffId: z.uuid(), offersSent: z.int(), replyByAt: z.iso.datetime().nullable() }),
  handler: async (ctx) => {
    const opened = await awardDirectly(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { ...opened, replyByAt: opened.replyByAt?.toString() ?? null }
  },
})

/** Direct awards as JSON. */
export const directAwardApi = [see, award] as const
