import { weekGrid } from '../../../platform/components/week-grid.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { seePartialAnswers } from '../../actions/see-partial-answers.ts'
import { splitPackage } from '../../actions/split-package.ts'
import { SEND_OFFERS } from '../../terms.ts'
import { weekVisits } from '../package/present.ts'
import { packageParams } from '../package/route.ts'
import { groupViews, readSplit, visitGroups } from './form.ts'

const url = '/packages/:packageId/split'
type Ctx = PageContext<{ readonly packageId: string }>

/** Where a broker puts the visits of a package in parts, each searched for apart. */
const splitPage = pageRoute({ method: 'GET', url, permission: SEND_OFFERS, params: packageParams, handler: (ctx) => show(ctx) })

const splitAction = pageRoute({
  method: 'POST',
  url,
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const { carePackage } = await seePartialAnswers(ctx.house, ctx.actor, ctx.params.packageId)
    const form = readSplit(ctx.body, visitGroups(carePackage.pattern))
    if (!form.ok) return show(ctx, form.errors)
    try {
      const parts = await splitPackage(ctx.house, ctx.actor, { ...ctx.params, ...form.value })
      return redirectTo(`/packages/${ctx.params.packageId}`, `The package is split into ${parts.map((part) => part.packageReference).join(' and ')}. Begin the search for each`)
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'parts'))
    }
  },
})

export const splitPages: readonly PageRoute[] = [splitPage, splitAction]

async function show(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const { packageId } = ctx.params
  const { carePackage, initials, bands } = await seePartialAnswers(ctx.house, ctx.actor, packageId)
  const view = {
    title: 'Split the package',
    caption: `Package ${carePackage.reference}, ${initials}`,
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${carePackage.reference}`, href: `/packages/${packageId}` }, { text: 'Split' }],
    errors: errors?.map((error) => (error.field === 'parts' ? { ...error, href: '#group-1' } : error)),
    week: weekGrid('The week', weekVisits(carePackage.pattern)),
    groups: groupViews(visitGroups(carePackage.pattern), bands, ctx.body),
    reason: textOf(ctx.body, 'reason'),
  }
  return page('brokerage/pages/split/page.njk', view, errors === undefined ? {} : { status: 400 })
}
