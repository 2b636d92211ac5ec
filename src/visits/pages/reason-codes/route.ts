import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { addReasonCode, seeReasonCodes } from '../../actions/reason-codes.ts'
import { KEEP_REASON_CODES, SEE_VISITS } from '../../terms.ts'

const url = '/visit-reason-codes'

/** The reason codes that records may carry, for everybody who sees visits. */
export const reasonCodesPage = pageRoute({ method: 'GET', url, permission: SEE_VISITS, handler: (ctx) => show(ctx, []) })

/** Adds a code of the council's own. */
export const reasonCodesPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_REASON_CODES,
  handler: async (ctx) => {
    const [code, words, source] = ['code', 'words', 'source'].map((field) => textOf(ctx.body, field))
    try {
      await addReasonCode(ctx.house, ctx.actor, { code: code ?? '', words: words ?? '', source: source ?? '' })
      return redirectTo(url, 'The reason code is added: records may carry it from now on')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'code'))
    }
  },
})

async function show(ctx: PageContext, errors: readonly FieldError[]): Promise<PageReply> {
  const table = dataTable({
    caption: 'Reason codes',
    noun: ['code', 'codes'],
    url: ctx.url,
    rows: await seeReasonCodes(ctx.house, ctx.actor),
    emptyWords: 'There is no reason code.',
    columns: [
      { key: 'code', heading: 'Code', value: (reason) => reason.code, sort: (reason) => reason.code },
      { key: 'words', heading: 'What it means', value: (reason) => reason.words },
      { key: 'source', heading: 'Where it comes from', value: (reason) => ({ text: reason.source, ...(reason.isOwn ? { tag: { text: 'Council', colour: 'blue' as const } } : {}) }) },
    ],
  })
  const view = { title: 'Reason codes', wide: true, breadcrumbs: [{ text: 'Visit files', href: '/visit-files' }, { text: 'Reason codes' }], errors, values: { code: textOf(ctx.body, 'code'), words: textOf(ctx.body, 'words'), source: textOf(ctx.body, 'source') }, canAdd: holds(ctx.actor, KEEP_REASON_CODES), table }
  return tableReply(ctx, [table], page('visits/pages/reason-codes/page.njk', view, { status: errors.length > 0 ? 400 : 200 }))
}
