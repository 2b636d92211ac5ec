import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { addReasonCode, seeReasonCodes } from '../actions/reason-codes.ts'
import { REFUSAL_KINDS } from '../files/refusal-catalogue.ts'
import { KEEP_REASON_CODES, SEE_VISITS } from '../terms.ts'

/** The reason codes that records may carry. */
export const reasonCodesApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visit-reason-codes',
  permission: SEE_VISITS,
  summary: 'List the reason codes that visit records may carry',
  response: z.object({ reasonCodes: z.array(z.object({ code: z.string(), words: z.string(), source: z.string(), isOwn: z.boolean() })) }),
  handler: async ({ house, actor }) => ({ reasonCodes: await seeReasonCodes(house, actor) }),
})

/** Adds a reason code of the council's own. */
export const addReasonCodeApi = apiRoute({
  method: 'POST',
  url: '/api/v1/visit-reason-codes',
  permission: KEEP_REASON_CODES,
  summary: 'Add a reason code of the council’s own',
  body: z.object({ code: z.string(), words: z.string(), source: z.string() }),
  response: z.object({ code: z.string() }),
  handler: async ({ house, actor, body }) => {
    await addReasonCode(house, actor, body)
    return { code: body.code.trim().toLowerCase() }
  },
})

/** Every kind of refusal. */
export const refusalsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visit-refusals',
  permission: SEE_VISITS,
  summary: 'List every kind of refusal of visit records, with cause, fix and a question for the software supplier',
  response: z.object({ refusals: z.array(z.object({ code: z.string(), title: z.string(), cause: z.string(), fix: z.string(), question: z.string() })) }),
  handler: () => Promise.resolve({ refusals: REFUSAL_KINDS.map(({ code, title, cause, fix, question }) => ({ code, title, cause, fix, question })) }),
})
