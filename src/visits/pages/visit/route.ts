import { z } from 'zod'
import { SEE_PEOPLE } from '../../../care/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeVisit } from '../../actions/see-visits.ts'
import { SEE_VISITS } from '../../terms.ts'
import { ASK_VARIATIONS } from '../../terms/variation.ts'
import { dateWords, timeWords } from '../clock.ts'
import { exceptionVersionColumns, planRows, taskColumns, versionColumns } from './columns.ts'

/** One visit: the plan, the records with their history, the exceptions with their facts in words. */
export const visitPage = pageRoute({
  method: 'GET',
  url: '/visits/:plannedVisitId',
  permission: SEE_VISITS,
  params: z.object({ plannedVisitId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  handler: async (ctx) => {
    const { visit, versions, exceptions, care } = await seeVisit(ctx.house, ctx.actor, ctx.params.plannedVisitId)
    const found = dataTable({ key: 'exceptions', caption: 'Exceptions', noun: ['exception', 'exceptions'], columns: exceptionVersionColumns, rows: exceptions, url: ctx.url, emptyWords: 'The visit went as planned, as far as its records say.' })
    const records = dataTable({ key: 'records', caption: 'Records', noun: ['version', 'versions'], columns: versionColumns, rows: versions, url: ctx.url, emptyWords: 'No record of this visit has come yet. It appears here when the provider’s visit file is read in.' })
    const tasks = care === null ? null : dataTable({ key: 'tasks', caption: 'Tasks, as said at check-in', noun: ['task', 'tasks'], columns: taskColumns, rows: care.tasks, url: ctx.url, emptyWords: 'No list of tasks was kept for this visit.' })
    const view = {
      title: `Visit on ${dateWords(visit.visitOn)} at ${timeWords(visit.startsAt)}`,
      wide: true,
      breadcrumbs: [{ text: 'Visits', href: `/visits?on=${visit.visitOn}` }, { text: timeWords(visit.startsAt) }],
      person: { name: visit.person?.initials ?? 'Person', ...(holds(ctx.actor, SEE_PEOPLE) ? { href: `/people/${visit.personId}` } : {}), facts: [{ term: 'Reference', text: visit.person?.reference ?? '' }, { term: 'Provider', text: visit.providerName }] },
      plan: planRows(visit, ctx.actor.organisationId === null),
      exceptions: found,
      askHref: holds(ctx.actor, ASK_VARIATIONS) && exceptions.some((each) => each.kind === 'long' && each.clearedAt === null) ? `/placements/${visit.placementId}/variations/new` : undefined,
      records,
      tasks,
      signOff: care === null ? '' : care.signedBy === null ? (care.mustSign ? 'Not signed off, although the provider asks for it.' : 'Not signed off; it is by choice.') : `Signed off: ${care.signedBy}.`,
    }
    return tableReply(ctx, tasks === null ? [records, found] : [records, found, tasks], page('visits/pages/visit/page.njk', view))
  },
})
