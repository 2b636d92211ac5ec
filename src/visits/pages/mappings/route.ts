import { countOf, withCommas } from '../../../kernel/words.ts'
import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeMappings } from '../../actions/saved-mappings.ts'
import { SEND_VISITS } from '../../terms.ts'
import type { SavedMapping } from '../../terms/mapping.ts'
import { momentWords } from '../clock.ts'
import { mappingName } from './mapping-name.ts'

const columns: Column<SavedMapping>[] = [
  { key: 'mapping', heading: 'Table', value: (mapping) => ({ text: mappingName(mapping), href: `/visit-files/mappings/${mapping.id}`, hint: countOf(mapping.headings.length, 'column') }), sort: mappingName },
  { key: 'state', heading: 'Status', value: ({ isWithdrawn }) => ({ text: '', tag: isWithdrawn ? { text: 'Withdrawn', colour: 'grey' } : { text: 'In use', colour: 'green' } }) },
  { key: 'version', heading: 'Version', numeric: true, value: ({ version }) => String(version) },
  { key: 'saved', heading: 'Saved', value: ({ savedAt, savedBy }) => ({ text: momentWords(savedAt), hint: savedBy }), sort: ({ savedAt }) => savedAt.epochMilliseconds },
  { key: 'used', heading: 'Used last', value: ({ usedAt, usedBy }) => (usedAt === null ? 'Not yet' : { text: momentWords(usedAt), hint: usedBy ?? '' }), sort: ({ usedAt }) => usedAt?.epochMilliseconds ?? 0 },
  { key: 'files', heading: 'Files', numeric: true, value: ({ files }) => withCommas(files), sort: ({ files }) => files },
]

/** The mappings through which a provider's own tables are read. */
export const mappingsPage = pageRoute({
  method: 'GET',
  url: '/visit-files/mappings',
  permission: SEND_VISITS,
  handler: async (ctx) => {
    const table = dataTable({ caption: 'Saved mappings', noun: ['mapping', 'mappings'], columns, rows: await seeMappings(ctx.house, ctx.actor), url: ctx.url, emptyWords: 'A mapping is saved when you send a table of your own under Visit files and say what its columns mean.' })
    const view = { title: 'How your tables are read', wide: true, breadcrumbs: [{ text: 'Visit files', href: '/visit-files' }, { text: 'Mappings' }], table }
    return tableReply(ctx, [table], page('visits/pages/mappings/page.njk', view))
  },
})
