import { z } from 'zod'
import { wordsForDate, wordsForDay, withCommas } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { lineChart } from '../../../platform/components/charts/line-chart.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setFeedExpectation } from '../../actions/keep-feeds.ts'
import { seeFeed, type FeedDetail } from '../../actions/see-feeds.ts'
import { SEE_VISITS } from '../../terms.ts'
import { FEED_PART_NAMES, FEED_PARTS, KEEP_FEEDS } from '../../terms/feed.ts'
import { momentWords } from '../clock.ts'
import { expectationWords, expectedByWords, lateCell } from '../feed-words.ts'

const url = '/feeds/:providerId'
const params = z.object({ providerId: z.uuid() })
type Ctx = PageContext<{ readonly providerId: string }>

/** One provider's feed: what is expected, the score part by part, file by file and week by week, and who was told. */
export const feedPage = pageRoute({ method: 'GET', url, permission: SEE_VISITS, params, handler: (ctx) => show(ctx, [], undefined) })

export const feedPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_FEEDS,
  params,
  handler: async (ctx) => {
    const [cadence, weekday, time] = [textOf(ctx.body, 'cadence'), Number(textOf(ctx.body, 'weekday')), /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(textOf(ctx.body, 'time'))]
    const errors: FieldError[] = []
    if (!['day', 'week', 'none'].includes(cadence)) errors.push(fieldError('cadence', 'Choose how often files are expected'))
    if (cadence === 'week' && !(weekday >= 1 && weekday <= 7)) errors.push(fieldError('weekday', 'Choose the day by which a week’s visits are expected'))
    if (cadence !== 'none' && time === null) errors.push(fieldError('time', 'Enter a time of the day, like 09:00'))
    if (errors.length > 0) return show(ctx, errors, ctx.body)
    const byMinute = time === null ? 0 : Number(time[1]) * 60 + Number(time[2])
    const { providerId } = ctx.params
    try {
      await setFeedExpectation(ctx.house, ctx.actor, { providerId, expectation: cadence === 'none' ? null : { cadence: cadence === 'day' ? 'day' : 'week', weekday: cadence === 'week' ? weekday : 1, byMinute } })
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'cadence'), ctx.body)
    }
    return redirectTo(`/feeds/${providerId}`, 'What is expected is set')
  },
})

async function show(ctx: Ctx, errors: readonly FieldError[], sent: FormBody | undefined): Promise<PageReply> {
  const seen = await seeFeed(ctx.house, ctx.actor, ctx.params.providerId)
  const { feed } = seen
  const [parts, files] = [partTable(seen, ctx.url), fileTable(seen, ctx.url)]
  const expected = feed.expectation
  const minute = expected?.byMinute ?? 540
  const values = sent ?? { cadence: feed.expectedBy === 'set' && expected === undefined ? 'none' : (expected?.cadence ?? 'week'), weekday: String(expected?.weekday ?? 1), time: `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}` }
  const known = seen.weeks.filter((week) => week.score !== null)
  const view = {
    title: `Feed of ${feed.providerName}`,
    wide: true,
    breadcrumbs: [{ text: 'Feeds', href: '/feeds' }, { text: feed.providerName }],
    errors: errors.length > 0 ? errors : undefined,
    late: lateCell(feed),
    rows: [
      ['Expected', `${expectationWords(expected)}. ${expectedByWords(feed)}.`],
      ['Last file', feed.lastAt === null ? 'None' : `${momentWords(feed.lastAt)}${feed.coveredUntil === null ? '' : `, reaches ${wordsForDate(feed.coveredUntil)}`}`],
      ['First day without records', feed.firstMissingOn === null ? 'No visit is planned after that' : `${wordsForDay(feed.firstMissingOn.dayOfWeek)} ${wordsForDate(feed.firstMissingOn)}`],
      ['Due', feed.dueAt === undefined ? 'Nothing' : momentWords(feed.dueAt)],
      ['Score of the last four weeks', feed.score === null ? 'Nothing to score' : `${String(feed.score)} of 100${feed.scoreBefore === null ? '' : `; ${String(feed.scoreBefore)} in the four weeks before`}`],
    ],
    parts,
    files,
    chart: known.length < 2 ? undefined : lineChart({
      sentence: `Score by week: ${known.map((week) => `${wordsForDate(week.weekOn)} ${String(week.score)}`).join(', ')}.`,
      points: seen.weeks.map((week) => `${String(week.weekOn.day)}/${String(week.weekOn.month)}`),
      axisLabel: 'Score, by week beginning',
      most: 100,
      series: [{ name: '', values: seen.weeks.map((week) => week.score), text: String(known.at(-1)?.score ?? '') }],
    }),
    chases: seen.chases.slice(0, 20).map((chase) => `${momentWords(chase.toldAt)}: ${chase.kind === 'reminder' ? 'the provider was reminded' : 'the council was told'} that records from ${wordsForDate(Temporal.PlainDate.from(chase.missingOn))} are missing`),
    maySet: holds(ctx.actor, KEEP_FEEDS),
    values,
    cadences: [{ value: 'day', text: 'Every day: visits of a day on the day after' }, { value: 'week', text: 'Every week: visits from Monday to Sunday after that Sunday' }, { value: 'none', text: 'Nothing is expected' }],
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: wordsForDay(day), selected: textOf(values, 'weekday') === String(day) })),
  }
  return tableReply(ctx, [files, parts], page('visits/pages/feed/page.njk', view, errors.length > 0 ? { status: 400 } : {}))
}

function partTable({ feed, settings }: FeedDetail, address: string): TableView {
  return dataTable({
    key: 'parts',
    caption: 'Parts of the score, last four weeks',
    noun: ['part', 'parts'],
    rows: FEED_PARTS,
    url: address,
    emptyWords: '',
    columns: [
      { key: 'part', heading: 'Part', value: (part) => FEED_PART_NAMES[part].name },
      { key: 'weight', heading: 'Weight', numeric: true, value: (part) => String(settings.weights[part]) },
      { key: 'share', heading: 'Share', numeric: true, value: (part) => shareWords(feed.counts[part].bad, feed.counts[part].of) },
      { key: 'bad', heading: 'Numerator', numeric: true, value: (part) => ({ text: withCommas(feed.counts[part].bad), hint: FEED_PART_NAMES[part].numerator }) },
      { key: 'of', heading: 'Denominator', numeric: true, value: (part) => ({ text: withCommas(feed.counts[part].of), hint: FEED_PART_NAMES[part].denominator }) },
    ],
  })
}

function fileTable({ files }: FeedDetail, address: string): TableView {
  return dataTable({
    key: 'files',
    caption: 'Files of the last eight weeks',
    noun: ['file', 'files'],
    rows: files,
    url: address,
    pageSize: 20,
    emptyWords: 'No file came in the last eight weeks.',
    columns: [
      { key: 'at', heading: 'Received', value: (file) => ({ text: momentWords(file.receivedAt), href: `/visit-files/${file.id}`, hint: file.name }), csv: (file) => file.receivedAt.toString() },
      { key: 'score', heading: 'Score', numeric: true, value: (file) => String(file.score ?? 'None') },
      ...FEED_PARTS.map((part) => ({ key: part, heading: FEED_PART_NAMES[part].name, numeric: true, value: (file: FeedDetail['files'][number]) => ({ text: shareWords(file.counts[part].bad, file.counts[part].of), hint: `${withCommas(file.counts[part].bad)} of ${withCommas(file.counts[part].of)}` }) })),
    ],
  })
}

function shareWords(bad: number, of: number): string {
  return of === 0 ? 'None' : `${String(Math.round((bad * 1000) / of) / 10)}%`
}
