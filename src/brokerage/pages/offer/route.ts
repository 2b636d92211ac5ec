import { z } from 'zod'
import { penceFor } from '../../../kernel/amounts.ts'
import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { answerOffer, type AnswerInput } from '../../actions/answer-offer.ts'
import { bidForPackage } from '../../actions/bid-for-package.ts'
import { seeOffer } from '../../actions/see-offers.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { ANSWER_OFFERS, DECLINE_REASON_NAMES, SEE_OFFERS } from '../../terms.ts'
import { timeLeft } from '../offers/present.ts'
import { OFFER_TAGS, answerWords, requirementRows, weekVisits } from '../package/present.ts'
import { readBid, readDecline, readStart } from './form.ts'
import { competitionView, outcomeWords, priceWords, weightWords } from './present.ts'

const params = z.object({ offerId: z.uuid() })

/** An offer as its provider sees it: the need without name or address, the time left, and the two ways to answer. */
const offerPage = pageRoute({ method: 'GET', url: '/offers/:offerId', permission: SEE_OFFERS, params, handler: (ctx) => showOffer(ctx, ctx.params.offerId) })

const acceptOffer = pageRoute({
  method: 'POST',
  url: '/offers/:offerId/accept',
  permission: ANSWER_OFFERS,
  params,
  handler: async (ctx) => {
    const { offerId } = ctx.params
    const form = readStart(ctx.body)
    return form.ok ? answer(ctx, { offerId, answer: 'accepted', startsOn: form.value }) : showOffer(ctx, offerId, { errors: form.errors, values: ctx.body })
  },
})

const declineOffer = pageRoute({
  method: 'POST',
  url: '/offers/:offerId/decline',
  permission: ANSWER_OFFERS,
  params,
  handler: async (ctx) => {
    const { offerId } = ctx.params
    const form = readDecline(ctx.body)
    return form.ok ? answer(ctx, { offerId, answer: 'declined', ...form.value }) : showOffer(ctx, offerId, { errors: form.errors, values: ctx.body })
  },
})

const bidForOffer = pageRoute({
  method: 'POST',
  url: '/offers/:offerId/bid',
  permission: ANSWER_OFFERS,
  params,
  handler: async (ctx) => {
    const { offerId } = ctx.params
    const form = readBid(ctx.body)
    if (!form.ok) return showOffer(ctx, offerId, { errors: form.errors, values: ctx.body })
    return orAgain(ctx, offerId, async () => redirectTo(`/offers/${offerId}`, (await bidForPackage(ctx.house, ctx.actor, { offerId, ...form.value })).message))
  },
})

export const offerPages = [offerPage, acceptOffer, declineOffer, bidForOffer] as const

async function answer(ctx: Pick<PageContext, 'house' | 'actor' | 'body'>, input: AnswerInput): Promise<PageReply> {
  return orAgain(ctx, input.offerId, async () => {
    const { message } = await answerOffer(ctx.house, ctx.actor, input)
    return redirectTo(input.answer === 'accepted' ? `/offers/${input.offerId}` : '/offers', message)
  })
}

/** Does it, or shows the offer again with what stood in the way: by then the page says how it stands. */
async function orAgain(ctx: Pick<PageContext, 'house' | 'actor' | 'body'>, offerId: string, act: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await act()
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    const errors = fieldErrorsOf(fault, 'answer').map((error) => (fault.field === 'startsOn' ? { ...error, href: '#startsOn-day' } : error))
    return showOffer(ctx, offerId, { errors, values: ctx.body })
  }
}

async function showOffer(ctx: Pick<PageContext, 'house' | 'actor'>, offerId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { offer, offered, status, pattern, competition, declineReasons, placementId, today, ...rest } = await seeOffer(ctx.house, ctx.actor, offerId)
  const earliest = Temporal.PlainDate.compare(offered.startByOn, today) > 0 ? offered.startByOn : today
  const values = again?.values ?? { 'startsOn-day': String(earliest.day), 'startsOn-month': String(earliest.month), 'startsOn-year': String(earliest.year) }
  const rateHint = `About ${wordsForPence(penceFor(offered.weeklyMinutes, offer.pencePerHour))} a week. If a new rate begins before the first day of care, that one applies.`
  const view = {
    title: `Package ${offered.reference}, ${offered.zoneName}`,
    caption: 'Offer',
    back: { text: 'All offers', href: '/offers' },
    errors: again?.errors,
    values: Object.fromEntries(['startsOn-day', 'startsOn-month', 'startsOn-year', 'note', 'pounds'].map((name) => [name, textOf(values, name)])),
    offerId,
    tag: OFFER_TAGS[status],
    replyBy: wordsForMoment(offer.replyByAt),
    left: timeLeft(rest),
    outcome: status === 'open' ? '' : answerWords({ ...offer, status }),
    week: weekGrid('The week', weekVisits(pattern)),
    rows: [...requirementRows(offered), competition === null ? { key: 'Rate', text: `${wordsForPence(offer.pencePerHour)} an hour for one care worker`, hint: rateHint } : { key: 'Price', text: priceWords(competition), hint: weightWords(competition) }],
    bidOutcome: competition === null ? '' : outcomeWords(competition),
    competition: competition === null ? null : competitionView(competition, again?.values['pounds']),
    isOpen: status === 'open' && holds(ctx.actor, ANSWER_OFFERS),
    status,
    placementHref: placementId === null ? null : `/placements/${placementId}`,
    personHref: placementId === null ? null : `/people/${offered.personId}`,
    reasonItems: declineReasons.map((reason) => ({ value: reason, text: DECLINE_REASON_NAMES[reason], checked: again?.values['reason'] === reason })),
  }
  return page('brokerage/pages/offer/page.njk', view, again === undefined ? {} : { status: 400 })
}
