import { wordsForDate, withCommas } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeFeeds } from '../../actions/see-feeds.ts'
import { SEE_VISITS } from '../../terms.ts'
import { FEED_PART_NAMES, FEED_PARTS, KEEP_FEEDS } from '../../terms/feed.ts'
import { momentWords } from '../clock.ts'
import { expectationWords, expectedByWords, lateCell, scoreCell } from '../feed-words.ts'

/** Feed health: of every provider the last file, what is expected, how late it is and how good what it sends is. */
export const feedsPage = pageRoute({
  method: 'GET',
  url: '/feeds',
  permission: SEE_VISITS,
  handler: async (ctx) => {
    const { feeds, settings, source } = await seeFeeds(ctx.house, ctx.actor)
    const late = feeds.filter((feed) => (feed.hoursLate ?? -1) >= 0)
    const table = dataTable({
      caption: 'Feeds',
      noun: ['provider', 'providers'],
      rows: feeds,
      url: ctx.url,
      pageSize: 100,
      emptyWords: 'No provider has planned visits or has sent a file. Visits are planned from placements.',
      columns: [
        { key: 'provider', heading: 'Provider', value: (feed) => ({ text: feed.providerName, href: `/feeds/${feed.providerId}` }), csv: (feed) => feed.providerName, sort: (feed) => feed.providerName },
        { key: 'late', heading: 'Late', value: lateCell, csv: (feed) => feed.hoursLate ?? '', sort: (feed) => feed.hoursLate ?? -100_000 },
        { key: 'expected', heading: 'Expected', value: (feed) => ({ text: expectationWords(feed.expectation), hint: feed.expectedBy === 'set' ? 'set by the council' : feed.expectedBy === 'files' ? 'as files came' : '' }) },
        { key: 'last', heading: 'Last file', value: (feed) => (feed.lastAt === null || feed.lastFileId === null ? 'None' : { text: momentWords(feed.lastAt), href: `/visit-files/${feed.lastFileId}`, hint: feed.coveredUntil === null ? '' : `reaches ${wordsForDate(feed.coveredUntil)}` }), csv: (feed) => feed.lastAt?.toString() ?? '', sort: (feed) => feed.lastAt?.epochMilliseconds ?? 0 },
        { key: 'score', heading: 'Score', numeric: true, value: scoreCell, csv: (feed) => feed.score ?? '', sort: (feed) => feed.score ?? -1 },
        { key: 'before', heading: 'Score, 4 weeks before', inCsvOnly: true, value: (feed) => String(feed.scoreBefore ?? '') },
        { key: 'files', heading: 'Files, 4 weeks', numeric: true, value: (feed) => withCommas(feed.files), sort: (feed) => feed.files },
        { key: 'refused', heading: 'Rows refused, 4 weeks', numeric: true, value: (feed) => (feed.refusedRows === 0 ? '0' : { text: withCommas(feed.refusedRows), href: `/feeds/${feed.providerId}#files` }), csv: (feed) => feed.refusedRows, sort: (feed) => feed.refusedRows },
        { key: 'by', heading: 'Expected as', inCsvOnly: true, value: expectedByWords },
      ],
    })
    const view = {
      title: `Feeds: ${late.length === 0 ? 'none late' : `${String(late.length)} late`}`,
      wide: true,
      table,
      maySet: holds(ctx.actor, KEEP_FEEDS),
      settings,
      source: source ?? 'Ours: nothing was set',
      parts: FEED_PARTS.map((part) => ({ ...FEED_PART_NAMES[part], weight: settings.weights[part] })),
    }
    return tableReply(ctx, [table], page('visits/pages/feeds/page.njk', view))
  },
})
