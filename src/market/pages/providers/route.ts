import { z } from 'zod'
import { countOf } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listRegister, type RegisterEntry } from '../../reads/provider-register.ts'
import { filterRegister, type RegisterFilter } from '../../rules/register-filter.ts'
import { IMPORT_MARKET, PROVIDER_KIND_NAMES, PROVIDER_KINDS, RATING_NAMES, RATINGS, SEE_MARKET } from '../../terms.ts'
import { providerColumns, ratingTiles } from './provider-columns.ts'

/** An empty choice in a form's list is the same as none. */
const orNone = <T extends z.ZodType>(schema: T) => z.preprocess((sent) => (sent === '' ? undefined : sent), schema.optional())

/** What the list and the API may be narrowed by. */
const registerFilter = z.object({
  rating: orNone(z.enum(RATINGS)),
  kind: orNone(z.enum(PROVIDER_KINDS)),
  zone: orNone(z.uuid()),
  status: orNone(z.enum(['framework', 'suspended', 'left'])),
  search: orNone(z.string().max(100)),
})

const STATUS_NAMES = { framework: 'Stands in a framework', suspended: 'Suspended', left: 'Left' } as const

export const providersPage = pageRoute({
  method: 'GET',
  url: '/providers',
  permission: SEE_MARKET,
  query: registerFilter,
  handler: async (ctx) => {
    const entries = await listRegister(ctx.house, ctx.actor)
    const shown = filterRegister(entries, ctx.query)
    const table = dataTable({
      caption: 'Providers',
      noun: ['provider', 'providers'],
      columns: providerColumns,
      rows: shown,
      url: ctx.url,
      emptyWords: entries.length === 0 ? 'No providers yet. Import a CQC file to put home care providers on the register.' : 'No provider fits these filters. Take one off to see more.',
    })
    const hrefOf = (changes: Record<string, string | undefined>): string => hrefWith(ctx.url, { page: undefined, ...changes })
    const view = {
      title: `Home care providers: ${countOf(shown.length, 'provider')}`,
      wide: true,
      table,
      tiles: ratingTiles(entries, ctx.query, (rating) => hrefOf({ rating })),
      filter: ctx.query,
      choices: {
        ratings: choices(RATINGS.map((rating) => [rating, RATING_NAMES[rating]]), ctx.query.rating),
        kinds: choices(PROVIDER_KINDS.map((kind) => [kind, PROVIDER_KIND_NAMES[kind]]), ctx.query.kind),
        zones: choices(zoneChoices(entries), ctx.query.zone),
        statuses: choices(Object.entries(STATUS_NAMES), ctx.query.status),
      },
      selected: selectedFilters(entries, ctx.query, (name) => hrefOf({ [name]: undefined })),
      mayImport: holds(ctx.actor, IMPORT_MARKET),
    }
    return tableReply(ctx, [table], page('market/pages/providers/page.njk', view))
  },
})

function choices(options: readonly (readonly [value: string, text: string])[], selected: string | undefined): object[] {
  return [{ value: '', text: 'All' }, ...options.map(([value, text]) => ({ value, text, selected: value === selected }))]
}

function zoneChoices(entries: readonly RegisterEntry[]): [string, string][] {
  const names = new Map(entries.flatMap((entry) => entry.standings.map((standing): [string, string] => [standing.zoneId, standing.zoneName])))
  return [...names].sort(([, a], [, b]) => a.localeCompare(b, 'en-GB', { numeric: true }))
}

function selectedFilters(entries: readonly RegisterEntry[], filter: RegisterFilter, without: (name: string) => string): object[] {
  const zoneName = new Map(zoneChoices(entries)).get(filter.zone ?? '')
  const on: [string, string, string | undefined][] = [
    ['rating', 'CQC rating', filter.rating === undefined ? undefined : RATING_NAMES[filter.rating]],
    ['kind', 'Kind', filter.kind === undefined ? undefined : PROVIDER_KIND_NAMES[filter.kind]],
    ['zone', 'Zone', filter.zone === undefined ? undefined : (zoneName ?? 'A zone without providers')],
    ['status', 'Status', filter.status === undefined ? undefined : STATUS_NAMES[filter.status]],
    ['search', 'Name', filter.search],
  ]
  return on.flatMap(([name, heading, text]) => (text === undefined ? [] : [{ heading: { text: heading }, items: [{ text, href: without(name) }] }]))
}
