import { z } from 'zod'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { assignBroker } from '../../actions/assign-broker.ts'
import { seePackageWork } from '../../actions/see-package-work.ts'
import { ASSIGN_PACKAGES } from '../../terms/broker-work.ts'
import { packageParams } from '../package/route.ts'
import { workView } from '../package/work-part.ts'

const NOBODY = 'nobody'
const REASON_LENGTH = 500

/** The form on which a package is taken or handed over. */
export const packageBrokerPage = pageRoute({ method: 'GET', url: '/packages/:packageId/broker', permission: ASSIGN_PACKAGES, params: packageParams, handler: (ctx) => show(ctx, ctx.params.packageId) })

export const assignBrokerAction = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/broker',
  permission: ASSIGN_PACKAGES,
  params: packageParams,
  handler: async (ctx) => {
    const { packageId } = ctx.params
    const chosen = textOf(ctx.body, 'accountId')
    const reason = textOf(ctx.body, 'reason')
    const errors: FieldError[] = []
    if (chosen !== NOBODY && !z.uuid().safeParse(chosen).success) errors.push(fieldError('accountId', 'Choose who works on this package'))
    if (reason.length > REASON_LENGTH) errors.push(fieldError('reason', `The reason must be ${String(REASON_LENGTH)} characters or fewer`))
    if (errors.length > 0) return show(ctx, packageId, { errors, values: ctx.body })
    try {
      await assignBroker(ctx.house, ctx.actor, { packageId, accountId: chosen === NOBODY ? null : chosen, reason })
    } catch (fault) {
      return show(ctx, packageId, { errors: fieldErrorsOf(fault, 'accountId'), values: ctx.body })
    }
    return redirectTo(`/packages/${packageId}#work`, chosen === ctx.actor.userId ? 'You work on this package now' : chosen === NOBODY ? 'Nobody works on this package now' : 'The package is handed over')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor'>, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seePackageWork(ctx.house, ctx.actor, packageId)
  const [now] = seen.brokers
  const chosen = textOf(again?.values ?? {}, 'accountId')
  const item = (value: string, text: string) => ({ value, text, checked: value === chosen })
  const own = seen.choices.filter((each) => each.id === ctx.actor.userId && each.id !== now?.accountId)
  const others = seen.choices.filter((each) => each.id !== ctx.actor.userId && each.id !== now?.accountId)
  const view = {
    title: 'Take it or hand it over',
    caption: `Package ${seen.packageReference}, ${seen.initials}`,
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${seen.packageReference}`, href: `/packages/${packageId}` }, { text: 'Broker' }],
    errors: again?.errors,
    values: again?.values ?? {},
    broker: workView(seen).rows[0],
    items: [...own.map((each) => item(each.id, 'I do')), ...others.map((each) => item(each.id, each.name)), ...(now?.accountId == null ? [] : [item(NOBODY, 'Nobody: it is shared out again')])],
    needsReason: now?.accountId != null,
  }
  return page('brokerage/pages/package-broker/page.njk', view, again === undefined ? {} : { status: 400 })
}
