import { z } from 'zod'
import { countOf } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { answerQuery } from '../../actions/answer-query.ts'
import { askQuery } from '../../actions/ask-query.ts'
import { extendReplyBy } from '../../actions/extend-reply-by.ts'
import { packageOfQuery, seeQueries } from '../../actions/see-queries.ts'
import { wordsForMoment, wordsForWorkingTime } from '../../rules/moment-words.ts'
import { SEE_BOARD, SEE_OFFERS } from '../../terms.ts'
import { ANSWER_QUERIES, ASK_QUERIES, MORE_TIME, SHARE_ANSWERS } from '../../terms/query.ts'
import { threadView } from './present.ts'

const params = z.object({ packageId: z.uuid() })
type Asker = Pick<PageContext, 'house' | 'actor'>

const threadPage = pageRoute({ method: 'GET', url: '/packages/:packageId/queries', permission: [SEE_BOARD, SEE_OFFERS], params, handler: (ctx) => show(ctx, ctx.params.packageId) })

const askAction = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/queries',
  permission: ASK_QUERIES,
  params,
  handler: (ctx) =>
    orAgain(ctx, ctx.params.packageId, 'question', ctx.body, async () => {
      await askQuery(ctx.house, ctx.actor, { packageId: ctx.params.packageId, question: textOf(ctx.body, 'question') })
      return redirectTo(`/packages/${ctx.params.packageId}/queries`, 'Your question is sent')
    }),
})

const answerAction = pageRoute({
  method: 'POST',
  url: '/queries/:queryId/answers',
  permission: ANSWER_QUERIES,
  params: z.object({ queryId: z.uuid() }),
  handler: async (ctx) => {
    const { queryId } = ctx.params
    const packageId = await packageOfQuery(ctx.house, ctx.actor, queryId)
    const sharedQuestion = textOf(ctx.body, 'share') === 'yes' ? textOf(ctx.body, 'sharedQuestion') : null
    return orAgain(ctx, packageId, 'answer', ctx.body, async () => {
      await answerQuery(ctx.house, ctx.actor, { queryId, answer: textOf(ctx.body, 'answer'), sharedQuestion })
      return redirectTo(`/packages/${packageId}/queries#query-${queryId}`, sharedQuestion === null ? 'The answer is sent' : 'The answer is sent, and shared with every provider asked')
    }, queryId)
  },
})

const moreTimeAction = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/more-time',
  permission: SHARE_ANSWERS,
  params,
  handler: (ctx) =>
    orAgain(ctx, ctx.params.packageId, 'workingMinutes', ctx.body, async () => {
      const { offers, replyByAt } = await extendReplyBy(ctx.house, ctx.actor, { packageId: ctx.params.packageId, workingMinutes: Number(textOf(ctx.body, 'workingMinutes')), reason: textOf(ctx.body, 'reason') })
      return redirectTo(`/packages/${ctx.params.packageId}/queries`, `${countOf(offers, 'offer')} can be answered until ${wordsForMoment(replyByAt)}`)
    }),
})

/** The thread of questions about a package, and what can be done in it. */
export const packageQueryPages: readonly PageRoute[] = [threadPage, askAction, answerAction, moreTimeAction]

async function orAgain(ctx: Asker, packageId: string, field: string, values: FormBody, deed: () => Promise<PageReply>, answering?: string): Promise<PageReply> {
  try {
    return await deed()
  } catch (fault) {
    return show(ctx, packageId, { errors: fieldErrorsOf(fault, field), values, answering })
  }
}

async function show({ house, actor }: Asker, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody; readonly answering: string | undefined }): Promise<PageReply> {
  const seen = await seeQueries(house, actor, packageId)
  const isCouncil = actor.organisationId === null
  const view = {
    title: 'Questions',
    caption: `Package ${seen.packageReference}`,
    breadcrumbs: isCouncil ? [{ text: 'Questions', href: '/queries' }, { text: seen.packageReference, href: `/packages/${packageId}` }, { text: 'Questions' }] : [{ text: 'Offers', href: '/offers' }, { text: seen.packageReference }],
    packageId,
    isCouncil,
    thread: threadView(seen, isCouncil),
    mayAsk: seen.mayAsk,
    askHint: isCouncil ? 'Seen by the council alone, for example a question for the practitioner' : 'The broker and the practitioner read it',
    mayAnswer: holds(actor, ANSWER_QUERIES),
    mayShare: holds(actor, SHARE_ANSWERS),
    mayExtend: holds(actor, SHARE_ANSWERS) && seen.replyByAt !== null,
    replyBy: seen.replyByAt === null ? '' : wordsForMoment(seen.replyByAt),
    moreTime: MORE_TIME.map((minutes) => ({ value: String(minutes), text: `${wordsForWorkingTime(minutes)} of working time` })),
    errors: again?.errors,
    values: again?.values ?? {},
    answering: again?.answering,
  }
  return page('brokerage/pages/package-queries/page.njk', view, again === undefined ? {} : { status: 400 })
}
