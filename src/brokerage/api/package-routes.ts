import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { openCallOff } from '../actions/open-call-off.ts'
import { previewOfferOrder } from '../actions/preview-offer-order.ts'
import { seeBoard } from '../actions/see-board.ts'
import { seeBids } from '../actions/see-package.ts'
import { setInterimCover } from '../actions/set-interim-cover.ts'
import { withdrawCallOff } from '../actions/withdraw-call-off.ts'
import { withdrawPackage } from '../actions/withdraw-package.ts'
import { INTERIM_COVERS, SEE_BOARD, SEND_OFFERS } from '../terms.ts'
import { COVER_RISKS } from '../terms/interim-cover.ts'
import { bidScoreJson, bidScoreToJson } from './bid-shape.ts'
import { orderJson, orderToJson, waitingJson, waitingToJson } from './schemas.ts'

const packageParams = z.object({ packageId: z.uuid() })

/** The council's side of brokerage as JSON. */
export const packageApi = [
  apiRoute({
    method: 'GET',
    url: '/api/v1/waiting',
    permission: SEE_BOARD,
    summary: 'List the packages awaiting care, longest wait first',
    response: z.object({ packages: z.array(waitingJson) }),
    handler: async (ctx) => ({ packages: (await seeBoard(ctx.house, ctx.actor)).map(waitingToJson) }),
  }),
  apiRoute({
    method: 'GET',
    url: '/api/v1/packages/:packageId/offer-order',
    permission: SEE_BOARD,
    summary: 'Say whom a search begun now would ask, in which order, and why',
    params: packageParams,
    response: orderJson,
    handler: async (ctx) => orderToJson(await previewOfferOrder(ctx.house, ctx.actor, ctx.params.packageId)),
  }),
  apiRoute({
    method: 'GET',
    url: '/api/v1/packages/:packageId/bids',
    permission: SEE_BOARD,
    summary: 'Say how the bids of each mini-competition for a package compared; scores are hundredths of a point out of 100',
    params: packageParams,
    response: z.object({ competitions: z.array(z.object({ callOffId: z.uuid(), bids: z.array(bidScoreJson) })) }),
    handler: async (ctx) => ({ competitions: (await seeBids(ctx.house, ctx.actor, ctx.params.packageId)).map(({ callOff, bids }) => ({ callOffId: callOff.id, bids: bids.map(bidScoreToJson) })) }),
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/packages/:packageId/call-offs',
    permission: SEND_OFFERS,
    summary: 'Begin the search for a provider and send the first offers',
    params: packageParams,
    response: z.object({ callOffId: z.uuid(), offersSent: z.int(), replyByAt: z.iso.datetime().nullable() }),
    handler: async (ctx) => {
      const opened = await openCallOff(ctx.house, ctx.actor, ctx.params)
      return { ...opened, replyByAt: opened.replyByAt?.toString() ?? null }
    },
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/call-offs/:callOffId/withdraw',
    permission: SEND_OFFERS,
    summary: 'Stop a search and withdraw its open offers',
    params: z.object({ callOffId: z.uuid() }),
    response: z.object({ withdrawn: z.int() }),
    handler: (ctx) => withdrawCallOff(ctx.house, ctx.actor, ctx.params),
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/packages/:packageId/interim-cover',
    permission: SEND_OFFERS,
    summary: 'Record who looks after the person while the package waits',
    params: packageParams,
    body: z.object({ kind: z.enum(INTERIM_COVERS), note: z.string().trim().min(1).max(500).nullable().default(null), weeklyPence: z.int().min(0).nullable().default(null), risk: z.enum(COVER_RISKS).nullable().default(null), riskNote: z.string().trim().min(1).max(500).nullable().default(null) }),
    response: z.object({ packageId: z.uuid(), kind: z.enum(INTERIM_COVERS) }),
    handler: async (ctx) => {
      await setInterimCover(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
      return { packageId: ctx.params.packageId, kind: ctx.body.kind }
    },
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/packages/:packageId/withdraw',
    permission: SEND_OFFERS,
    summary: 'Take a package that is no longer wanted off the awaiting-care list',
    params: packageParams,
    body: z.object({ reason: z.string().trim().min(1).max(200) }),
    response: z.object({ packageId: z.uuid() }),
    handler: async (ctx) => {
      await withdrawPackage(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
      return { packageId: ctx.params.packageId }
    },
  }),
] as const
