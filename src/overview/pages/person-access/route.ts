import { z } from 'zod'
import { SEE_PEOPLE } from '../../../care/terms.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { accessHistory } from '../../reads/access-history.ts'
import { identityOf } from '../person/present.ts'
import { eventWords, roleWords } from './present.ts'

/** Who has seen or changed a person's record, when, and what they did. */
export const personAccessPage = pageRoute({
  method: 'GET',
  url: '/people/:personId/access',
  permission: SEE_PEOPLE,
  params: z.object({ personId: z.uuid() }),
  handler: async (ctx) => {
    const { personId } = ctx.params
    const { person, lines, providers } = await accessHistory(ctx.house, ctx.actor, personId)
    const table = dataTable({
      caption: 'Who has seen this record',
      noun: ['event', 'events'],
      url: ctx.url,
      rows: lines,
      emptyWords: 'Nobody has opened this record yet.',
      columns: [
        { key: 'when', heading: 'When', value: (line) => wordsForInstant(line.at), sort: (line) => line.at.epochMilliseconds },
        { key: 'who', heading: 'Who', value: (line) => line.actorName, sort: (line) => line.actorName },
        { key: 'role', heading: 'As', value: (line) => ({ text: roleWords(line.role), ...(line.organisationId === null ? {} : { hint: providers.get(line.organisationId) ?? '' }) }), sort: (line) => roleWords(line.role) },
        { key: 'what', heading: 'What', value: (line) => eventWords(line.kind), sort: (line) => eventWords(line.kind) },
        { key: 'place', heading: 'Place in the audit trail', numeric: true, value: (line) => String(line.seq), sort: (line) => line.seq },
      ],
    })
    const view = {
      title: 'Who has seen this record',
      breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Find a person', href: '/people' }, { text: person.reference, href: `/people/${personId}` }, { text: 'Access history' }],
      identity: { ...identityOf(person), href: `/people/${personId}` },
      table,
    }
    return tableReply(ctx, [table], page('overview/pages/person-access/page.njk', view))
  },
})
