import { wordsForDate } from '../../../kernel/words.ts'
import { MODEL_NAMES } from '../../../market/terms/contract-model.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { countObligations, type ObligationCount } from '../../actions/see-obligations.ts'
import { SEE_OBLIGATIONS } from '../../terms/obligation.ts'

/** Every framework that runs, with how many of its obligations are met. */
export const obligationsPage = pageRoute({
  method: 'GET',
  url: '/obligations',
  permission: SEE_OBLIGATIONS,
  handler: async (ctx) => {
    const table = dataTable<ObligationCount>({
      caption: 'Obligations by framework',
      noun: ['framework', 'frameworks'],
      url: ctx.url,
      rows: await countObligations(ctx.house, ctx.actor),
      emptyWords: 'No framework runs today.',
      columns: [
        { key: 'framework', heading: 'Framework', value: ({ framework }) => ({ text: framework.name, href: `/frameworks/${framework.id}/obligations` }), sort: ({ framework }) => framework.name },
        { key: 'model', heading: 'Contract model', value: ({ framework }) => MODEL_NAMES[framework.terms.model], sort: ({ framework }) => framework.terms.model },
        { key: 'ends', heading: 'Runs to', value: ({ framework }) => wordsForDate(framework.endsOn), sort: ({ framework }) => framework.endsOn.toString(), csv: ({ framework }) => framework.endsOn.toString() },
        { key: 'measured', heading: 'Measures', numeric: true, value: ({ measured }) => String(measured), sort: ({ measured }) => measured },
        { key: 'met', heading: 'Met', numeric: true, value: ({ met }) => String(met), sort: ({ met }) => met },
        { key: 'not-met', heading: 'Not met', numeric: true, value: ({ notMet }) => String(notMet), sort: ({ notMet }) => notMet },
      ],
    })
    return tableReply(ctx, [table], page('brokerage/pages/obligations/page.njk', { title: 'Obligations', table }))
  },
})
