import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { awardDirectly, seeAwardChoices, type AwardChoices } from '../../actions/award-directly.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEND_OFFERS } from '../../terms.ts'
import { AWARD_GROUND_NAMES, AWARD_GROUNDS } from '../../terms/direct-award.ts'
import { packageParams } from '../package/route.ts'
import { fieldsPage, type FormField } from '../placement-life/fields-page.ts'

const show = pageRoute({ method: 'GET', url: '/packages/:packageId/direct-award', permission: SEND_OFFERS, params: packageParams, handler: (ctx) => showForm(ctx, ctx.params.packageId) })

const award = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/direct-award',
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const { packageId } = ctx.params
    const errors: FieldError[] = []
    const providerId = textOf(ctx.body, 'providerId')
    if (!/^[0-9a-f-]{36}$/.test(providerId)) errors.push(fieldError('providerId', 'Choose a provider of the list'))
    const ground = AWARD_GROUNDS.find((each) => each === textOf(ctx.body, 'ground'))
    if (ground === undefined) errors.push(fieldError('ground', 'Choose the ground'))
    const reason = askedText(ctx.body, 'reason', 'Enter why this provider is asked outside the framework’s order', errors)
    const after = textOf(ctx.body, 'after')
    if (after !== 'order' && after !== 'stop') errors.push(fieldError('after', 'Choose what happens when the provider does not take it'))
    if (errors.length > 0 || ground === undefined || reason === null) return showForm(ctx, packageId, { errors, values: ctx.body })
    try {
      const { replyByAt } = await awardDirectly(ctx.house, ctx.actor, { packageId, providerId, ground, reason, thenOrder: after === 'order' })
      return redirectTo(`/packages/${packageId}#offers`, replyByAt === null ? 'The provider could not be asked. The offer order says why' : `The provider is asked alone. The reply is wanted by ${wordsForMoment(replyByAt)}`)
    } catch (fault) {
      return showForm(ctx, packageId, { errors: fieldErrorsOf(fault, 'providerId'), values: ctx.body })
    }
  },
})

async function showForm(ctx: Pick<PageContext, 'house' | 'actor'>, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeAwardChoices(ctx.house, ctx.actor, packageId)
  const { reference, startByOn } = seen.carePackage
  const form = {
    title: 'Award it directly',
    caption: `Package ${reference}, wanted by ${wordsForDate(startByOn)}`,
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${reference}`, href: `/packages/${packageId}` }, { text: 'Direct award' }],
    words: ['One provider is asked alone, outside the order of the framework, and still answers the offer. The ground and the reason stand in the offer order for ever.'],
    fields: awardFields(seen),
    values: again?.values ?? { after: 'order' },
    button: 'Offer it to this provider alone',
    isWarning: false,
    ...(seen.leftOut.length === 0 ? {} : { more: { summary: `${countOf(seen.leftOut.length, 'provider')} that cannot be asked, and why`, lines: seen.leftOut.map((place) => `${place.providerName}: ${place.reasons.map((reason) => reason.words).join(' ')}`) } }),
  }
  return fieldsPage(form, again?.errors)
}

function awardFields({ places }: AwardChoices): readonly FormField[] {
  const nameOf = (place: AwardChoices['places'][number]): string => `${place.providerName} (${TIER_NAMES[place.tier].toLowerCase()}${place.caresAlready ? ', cares for the person already' : ''})`
  return [
    { kind: 'select', name: 'providerId', label: 'Provider', items: [{ value: '', text: places.length === 0 ? 'None can be asked' : 'Choose a provider' }, ...places.map((place) => ({ value: place.providerId, text: nameOf(place) }))] },
    { kind: 'radios', name: 'ground', label: 'Ground', items: AWARD_GROUNDS.map((value) => ({ value, text: AWARD_GROUND_NAMES[value] })) },
    { kind: 'area', name: 'reason', label: 'Why', hint: 'For example who said so, and when. Without names or addresses' },
    { kind: 'radios', name: 'after', label: 'If the provider does not take it', items: [{ value: 'order', text: 'Ask the others, in the framework’s order' }, { value: 'stop', text: 'End the search, and tell the brokers' }] },
  ]
}

/** The form on which a package that waits is awarded to one provider directly. */
export const directAwardPages = [show, award] as const
