import { z } from 'zod'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seePlacements } from '../../actions/see-placements.ts'
import { maySeePerson } from '../may-see-person.ts'
import { PLACEMENT_STATUS_NAMES } from '../../rules/placement-status.ts'
import { SEE_OWN_PLACEMENTS, SEE_PLACEMENTS } from '../../terms.ts'
import { placementColumns, placementsHeading } from './present.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const id = z.preprocess(blank, z.uuid().optional())

/** Packages held: a provider's own, or for the council all, with filters. The action asks who may see which. */
export const placementsPage = pageRoute({
  method: 'GET',
  url: '/placements',
  permission: [SEE_PLACEMENTS, SEE_OWN_PLACEMENTS],
  query: z.looseObject({ provider: id, zone: id, status: z.preprocess(blank, z.enum(['to-start', 'current', 'ended']).optional()) }),
  handler: async (ctx) => {
    const forCouncil = ctx.actor.organisationId === null
    const { provider, zone, status } = ctx.query
    const every = await seePlacements(ctx.house, ctx.actor)
    const rows = every.filter(({ placement, ...row }) => (provider === undefined || provider === placement.providerId) && (zone === undefined || zone === placement.zoneId) && (status === undefined || status === row.status))
    const fields = [
      ...(forCouncil ? [field('provider', 'Provider', byName(every.map((row) => [row.placement.providerId, row.providerName])), provider)] : []),
      field('zone', 'Zone', byName(every.map((row) => [row.placement.zoneId, row.zoneName])), zone),
      field('status', 'Status', Object.entries(PLACEMENT_STATUS_NAMES), status),
    ]
    const table = dataTable({ caption: forCouncil ? 'Placements' : 'Packages held', noun: ['package', 'packages'], columns: placementColumns(forCouncil, (row) => maySeePerson(ctx.actor, row.status)), rows, url: ctx.url, emptyWords: every.length === 0 ? 'A package appears here when its offer is accepted.' : 'No package fits these filters. Clear one to see more.' })
    return tableReply(ctx, [table], page('brokerage/pages/placements/page.njk', { title: placementsHeading(rows, forCouncil), wide: true, table, fields, weeklyPlan: !forCouncil, isNarrowed: rows.length < every.length }))
  },
})

function byName(options: readonly (readonly [string, string])[]): [string, string][] {
  return [...new Map(options)].toSorted((a, b) => (a[1] < b[1] ? -1 : 1))
}

function field(name: string, label: string, options: readonly (readonly [string, string])[], chosen: string | undefined) {
  return { name, label, items: [{ value: '', text: 'All', selected: chosen === undefined }, ...options.map(([value, text]) => ({ value, text, selected: value === chosen }))] }
}
