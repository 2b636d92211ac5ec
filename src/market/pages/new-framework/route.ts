import { RATING_NAMES, RATINGS, KEEP_MARKET, TIER_NAMES, TIERS } from '../../terms.ts'
import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../kernel/service-line.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { addFramework } from '../../actions/add-framework.ts'
import { PROCUREMENT_ROUTE_NAMES } from '../../terms/framework-life.ts'
import { choices } from '../form-view.ts'
import { readFramework } from './form.ts'

export const newFrameworkPage = pageRoute({
  method: 'GET',
  url: '/frameworks/new',
  permission: KEEP_MARKET,
  handler: () => Promise.resolve(form({ model: 'tiered', lines: [...SERVICE_LINES], refusedRatings: ['inadequate'], 'hours-lead': '4', 'hours-secondary': '4', 'hours-spot': '8', batchSize: '1', replyHours: '4' })),
})

export const newFrameworkAction = pageRoute({
  method: 'POST',
  url: '/frameworks/new',
  permission: KEEP_MARKET,
  handler: async (ctx) => {
    const read = readFramework(ctx.body)
    if (!read.ok) return form(ctx.body, read.errors)
    try {
      const { frameworkId } = await addFramework(ctx.house, ctx.actor, read.value)
      return redirectTo(`/frameworks/${frameworkId}`, `${read.value.name} added`)
    } catch (fault) {
      return form(ctx.body, fieldErrorsOf(fault, 'name'))
    }
  },
})

function form(values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const view = {
    title: 'Add a framework',
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: 'Add a framework' }],
    lines: choices(SERVICE_LINES.map((line) => [line, SERVICE_LINE_NAMES[line]]), values, 'lines'),
    models: [{ value: 'tiered', text: 'Tiered', hint: 'Leads are asked first, then secondary providers, then spot' }, { value: 'ranked', text: 'Ranked', hint: 'Providers are asked in the order of their rank' }].map((each) => ({ ...each, checked: textOf(values, 'model') === each.value })),
    tiers: TIERS.map((tier) => ({ field: `hours-${tier}`, name: TIER_NAMES[tier] })),
    ratings: choices(RATINGS.map((rating) => [rating, RATING_NAMES[rating]]), values, 'refusedRatings'),
    languages: choices([['yes', 'Only providers whose care workers speak a language asked for are offered the package']], values, 'languagesRequired'),
    routes: choices(Object.entries(PROCUREMENT_ROUTE_NAMES), values, 'procurementRoute', 'Not recorded'),
    values,
    errors,
  }
  return page('market/pages/new-framework/page.njk', view, errors.length > 0 ? { status: 400 } : {})
}
