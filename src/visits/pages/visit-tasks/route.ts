import { z } from 'zod'
import { DAY_PART_NAMES } from '../../../kernel/day-part.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { keepVisitTasks, seeVisitTasks } from '../../actions/visit-tasks.ts'
import { tasksOfText } from '../../rules/visit-tasks.ts'
import { KEEP_ROUNDS } from '../../terms/check-in.ts'

const url = '/rounds/visits/:plannedVisitId/tasks'
const params = z.object({ plannedVisitId: z.coerce.number().int().min(1) })
type Context = PageContext<z.output<typeof params>>

/** What is to be done at a placement's visits in one part of the day, and what it was before. */
export const visitTasksPage = pageRoute({ method: 'GET', url, permission: KEEP_ROUNDS, params, handler: (ctx) => show(ctx, []) })

/** Keeps the list, one task on a line. */
export const visitTasksPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  params,
  handler: async (ctx) => {
    const { plannedVisitId } = ctx.params
    try {
      await keepVisitTasks(ctx.house, ctx.actor, { plannedVisitId, tasks: tasksOfText(textOf(ctx.body, 'tasks')) })
      return redirectTo(`/rounds/visits/${String(plannedVisitId)}/tasks`, 'The list is kept. Phones show it the next time they are online.')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'tasks'))
    }
  },
})

async function show(ctx: Context, errors: readonly FieldError[]): Promise<PageReply> {
  const { visit, dayPart, reference, initials, versions } = await seeVisitTasks(ctx.house, ctx.actor, ctx.params.plannedVisitId)
  const part = DAY_PART_NAMES[dayPart].toLowerCase()
  const history = dataTable({
    key: 'history',
    caption: 'The list, and what it was before',
    noun: ['version', 'versions'],
    url: ctx.url,
    rows: versions,
    emptyWords: 'No list is kept yet. Until one is, phones show the needs of the package that are something to do.',
    columns: [
      { key: 'from', heading: 'From', value: (list) => ({ text: wordsForInstant(list.saidAt), hint: list.saidBy }), csv: (list) => list.saidAt.toString() },
      { key: 'tasks', heading: 'Tasks', value: (list) => (list.tasks.length === 0 ? 'None' : list.tasks.join('; ')) },
    ],
  })
  const view = {
    title: `Tasks in the ${part === 'night' ? 'night' : part === 'lunch' || part === 'tea' ? `visits at ${part}` : part}`,
    caption: `${initials} (${reference})`,
    breadcrumbs: [{ text: 'Rounds', href: `/rounds?on=${visit.visitOn}` }, { text: wordsForDate(Temporal.PlainDate.from(visit.visitOn)), href: `/rounds/visits/${String(visit.id)}` }, { text: 'Tasks' }],
    errors,
    id: visit.id,
    part,
    tasks: errors.length > 0 ? textOf(ctx.body, 'tasks') : (versions[0]?.tasks.join('\n') ?? ''),
    history,
  }
  return tableReply(ctx, [history], page('visits/pages/visit-tasks/page.njk', view, { status: errors.length > 0 ? 400 : 200 }))
}
