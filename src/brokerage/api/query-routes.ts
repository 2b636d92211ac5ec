import { z } from 'zod'
import { apiRoute, type ApiRoute } from '../../platform/web/route.ts'
import { answerQuery } from '../actions/answer-query.ts'
import { askQuery } from '../actions/ask-query.ts'
import { extendReplyBy } from '../actions/extend-reply-by.ts'
import { seeOpenQueries, seeQueries } from '../actions/see-queries.ts'
import { SEE_BOARD, SEE_OFFERS } from '../terms.ts'
import { ANSWER_QUERIES, ASK_QUERIES, MORE_TIME, QUERY_LENGTH, SHARE_ANSWERS } from '../terms/query.ts'

const params = z.object({ packageId: z.uuid() })
const text = z.string().trim().min(1).max(QUERY_LENGTH)

const open = apiRoute({
  method: 'GET',
  url: '/api/v1/queries',
  permission: SEE_BOARD,
  summary: 'Questions about packages that nobody has answered, the most urgent first',
  response: z.object({ queries: z.array(z.object({ id: z.uuid(), packageId: z.uuid(), packageReference: z.string(), question: z.string(), askedAt: z.string(), byProvider: z.string().nullable(), offersDueBackAt: z.string().nullable() })) }),
  handler: async (ctx) => {
    const waiting = await seeOpenQueries(ctx.house, ctx.actor)
    return { queries: waiting.map(({ query, packageReference, providerName, replyByAt }) => ({ id: query.id, packageId: query.packageId, packageReference, question: query.question, askedAt: query.askedAt.toString(), byProvider: providerName, offersDueBackAt: replyByAt?.toString() ?? null })) }
  },
})

const thread = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/queries',
  permission: [SEE_BOARD, SEE_OFFERS],
  summary: 'The questions about a package and their answers; a provider gets its own, and what was shared with all asked',
  params,
  response: z.object({
    queries: z.array(z.object({ id: z.uuid(), question: z.string(), askedAt: z.string(), answers: z.array(z.object({ answer: z.string(), answeredAt: z.string(), isShared: z.boolean() })) })),
    shared: z.array(z.object({ id: z.uuid(), question: z.string(), answer: z.string(), sharedAt: z.string() })),
  }),
  handler: async (ctx) => {
    const { items } = await seeQueries(ctx.house, ctx.actor, ctx.params.packageId)
    return {
      queries: items.flatMap((item) => (item.kind === 'query' ? [{ id: item.query.id, question: item.query.question, askedAt: item.query.askedAt.toString(), answers: item.query.answers.map((each) => ({ answer: each.answer, answeredAt: each.answeredAt.toString(), isShared: item.sharedAnswerIds.has(each.id) })) }] : [])),
      shared: items.flatMap((item) => (item.kind === 'shared' ? [{ id: item.shared.id, question: item.shared.question, answer: item.shared.answer, sharedAt: item.shared.sharedAt.toString() }] : [])),
    }
  },
})

const ask = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/queries',
  permission: ASK_QUERIES,
  summary: 'Ask a question about a package that is on offer to you or yours',
  params,
  body: z.object({ question: text }),
  response: z.object({ queryId: z.uuid() }),
  handler: (ctx) => askQuery(ctx.house, ctx.actor, { packageId: ctx.params.packageId, question: ctx.body.question }),
})

const answer = apiRoute({
  method: 'POST',
  url: '/api/v1/queries/:queryId/answers',
  permission: ANSWER_QUERIES,
  summary: 'Answer a question; with sharedQuestion also for every provider asked',
  params: z.object({ queryId: z.uuid() }),
  body: z.object({ answer: text, sharedQuestion: text.optional() }),
  response: z.object({ answerId: z.uuid() }),
  handler: async (ctx) => ({ answerId: (await answerQuery(ctx.house, ctx.actor, { queryId: ctx.params.queryId, answer: ctx.body.answer, sharedQuestion: ctx.body.sharedQuestion ?? null })).answerId }),
})

const moreTime = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/more-time',
  permission: SHARE_ANSWERS,
  summary: 'Give the providers whose offers are open more working time to reply',
  params,
  body: z.object({ workingMinutes: z.literal([...MORE_TIME]), reason: text }),
  response: z.object({ offers: z.int(), replyByAt: z.string() }),
  handler: async (ctx) => {
    const { offers, replyByAt } = await extendReplyBy(ctx.house, ctx.actor, { packageId: ctx.params.packageId, ...ctx.body })
    return { offers, replyByAt: replyByAt.toString() }
  },
})

/** Questions about packages, for programs. */
export const queryApi: readonly ApiRoute[] = [open, thread, ask, answer, moreTime]
