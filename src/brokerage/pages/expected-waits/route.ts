import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeWaitBacktest } from '../../actions/see-expected-wait.ts'
import { LEAST_PACKAGES, LEAST_STARTED } from '../../rules/expected-wait.ts'
import { LEAST_JUDGED, LEAST_WEEKS } from '../../rules/wait-range.ts'
import { SEE_BOARD } from '../../terms.ts'

/** How good the expected waits are: what would have been told in the past half year, held against what happened. */
export const expectedWaitsPage = pageRoute({
  method: 'GET',
  url: '/expected-waits',
  permission: SEE_BOARD,
  handler: async (ctx) => {
    const { fromOn, toOn, result, dateOf } = await seeWaitBacktest(ctx.house, ctx.actor)
    const rows = [
      { what: 'Care began within the median told', aim: 'about 50%', ...result.withinMedian },
      { what: 'Care began within the eight-in-ten told', aim: 'about 80%', ...result.withinEightInTen },
      { what: 'Care began in the range told for one package', aim: '80% or more', ...result.inRange },
      ...result.inRangeByWeeks.map(({ fromDay, ...came }) => ({ what: `Of them, of those that came in the four weeks from ${wordsForDate(dateOf(fromDay))}`, aim: '80% or more', ...came })),
    ]
    const table = dataTable({
      key: 'back-test',
      caption: 'Told then, and what happened',
      columns: [
        { key: 'what', heading: 'What was told', value: (row) => row.what },
        { key: 'numerator', heading: 'Came true', numeric: true, value: (row) => String(row.numerator), csv: (row) => row.numerator },
        { key: 'denominator', heading: 'Of', numeric: true, value: (row) => String(row.denominator), csv: (row) => row.denominator },
        { key: 'share', heading: 'Share', numeric: true, value: (row) => (row.denominator === 0 ? 'none known' : `${String(Math.round((row.numerator * 100) / row.denominator))}%`) },
        { key: 'aim', heading: 'If it is right', value: (row) => row.aim },
      ],
      rows,
      url: ctx.url,
      emptyWords: 'No estimate could have been told yet.',
    })
    const view = {
      title: 'How good the expected waits are',
      breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: 'Expected waits' }],
      fromOn: wordsForDate(fromOn),
      toOn: wordsForDate(toOn),
      estimates: result.estimates,
      withoutRange: result.withoutRange,
      leastJudged: LEAST_JUDGED,
      leastWeeks: LEAST_WEEKS,
      least: LEAST_PACKAGES,
      leastStarted: LEAST_STARTED,
      table,
    }
    return tableReply(ctx, [table], page('brokerage/pages/expected-waits/page.njk', view))
  },
})
