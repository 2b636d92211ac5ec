import { z } from 'zod'
import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { download, page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeWeeklyPlan, type SeenPlannedVisit } from '../../actions/see-weekly-plan.ts'
import { weeklyCalendar } from '../../files/weekly-calendar.ts'
import { SEE_OWN_PLACEMENTS } from '../../terms.ts'
import { planColumns } from './present.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const query = z.looseObject({ week: z.preprocess(blank, z.iso.date().optional()), placement: z.preprocess(blank, z.uuid().optional()) })
const WHOLE_WEEK = 5000

/** The visits agreed for a provider's packages in a week, or for one package; as CSV for a rota, or for a calendar. */
export const weeklyPlanPage = pageRoute({
  method: 'GET',
  url: '/weekly-plan',
  permission: SEE_OWN_PLACEMENTS,
  query,
  handler: async (ctx) => {
    const plan = await seeWeeklyPlan(ctx.house, ctx.actor, wanted(ctx.query))
    const { mondayOn, packageReference } = plan
    const placement = ctx.query.placement
    const table = dataTable<SeenPlannedVisit>({
      key: 'weekly-plan',
      caption: 'Visits',
      noun: ['visit', 'visits'],
      url: ctx.url,
      rows: plan.visits,
      pageSize: WHOLE_WEEK,
      emptyWords: 'No visit is agreed for this week. A package appears here from its first day.',
      columns: planColumns(new URL(ctx.url, 'http://local').searchParams.get('format') === 'csv'),
    })
    const minutes = plan.visits.reduce((sum, { visit }) => sum + visit.minutes * visit.workers, 0)
    const link = (week: Temporal.PlainDate, path = '/weekly-plan'): string => `${path}?week=${week.toString()}${placement === undefined ? '' : `&placement=${placement}`}`
    const view = {
      title: packageReference === null ? 'Weekly plan' : `Weekly plan of package ${packageReference}`,
      caption: `${wordsForDate(mondayOn)} to ${wordsForDate(mondayOn.add({ days: 6 }))}`,
      wide: true,
      breadcrumbs: [{ text: 'Packages held', href: '/placements' }, ...(placement === undefined ? [] : [{ text: packageReference ?? '', href: `/placements/${placement}` }]), { text: 'Weekly plan' }],
      says: `${countOf(plan.visits.length, 'visit')}, ${wordsForHours(minutes)} of care workers’ time, as agreed with the council. Changes of the week and days away are counted.`,
      before: link(mondayOn.subtract({ days: 7 })),
      after: link(mondayOn.add({ days: 7 })),
      calendar: link(mondayOn, '/weekly-plan/calendar'),
      hasVisits: plan.visits.length > 0,
      table,
    }
    return tableReply(ctx, [table], page('brokerage/pages/weekly-plan/page.njk', view))
  },
})

/** The same week as an iCalendar file. */
export const weeklyCalendarPage = pageRoute({
  method: 'GET',
  url: '/weekly-plan/calendar',
  permission: SEE_OWN_PLACEMENTS,
  query,
  handler: async (ctx) => {
    const plan = await seeWeeklyPlan(ctx.house, ctx.actor, wanted(ctx.query))
    return download(`weekly-plan-${plan.mondayOn.toString()}.ics`, 'text/calendar; charset=utf-8', weeklyCalendar(plan))
  },
})

function wanted({ week, placement }: z.output<typeof query>): Parameters<typeof seeWeeklyPlan>[2] {
  return { weekOf: week === undefined ? undefined : Temporal.PlainDate.from(week), placementId: placement }
}
