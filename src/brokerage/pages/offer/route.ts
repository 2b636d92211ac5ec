import { z } from 'zod'
import { penceFor } from '../../../kernel/amounts.ts'
import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { atDates } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { bidForPackage } from '../../actions/bid-for-package.ts'
import { seeOffer } from '../../actions/see-offers.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { ANSWER_OFFERS, DECLINE_REASON_NAMES, SEE_OFFERS } from '../../terms.ts'
import { timeLeft } from '../offers/present.ts'
import { OFFER_TAGS, answerWords, requirementRows, weekVisits } from '../package/present.ts'
import { readBid, readDecline, readStart } from './form.ts'
import { competitionView, outcomeWords, partialWords, priceWords, weightWords } from './present.ts'

const params = z.object({ offerId: z.uuid() })

/** An offer as its provider sees it: the need without name or address, the time left, and the two ways to answer. */
const offerPage = pageRoute({ method: 'GET', url: '/offers/:offerId', permission: SEE_OFFERS, params, handler: (ctx) => showOffer(ctx, ctx.params.offerId) })

/** One way to answer an offer: how its form is read, what it does, and where that leads. */
interface Way<T> {
  readonly slug: string
  read(body: FormBody): FormResult<T>
  run(ctx: Ctx, value: T): Promise<{ readonly message: string }>
  readonly to: (offerId: string) => string
}

type Ctx = PageContext<z.output<typeof params>>

/** The target of a form on the offer's page. */
function wayRoute<T>(way: Way<T>): PageRoute {
  return pageRoute({
    method: 'POST',
    url: `/offers/:offerId/${way.slug}`,
    permission: ANSWER_OFFERS,
    params,
    handler: async (ctx) => {
      const { offerId } = ctx.params
      const form = way.read(ctx.body)
      if (!form.ok) return showOffer(ctx, offerId, { errors: form.errors, values: ctx.body })
      return orAgain(ctx, offerId, async () => redirectTo(way.to(offerId), (await way.run(ctx, form.value)).message))
    },
  })
}

const accept = wayRoute({ slug: 'accept', read: readStart, to: (offerId) => `/offers/${offerId}`, run: (ctx, startsOn) => answerOffer(ctx.house, ctx.actor, { ...ctx.params, answer: 'accepted', startsOn }) })
const decline = wayRoute({ slug: 'decline', read: readDecline, to: () => '/offers', run: (ctx, why) => answerOffer(ctx.house, ctx.actor, { ...ctx.params, answer: 'declined', ...why }) })
const bid = wayRoute({ slug: 'bid', read: readBid, to: (offerId) => `/offers/${offerId}`, run: (ctx, made) => bidForPackage(ctx.house, ctx.actor, { ...ctx.params, ...made }) })

export const offerPages = [offerPage, accept, decline, bid] as const

/** Does it, or shows the offer again with what stood in the way: by then the page says how it stands. */
async function orAgain(ctx: Pick<PageContext, 'house' | 'actor' | 'body'>, offerId: string, act: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await act()
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    const errors = atDates(fieldErrorsOf(fault, 'answer'), ['startsOn'])
    return showOffer(ctx, offerId, { errors, values: ctx.body })
  }
}

async function showOffer(ctx: Pick<PageContext, 'house' | 'actor'>, offerId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { offer, offered, status, pattern, competition, declineReasons, placementId, partialOutcome, today, ...rest } = await seeOffer(ctx.house, ctx.actor, offerId)
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
    packageId: offer.packageId,
    tag: OFFER_TAGS[status],
    replyBy: wordsForMoment(offer.replyByAt),
    left: timeLeft(rest),
    outcome: status === 'open' ? '' : answerWords({ ...offer, status }),
    partialOutcome: status === 'partial' && placementId === null ? partialWords(partialOutcome) : '',
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
