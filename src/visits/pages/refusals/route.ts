import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { REFUSAL_KINDS } from '../../files/refusal-catalogue.ts'
import { SEE_VISITS } from '../../terms.ts'

/** Every kind of refusal of visit records: cause, fix, and a question for the supplier of the software. */
export const refusalsPage = pageRoute({
  method: 'GET',
  url: '/visit-refusals',
  permission: SEE_VISITS,
  handler: (ctx) => {
    const table = dataTable({
      caption: 'Kinds of refusal',
      noun: ['kind', 'kinds'],
      url: ctx.url,
      rows: REFUSAL_KINDS,
      emptyWords: 'Nothing is ever refused.',
      columns: [
        { key: 'title', heading: 'Refusal', value: (kind) => ({ text: kind.title, hint: kind.code }), sort: (kind) => kind.title },
        { key: 'cause', heading: 'Cause', value: (kind) => kind.cause },
        { key: 'fix', heading: 'What to do', value: (kind) => kind.fix },
        { key: 'question', heading: 'Ask the supplier of your software', value: (kind) => kind.question },
      ],
    })
    return Promise.resolve(tableReply(ctx, [table], page('visits/pages/refusals/page.njk', { title: 'Why visit records are refused', wide: true, breadcrumbs: [{ text: 'Visit files', href: '/visit-files' }, { text: 'Refusals' }], table })))
  },
})
