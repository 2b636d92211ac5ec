import { SEE_OWN_CARE } from '../../../care/terms.ts'
import { countOf } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { ownCare } from '../../reads/person-record.ts'
import { agreed, daysOfWeek } from './present.ts'

/** For the person who receives care: who is coming this week, and what was agreed. */
export const myCarePage = pageRoute({
  method: 'GET',
  url: '/my-care',
  permission: SEE_OWN_CARE,
  handler: async (ctx) => {
    const care = await ownCare(ctx.house, ctx.actor)
    const days = daysOfWeek(care)
    const table = dataTable({
      caption: 'Visits this week',
      noun: ['visit', 'visits'],
      url: ctx.url,
      rows: days.flatMap((day) => day.visits.map((visit) => ({ ...visit, day: day.name }))),
      emptyWords: 'No visit is planned this week.',
      columns: [
        { key: 'day', heading: 'Day', value: (visit) => visit.day },
        { key: 'time', heading: 'Time', value: (visit) => visit.time },
        { key: 'length', heading: 'Length', value: (visit) => visit.length },
        { key: 'who', heading: 'Who comes', value: (visit) => visit.who },
      ],
    })
    const view = { title: 'Your care', caption: `${care.person.givenName} ${care.person.familyName}`, heading: `This week: ${countOf(care.visits.length, 'visit')}`, days, hasVisits: care.visits.length > 0, cards: agreed(care), csvHref: table.csvHref }
    return tableReply(ctx, [table], page('overview/pages/my-care/page.njk', view))
  },
})
