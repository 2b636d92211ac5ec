import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { setFeedSettings } from '../../actions/keep-feeds.ts'
import { seeFeeds } from '../../actions/see-feeds.ts'
import { FEED_PART_NAMES, FEED_PARTS, feedSettings, KEEP_FEEDS } from '../../terms/feed.ts'

const url = '/feeds/settings'
const NUMBERS = [
  { name: 'lateDays', label: 'A record arrives late when it comes more than', unit: 'days after its visit', most: 60 },
  { name: 'remindHours', label: 'The provider is reminded', unit: 'hours after a file was due', most: 240 },
  { name: 'escalateHours', label: 'The council is told', unit: 'hours after a file was due', most: 480 },
] as const

/** Weights of the score's parts and the hours after which late records are chased. */
export const feedSettingsPage = pageRoute({ method: 'GET', url, permission: KEEP_FEEDS, handler: (ctx) => show(ctx, []) })

export const feedSettingsPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_FEEDS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const number = (name: string, label: string, most: number): number => {
      const text = textOf(ctx.body, name)
      if (!/^\d{1,3}$/.test(text) || Number(text) > most) errors.push(fieldError(name, `${label}: enter a whole number from 0 to ${String(most)}`))
      return Number(text)
    }
    const weights = Object.fromEntries(FEED_PARTS.map((part) => [part, number(`weight-${part}`, FEED_PART_NAMES[part].name, 100)]))
    const document = feedSettings.safeParse({ weights, ...Object.fromEntries(NUMBERS.map(({ name, label, most }) => [name, number(name, label, most)])) })
    if (!document.success && errors.length === 0) errors.push(fieldError('weight-refused', 'Give at least one part a weight'))
    if (!document.success || errors.length > 0) return show(ctx, errors)
    try {
      await setFeedSettings(ctx.house, ctx.actor, { document: document.data, source: textOf(ctx.body, 'source') })
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'source'))
    }
    return redirectTo('/feeds', 'The weights and hours are set')
  },
})

async function show(ctx: PageContext, errors: readonly FieldError[]): Promise<PageReply> {
  const { settings, source } = await seeFeeds(ctx.house, ctx.actor)
  const again = errors.length > 0
  const view = {
    title: 'How feeds are scored and chased',
    breadcrumbs: [{ text: 'Feeds', href: '/feeds' }, { text: 'Weights and hours' }],
    errors: again ? errors : undefined,
    weights: FEED_PARTS.map((part) => ({ name: `weight-${part}`, label: FEED_PART_NAMES[part].name, hint: `${FEED_PART_NAMES[part].numerator} of ${FEED_PART_NAMES[part].denominator}`, value: again ? textOf(ctx.body, `weight-${part}`) : String(settings.weights[part]) })),
    numbers: NUMBERS.map((each) => ({ ...each, value: again ? textOf(ctx.body, each.name) : String(settings[each.name]) })),
    source: again ? textOf(ctx.body, 'source') : (source ?? ''),
  }
  return page('visits/pages/feed-settings/page.njk', view, again ? { status: 400 } : {})
}
