import { z } from 'zod'
import { seeTimeBands } from '../../../care/public.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { seeOffer, type WholeOffer } from '../../actions/see-offers.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { ANSWER_OFFERS } from '../../terms.ts'
import { requirementRows } from '../package/present.ts'
import { dayViews, readPartial } from './form.ts'

const url = '/offers/:offerId/partial'
const params = z.object({ offerId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>

/** Where a provider says, visit by visit, what it can do of a package that it cannot take as it is asked for. */
const partialPage = pageRoute({
  method: 'GET',
  url,
  permission: ANSWER_OFFERS,
  params,
  handler: async (ctx) => {
    const seen = await seeOffer(ctx.house, ctx.actor, ctx.params.offerId)
    return seen.status === 'open' && seen.competition === null ? show(ctx, seen) : redirectTo(`/offers/${ctx.params.offerId}`)
  },
})

const partialAction = pageRoute({
  method: 'POST',
  url,
  permission: ANSWER_OFFERS,
  params,
  handler: async (ctx) => {
    const seen = await seeOffer(ctx.house, ctx.actor, ctx.params.offerId)
    const form = readPartial(ctx.body, seen.pattern, await seeTimeBands(ctx.house, ctx.actor))
    if (!form.ok) return show(ctx, seen, form.errors)
    try {
      const { message } = await answerOffer(ctx.house, ctx.actor, { ...ctx.params, answer: 'partial', ...form.value })
      return redirectTo(`/offers/${ctx.params.offerId}`, message)
    } catch (fault) {
      return show(ctx, seen, fieldErrorsOf(fault, 'visits'))
    }
  },
})

export const partialAnswerPages: readonly PageRoute[] = [partialPage, partialAction]

async function show(ctx: Ctx, { offered, offer, pattern, today }: WholeOffer, errors?: readonly FieldError[]): Promise<PageReply> {
  const earliest = Temporal.PlainDate.compare(offered.startByOn, today) > 0 ? offered.startByOn : today
  const values: FormBody = errors === undefined ? dateValues('startsOn', earliest) : ctx.body
  const view = {
    title: 'Say what you can do',
    caption: `Package ${offered.reference}, ${offered.zoneName}`,
    back: { text: 'The offer', href: `/offers/${offer.id}` },
    errors: errors === undefined ? undefined : atDates(errors, ['startsOn']),
    values: Object.fromEntries(['startsOn-day', 'startsOn-month', 'startsOn-year', 'note'].map((name) => [name, textOf(values, name)])),
    replyBy: wordsForMoment(offer.replyByAt),
    startBy: wordsForDate(offered.startByOn),
    rows: requirementRows(offered),
    days: dayViews(pattern, await seeTimeBands(ctx.house, ctx.actor), values),
  }
  return page('brokerage/pages/partial-answer/page.njk', view, errors === undefined ? {} : { status: 400 })
}
