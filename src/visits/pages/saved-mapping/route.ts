import { z } from 'zod'
import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { sayOfMapping, seeSavedMapping } from '../../actions/saved-mappings.ts'
import { SEND_VISITS } from '../../terms.ts'
import type { MappingEvent, SavedMapping } from '../../terms/mapping.ts'
import { momentWords } from '../clock.ts'
import { mappingName } from '../mappings/mapping-name.ts'
import { HEADING_NAMES } from '../mapping/present.ts'

const url = '/visit-files/mappings/:mappingId'
const params = z.object({ mappingId: z.uuid() })
type Ctx = PageContext<{ readonly mappingId: string }>

/** One saved mapping: what its columns mean, its history, and the forms that rename or withdraw it. */
export const savedMappingPage = pageRoute({ method: 'GET', url, permission: SEND_VISITS, params, handler: (ctx) => show(ctx) })

export const savedMappingPost = pageRoute({
  method: 'POST',
  url,
  permission: SEND_VISITS,
  params,
  handler: async (ctx) => {
    const withdraws = textOf(ctx.body, 'deed') === 'withdraw'
    try {
      await sayOfMapping(ctx.house, ctx.actor, ctx.params.mappingId, withdraws ? { kind: 'withdrawn' } : { kind: 'renamed', name: textOf(ctx.body, 'name') })
      return redirectTo(ctx.url, withdraws ? 'Withdrawn: the next table with these headings is asked about' : 'Renamed')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'name'))
    }
  },
})

interface Meaning {
  readonly ours: string
  readonly theirs: string
  readonly words: string
}

const meaningColumns: Column<Meaning>[] = [
  { key: 'theirs', heading: 'Your column', value: ({ theirs }) => theirs },
  { key: 'ours', heading: 'What it means', value: ({ ours }) => ours },
  { key: 'words', heading: 'Your words in Tendwell’s', value: ({ words }) => words },
]
const EVENT_WORDS: Readonly<Record<MappingEvent['kind'], (event: MappingEvent) => string>> = {
  saved: ({ version }) => `Version ${String(version)} saved`,
  renamed: ({ name }) => `Named ${name ?? ''}`,
  withdrawn: ({ version }) => `Version ${String(version)} withdrawn`,
}
const eventColumns: Column<MappingEvent>[] = [
  { key: 'what', heading: 'What', value: (event) => EVENT_WORDS[event.kind](event) },
  { key: 'when', heading: 'When', value: ({ at }) => momentWords(at) },
  { key: 'who', heading: 'Who', value: ({ by }) => by },
]

async function show(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const { mapping, events } = await seeSavedMapping(ctx.house, ctx.actor, ctx.params.mappingId)
  const meanings = dataTable({ key: 'columns', caption: 'What its columns mean', noun: ['column', 'columns'], columns: meaningColumns, rows: meaningsOf(mapping), url: ctx.url, pageSize: 100, emptyWords: 'It has no column.' })
  const history = dataTable({ key: 'history', caption: 'What became of it', noun: ['entry', 'entries'], columns: eventColumns, rows: events, url: ctx.url, emptyWords: 'Nothing yet.' })
  const view = {
    title: mappingName(mapping),
    caption: 'How your table is read',
    breadcrumbs: [{ text: 'Visit files', href: '/visit-files' }, { text: 'Mappings', href: '/visit-files/mappings' }, { text: mappingName(mapping) }],
    errors,
    mapping,
    facts: [
      { key: 'Dates', text: mapping.document.dateFormat === 'dd/mm/yyyy' ? 'Day first' : 'Month first', hint: 'Where their form does not say it' },
      { key: 'Times', text: mapping.document.zone === 'utc' ? 'UTC' : 'By the clock in England' },
      { key: 'Version', text: String(mapping.version), hint: `${momentWords(mapping.savedAt)}, ${mapping.savedBy}` },
      { key: 'Used last', text: mapping.usedAt === null ? 'Not yet' : momentWords(mapping.usedAt), ...(mapping.usedBy === null ? {} : { hint: `${mapping.usedBy}; ${String(mapping.files)} in all` }) },
    ],
    name: errors === undefined ? (mapping.name ?? '') : textOf(ctx.body, 'name'),
    meanings,
    history,
  }
  return tableReply(ctx, [meanings, history], page('visits/pages/saved-mapping/page.njk', view, errors === undefined ? {} : { status: 400 }))
}

function meaningsOf({ document, headings }: SavedMapping): Meaning[] {
  const columns = Object.entries(document.columns).sort(([, a], [, b]) => a - b)
  return [
    ...columns.map(([heading, place]) => ({ ours: HEADING_NAMES[heading] ?? heading, theirs: headings[place] === undefined || headings[place] === '' ? `Column ${String(place + 1)}` : headings[place], words: Object.entries(document.words[heading] ?? {}).map(([theirs, ours]) => `${theirs}: ${ours}`).join('; ') })),
    ...Object.entries(document.constants).map(([heading, value]) => ({ ours: HEADING_NAMES[heading] ?? heading, theirs: 'None', words: `Always ${value}` })),
  ]
}
