import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeOpenQueries, type WaitingQuery } from '../../actions/see-queries.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEE_BOARD } from '../../terms.ts'

const columns: readonly Column<WaitingQuery>[] = [
  { key: 'package', heading: 'Package', value: ({ query, packageReference, initials }) => ({ text: packageReference, href: `/packages/${query.packageId}/queries`, hint: initials }), sort: ({ packageReference }) => packageReference },
  { key: 'question', heading: 'Question', value: ({ query }) => query.question },
  { key: 'asked', heading: 'Asked by', value: ({ query, providerName }) => ({ text: providerName ?? 'The council', hint: `${query.askedBy}, ${wordsForMoment(query.askedAt)}` }), sort: ({ providerName }) => providerName ?? '' },
  { key: 'reply', heading: 'Offers due back', value: ({ replyByAt }) => (replyByAt === null ? 'No offer is open' : wordsForMoment(replyByAt)), sort: ({ replyByAt }) => replyByAt?.epochMilliseconds ?? Infinity, csv: ({ replyByAt }) => replyByAt?.toString() ?? '' },
]

/** Questions about packages that nobody has answered, the most urgent first. */
export const queriesPage = pageRoute({
  method: 'GET',
  url: '/queries',
  permission: SEE_BOARD,
  handler: async (ctx) => {
    const rows = await seeOpenQueries(ctx.house, ctx.actor)
    const table = dataTable({ caption: 'Questions to answer', noun: ['question', 'questions'], columns, rows, url: ctx.url, emptyWords: 'No question waits for an answer. Providers ask on the page of an offer or a placement.' })
    return tableReply(ctx, [table], page('brokerage/pages/queries/page.njk', { title: 'Questions', table }))
  },
})
