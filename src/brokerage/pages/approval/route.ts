import { REFER_PEOPLE } from '../../../care/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { askAgain, decideSpending } from '../../actions/decide-spending.ts'
import { seePackageWork } from '../../actions/see-package-work.ts'
import { APPROVE_SPENDING } from '../../terms/spending.ts'
import { packageParams } from '../package/route.ts'
import { checkRows, checkTag } from '../package/work-part.ts'

const NOTE_LENGTH = 500

/** The cost of a package held against a limit, and the form to approve or refuse it, or to ask again. */
export const approvalPage = pageRoute({ method: 'GET', url: '/packages/:packageId/approval', permission: APPROVE_SPENDING, params: packageParams, handler: (ctx) => show(ctx, ctx.params.packageId) })

export const decideApproval = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/approval',
  permission: APPROVE_SPENDING,
  params: packageParams,
  handler: async (ctx) => {
    const { packageId } = ctx.params
    const decision = textOf(ctx.body, 'decision')
    const note = textOf(ctx.body, 'note')
    const errors: FieldError[] = []
    if (decision !== 'approve' && decision !== 'refuse') errors.push(fieldError('decision', 'Choose whether the cost is approved'))
    if (decision === 'refuse' && note === '') errors.push(fieldError('note', 'Enter why it is refused'))
    if (note.length > NOTE_LENGTH) errors.push(fieldError('note', `Enter ${String(NOTE_LENGTH)} characters or fewer`))
    if (errors.length > 0) return show(ctx, packageId, { errors, values: ctx.body })
    try {
      await decideSpending(ctx.house, ctx.actor, { packageId, isApproved: decision === 'approve', note: note === '' ? null : note })
    } catch (fault) {
      return show(ctx, packageId, { errors: fieldErrorsOf(fault, 'decision'), values: ctx.body })
    }
    return redirectTo('/approvals', decision === 'approve' ? 'The cost is approved. Offers can be sent' : 'The cost is refused. Whoever asked is told')
  },
})

export const askApprovalAgain = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/approval/again',
  permission: REFER_PEOPLE,
  params: packageParams,
  handler: async (ctx) => {
    const { packageId } = ctx.params
    const note = textOf(ctx.body, 'again')
    if (note.length > NOTE_LENGTH) return show(ctx, packageId, { errors: [fieldError('again', `Enter ${String(NOTE_LENGTH)} characters or fewer`)], values: ctx.body })
    try {
      await askAgain(ctx.house, ctx.actor, { packageId, note })
    } catch (fault) {
      return show(ctx, packageId, { errors: fieldErrorsOf(fault, 'again').map((error) => fieldError('again', error.text)), values: ctx.body })
    }
    return redirectTo(`/packages/${packageId}#work`, 'Asked again. Somebody else decides')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor'>, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seePackageWork(ctx.house, ctx.actor, packageId)
  const [newest, ...earlier] = seen.checks
  const waits = newest?.needsApproval === true && newest.decision === null
  const view = {
    title: 'Approval of the cost',
    caption: `Package ${seen.packageReference}, ${seen.initials}`,
    breadcrumbs: [{ text: 'Waiting for approval', href: '/approvals' }, { text: `Package ${seen.packageReference}`, href: `/packages/${packageId}` }, { text: 'Approval' }],
    errors: again?.errors,
    values: again?.values ?? {},
    packageId,
    tag: checkTag(newest),
    rows: newest === undefined ? [] : checkRows(newest),
    reasons: newest?.reasons ?? [],
    earlier: earlier.map((each) => ({ tag: checkTag(each), rows: checkRows(each) })),
    mayDecide: waits && holds(ctx.actor, APPROVE_SPENDING),
    fault: waits ? seen.fault : null,
    mayAskAgain: newest?.decision?.isApproved === false && holds(ctx.actor, REFER_PEOPLE),
  }
  return page('brokerage/pages/approval/page.njk', view, again === undefined ? {} : { status: 400 })
}
