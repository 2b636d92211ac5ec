import { z } from 'zod'
import { SEE_OWN_PEOPLE, SEE_PEOPLE } from '../../../care/terms.ts'
import { countOf, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { SEE_BOARD } from '../../../brokerage/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { personRecord } from '../../reads/person-record.ts'
import { currentWeek, packagesNow } from '../../rules/current-week.ts'
import { personTimeline } from '../../rules/person-timeline.ts'
import { TIMELINE_KIND_NAMES, TIMELINE_KINDS } from '../../rules/timeline-item.ts'
import { identityOf, packageCard, timelineChoices, timelineView } from './present.ts'

const kinds = z.union([z.enum(TIMELINE_KINDS), z.array(z.enum(TIMELINE_KINDS))]).optional()

/**
 * A person: who they are, their week as it is now, what it costs and who pays, and everything that happened.
 * A provider is shown less, and only behind a placement it holds; the read asks which permission applies.
 */
export const personPage = pageRoute({
  method: 'GET',
  url: '/people/:personId',
  permission: [SEE_PEOPLE, SEE_OWN_PEOPLE],
  params: z.object({ personId: z.uuid() }),
  query: z.object({ show: kinds }),
  handler: async (ctx) => {
    const { personId } = ctx.params
    const isProvider = ctx.actor.organisationId !== null
    const record = await personRecord(ctx.house, ctx.actor, personId)
    const now = packagesNow(record.packages, record.placements, record.today, record.placedWeeks)
    const week = currentWeek(now)
    const items = personTimeline(record)
    const chosen = [ctx.query.show ?? []].flat()
    const shown = timelineView(items, chosen)
    const table = dataTable({
      caption: 'What happened',
      noun: ['event', 'events'],
      url: ctx.url,
      rows: shown,
      emptyWords: 'Nothing of this kind has happened. Tick other kinds to see more.',
      columns: [
        { key: 'when', heading: 'When', value: (item) => item.when },
        { key: 'kind', heading: 'Kind', value: (item) => TIMELINE_KIND_NAMES[item.kind] },
        { key: 'what', heading: 'What', value: (item) => item.title },
        { key: 'detail', heading: 'Detail', value: (item) => item.text },
        { key: 'by', heading: 'By', value: (item) => item.by ?? '' },
      ],
    })
    const caption = week.visits.length === 0 ? 'The week now: no visits' : `The week now: ${countOf(week.visits.length, 'visit')}, ${wordsForHours(week.minutes)}, ${week.pence === null ? 'cost not known' : `${wordsForPence(week.pence)} as planned`}`
    const identity = identityOf(record.person)
    const view = {
      title: identity.name,
      breadcrumbs: isProvider ? [{ text: 'Home', href: '/' }, { text: 'Packages held', href: '/placements' }, { text: record.person.reference }] : [{ text: 'Home', href: '/' }, { text: 'Find a person', href: '/people' }, { text: record.person.reference }],
      identity: { ...identity, label: 'Person' },
      personId,
      isProvider,
      canSeePackages: holds(ctx.actor, SEE_BOARD),
      hasWeek: week.visits.length > 0,
      week: weekGrid(
        caption,
        week.visits.map(({ visit, providerId }) => ({
          day: visit.dayOfWeek,
          fromMinute: visit.earliestMinute,
          toMinute: visit.latestMinute,
          minutes: visit.minutes,
          workers: visit.workers,
          isTimeCritical: visit.timeCritical,
          ...(isProvider ? {} : { note: record.providers.get(providerId) ?? '' }),
        })),
      ),
      cards: now.toReversed().map((each) => packageCard(each, record)),
      timeline: shown,
      eventCount: countOf(shown.length, 'event'),
      choices: timelineChoices(items),
      chosen,
      csvHref: table.csvHref,
    }
    return tableReply(ctx, [table], page('overview/pages/person/page.njk', view))
  },
})
