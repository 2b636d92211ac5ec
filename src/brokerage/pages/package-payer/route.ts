import { fundingWords } from '../../../care/public.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { changePayerOfPackage, seePayer } from '../../actions/change-payer.ts'
import { SEE_BOARD } from '../../terms.ts'
import { CHANGE_FUNDING } from '../../terms/placement-life.ts'
import { packageParams } from '../package/route.ts'
import { fieldsPage } from '../placement-life/fields-page.ts'
import { PAYER_FIELDS, payerHistoryWords, payerValues, readPayer } from '../placement-life/payer-form.ts'

const URL_OF_FORM = '/packages/:packageId/funder'

const show = pageRoute({ method: 'GET', url: URL_OF_FORM, permission: CHANGE_FUNDING, params: packageParams, handler: (ctx) => showForm(ctx, ctx.params.packageId) })

const change = pageRoute({
  method: 'POST',
  url: URL_OF_FORM,
  permission: CHANGE_FUNDING,
  params: packageParams,
  handler: async (ctx) => {
    const { packageId } = ctx.params
    const form = readPayer(ctx.body)
    if (!form.ok) return showForm(ctx, packageId, { errors: form.errors, values: ctx.body })
    try {
      await changePayerOfPackage(ctx.house, ctx.actor, { packageId, ...form.value })
    } catch (fault) {
      return showForm(ctx, packageId, { errors: fieldErrorsOf(fault, 'funder'), values: ctx.body })
    }
    return redirectTo(holds(ctx.actor, SEE_BOARD) ? `/packages/${packageId}` : `/packages/${packageId}/funder`, `From ${wordsForDate(form.value.fromOn)}: ${fundingWords(form.value)}`)
  },
})

async function showForm(ctx: Pick<PageContext, 'house' | 'actor'>, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seePayer(ctx.house, ctx.actor, packageId)
  const { reference } = seen.carePackage
  const board = holds(ctx.actor, SEE_BOARD) ? [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${reference}`, href: `/packages/${packageId}` }] : [{ text: 'Home', href: '/' }]
  const form = {
    title: 'Change who pays',
    caption: `Package ${reference}, ${seen.initials}`,
    breadcrumbs: [...board, { text: 'Who pays' }],
    words: [`Today: ${fundingWords(seen.now)}.`, ...payerHistoryWords(seen.history.changes), 'It holds while the package waits and for the placement that follows.'],
    fields: PAYER_FIELDS,
    values: again?.values ?? payerValues(seen.now, seen.today),
    button: 'Change it',
    isWarning: false,
  }
  return fieldsPage(form, again?.errors)
}

/** Who pays for a package that waits. */
export const packagePayerPages = [show, change] as const
