import { z } from 'zod'
import { hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeContribution } from '../../reads/contributions.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { CARE_LOSS_NAMES, SEE_CONTRIBUTIONS, type ContributionLine, type ReckonedVisit } from '../../terms/contribution.ts'
import { refundReasons, termsWords } from '../contributions/tables.ts'

/** Why a person is refunded what they are for a week: each planned visit, and every line of the week. */
export const contributionPage = pageRoute({
  method: 'GET',
  url: '/contributions/:contributionLineId',
  permission: SEE_CONTRIBUTIONS,
  params: z.object({ contributionLineId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  handler: async (ctx) => {
    const { line, week, terms, person } = await seeContribution(ctx.house, ctx.actor, ctx.params.contributionLineId)
    const [visits, lines] = [visitsTable(line, ctx.url), linesTable(line, week, ctx.url)]
    return tableReply(ctx, [visits, lines], page('payment/pages/contribution/page.njk', {
      title: `Week from ${wordsForDate(line.weekOn)}`,
      caption: `${person.name}, ${person.reference}`,
      breadcrumbs: [{ text: 'Contributions', href: `/contributions?framework=${line.frameworkId}&run=${line.payRunId}` }, { text: wordsForDate(line.weekOn) }],
      facts: [
        { key: 'Contribution of the week', text: wordsForPence(line.contributionPence) },
        { key: 'Due', text: line.duePence === line.contributionPence ? wordsForPence(line.duePence) : `${wordsForPence(line.duePence)}: the planned care costs the council no more` },
        { key: 'Planned', text: wordsForHours(line.plannedMinutes) },
        { key: 'Not given, and counts', text: `${wordsForHours(line.lostMinutes)} (${refundReasons(line)})` },
        { key: 'Refund for the week', text: line.plannedMinutes === 0 ? wordsForPence(line.refundPence) : `${wordsForPence(line.duePence)} × ${String(line.lostMinutes)} of ${String(line.plannedMinutes)} minutes = ${wordsForPence(line.refundPence)}` },
        ...(line.nr === 1 ? [] : [{ key: 'This line', text: `${wordsForPence(line.pence)}: the difference from the lines before it` }]),
        { key: 'Terms', text: `From ${wordsForDate(terms.fromOn)}. ${termsWords(terms.document)}` },
      ],
      tables: [visits, lines],
    }))
  },
})

function visitsTable(line: ContributionLine, url: string) {
  return dataTable<ReckonedVisit>({
    key: 'visits',
    caption: 'Planned visits',
    noun: ['visit', 'visits'],
    url,
    rows: line.visits.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    emptyWords: 'No care was planned in this week, so nothing is due.',
    columns: [
      { key: 'on', heading: 'Date', value: (visit) => wordsForDate(Temporal.PlainDate.from(visit.on)), csv: (visit) => visit.on, sort: (visit) => visit.on },
      { key: 'planned', heading: 'Planned', numeric: true, value: (visit) => wordsForHours(visit.plannedMinutes), csv: (visit) => hoursFigure(visit.plannedMinutes) },
      { key: 'given', heading: 'Given', numeric: true, value: (visit) => wordsForHours(visit.givenMinutes), csv: (visit) => hoursFigure(visit.givenMinutes) },
      { key: 'why', heading: 'Why not', value: (visit) => (visit.loss === null ? '' : { text: CARE_LOSS_NAMES[visit.loss], ...(visit.lostMinutes > 0 ? {} : { hint: 'Does not count' }) }) },
      { key: 'cost', heading: 'Cost to the council as planned', numeric: true, value: (visit) => wordsForPence(visit.costPence), csv: (visit) => poundsFigure(visit.costPence) },
    ],
  })
}

function linesTable(line: ContributionLine, week: readonly ContributionLine[], url: string) {
  return dataTable<ContributionLine>({
    key: 'lines',
    caption: 'Lines of this week',
    noun: ['line', 'lines'],
    url,
    rows: week,
    emptyWords: '',
    columns: [
      { key: 'nr', heading: 'Line', value: (each) => (each.id === line.id ? `${String(each.nr)}, shown here` : { text: String(each.nr), href: `/contributions/${String(each.id)}` }) },
      { key: 'by', heading: 'Reckoned by', value: (each) => each.reckonedBy },
      { key: 'refund', heading: 'Refund of the week', numeric: true, value: (each) => wordsForPence(each.refundPence), csv: (each) => poundsFigure(each.refundPence) },
      { key: 'pence', heading: 'This line', numeric: true, value: (each) => wordsForPence(each.pence), csv: (each) => poundsFigure(each.pence) },
    ],
  })
}
