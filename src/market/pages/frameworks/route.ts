import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listFrameworksToday } from '../../reads/framework-zones.ts'
import { statusOn } from '../../rules/standings-on.ts'
import { MODEL_NAMES } from '../../terms/contract-model.ts'
import { KEEP_MARKET, SEE_MARKET, type Framework } from '../../terms.ts'

const STATUS = { 'not-begun': { text: 'To come', colour: 'blue' }, 'in-force': { text: 'In force', colour: 'green' }, ended: { text: 'Ended', colour: 'grey' } } as const

export const frameworksPage = pageRoute({
  method: 'GET',
  url: '/frameworks',
  permission: SEE_MARKET,
  handler: async (ctx) => {
    const { frameworks, today } = await listFrameworksToday(ctx.house, ctx.actor)
    const table = dataTable<Framework>({
      caption: 'Frameworks',
      noun: ['framework', 'frameworks'],
      url: ctx.url,
      rows: frameworks,
      emptyWords: 'No frameworks yet. A framework brings its zones, its providers and its rates.',
      columns: [
        { key: 'name', heading: 'Framework', value: (each) => ({ text: each.name, href: `/frameworks/${each.id}` }), sort: (each) => each.name },
        { key: 'model', heading: 'Contract model', value: (each) => MODEL_NAMES[each.terms.model], sort: (each) => each.terms.model },
        { key: 'from', heading: 'First day', value: (each) => wordsForDate(each.startsOn), sort: (each) => each.startsOn.toString() },
        { key: 'to', heading: 'Last day', value: (each) => wordsForDate(each.endsOn), sort: (each) => each.endsOn.toString() },
        { key: 'status', heading: 'Status', value: (each) => ({ text: '', tag: STATUS[statusOn({ fromOn: each.startsOn, toOn: each.endsOn }, today)] }) },
      ],
    })
    return tableReply(ctx, [table], page('market/pages/frameworks/page.njk', { title: 'Frameworks', table, mayKeep: holds(ctx.actor, KEEP_MARKET) }))
  },
})
