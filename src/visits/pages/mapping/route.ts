import { z } from 'zod'
import { countOf } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { readHeldFile } from '../../../platform/files/held-file.ts'
import type { OwnTable } from '../../../platform/files/own-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { saveMapping, seeMapping, tryMapping, type MappedView } from '../../actions/map-table.ts'
import { isXmlTable, readOwnTable } from '../../files/own-columns.ts'
import { SEND_VISITS } from '../../terms.ts'
import type { MappingDocument } from '../../terms/mapping.ts'
import { previewOfHeld } from '../preview/route.ts'
import { visitFilesReply } from '../visit-files/route.ts'
import { firstMapping, mappingOf } from './form.ts'
import { columnChoices, dateWordsOf, elementChoice, triedColumns, wordChoices, zoneWordsOf } from './present.ts'

const params = z.object({ heldId: z.uuid() })
const url = '/visit-files/mapping/:heldId'

/** A table of the provider's own: which of its columns is which of ours, proposed from the headings or as saved. */
export const mappingPage = pageRoute({ method: 'GET', url, permission: SEND_VISITS, params, handler: (ctx) => withTable(ctx, (table, name) => showFirst(ctx, table, name)) })

/** Tries the mapping; saves it once the person has confirmed its dates and clock. */
export const mappingPost = pageRoute({
  method: 'POST',
  url,
  permission: SEND_VISITS,
  params,
  handler: (ctx) =>
    withTable(ctx, async (table, name) => {
      // Another element has other columns: what was chosen for the one before says nothing of them.
      if (isXmlTable(table) && table.element !== textOf(ctx.body, 'element-shown')) return showFirst(ctx, table, name)
      const isSave = textOf(ctx.body, 'do') === 'save'
      const document = mappingOf(ctx.body, table, isSave)
      const input = { providerId: ctx.actor.organisationId ?? '', table, document }
      const view = await tryMapping(ctx.house, ctx.actor, input)
      // What the file settles is proposed once; from then on what the person chose stands.
      const settled = isSave || textOf(ctx.body, 'date-format') !== '' ? { document, view } : await settle(ctx, input, view)
      if (!isSave) return show(ctx, table, name, settled.document, settled.view)
      const errors = unconfirmed(ctx)
      if (errors.length > 0) return show(ctx, table, name, document, view, errors)
      try {
        await saveMapping(ctx.house, ctx.actor, input)
        return await previewOfHeld(ctx, ctx.params.heldId)
      } catch (fault) {
        return show(ctx, table, name, document, view, fieldErrorsOf(fault, 'column-visit_reference'))
      }
    }),
})

type Context = PageContext<z.output<typeof params>>

async function withTable(ctx: Context, answer: (table: OwnTable, name: string) => Promise<PageReply>): Promise<PageReply> {
  try {
    const { name, bytes } = await readHeldFile(ctx.house, ctx.actor, ctx.params.heldId)
    const table = await readOwnTable(bytes, textOf(ctx.body, 'element'))
    if (table.ok) return await answer(table, name)
    return await visitFilesReply({ ...ctx, url: '/visit-files' }, table.refusals.map((refusal) => fieldError('file', `${refusal.reason}. ${refusal.fix}`)))
  } catch (fault) {
    return visitFilesReply({ ...ctx, url: '/visit-files' }, fieldErrorsOf(fault, 'file'))
  }
}

async function showFirst(ctx: Context, table: OwnTable, name: string): Promise<PageReply> {
  const providerId = ctx.actor.organisationId ?? ''
  const saved = await seeMapping(ctx.house, ctx.actor, { providerId, headings: table.headings, ...(isXmlTable(table) ? { element: table.element } : {}) })
  return show(ctx, table, name, saved?.document ?? firstMapping(table), null)
}

/** The mapping with the date order and clock that the file itself settles, tried again where they differ from what was tried. */
async function settle(ctx: Context, input: { readonly providerId: string; readonly table: OwnTable; readonly document: MappingDocument }, view: MappedView): Promise<{ document: MappingDocument; view: MappedView }> {
  const document = { ...input.document, dateFormat: view.dates.format ?? input.document.dateFormat, zone: view.zone.zone ?? input.document.zone }
  if (document.dateFormat === input.document.dateFormat && document.zone === input.document.zone) return { document, view }
  // The clock is judged anew: dates in another order are other days.
  const again = await tryMapping(ctx.house, ctx.actor, { ...input, document })
  const zone = again.zone.zone ?? document.zone
  return zone === document.zone ? { document, view: again } : { document: { ...document, zone }, view: await tryMapping(ctx.house, ctx.actor, { ...input, document: { ...document, zone } }) }
}

function unconfirmed(ctx: Context): FieldError[] {
  return [
    ...(textOf(ctx.body, 'date-format') === '' ? [fieldError('date-format', 'Say whether day or month comes first')] : []),
    ...(textOf(ctx.body, 'zone') === '' ? [fieldError('zone', 'Say whose clock the times are by')] : []),
  ]
}

function show(ctx: Context, table: OwnTable, name: string, document: MappingDocument, view: MappedView | null, errors: readonly FieldError[] = []): PageReply {
  const dates = view === null ? null : dateWordsOf(view)
  const zone = view === null ? null : zoneWordsOf(view)
  // A question that the file does not settle is left open until the person answers it.
  const dateFormat = textOf(ctx.body, 'date-format') !== '' || dates?.ask === false ? document.dateFormat : ''
  const clock = textOf(ctx.body, 'zone') !== '' || zone?.ask === false ? document.zone : ''
  const rows = view === null ? null : dataTable({ key: 'tried', caption: 'The first ten rows as Tendwell understands them', noun: ['row', 'rows'], columns: triedColumns, rows: view.rows, url: ctx.url, emptyWords: 'The file has no rows under its headings.' })
  return page(
    'visits/pages/mapping/page.njk',
    {
      title: isXmlTable(table) ? 'What the elements of your file mean' : 'What the columns of your file mean',
      caption: name,
      wide: true,
      back: { text: 'Choose another file', href: '/visit-files' },
      errors,
      action: `/visit-files/mapping/${ctx.params.heldId}`,
      element: elementChoice(table),
      rowCount: countOf(table.rows.filter((row) => row.isAround !== true).length, 'row'),
      columns: columnChoices(table, document),
      words: view === null ? [] : wordChoices(table, document),
      dates,
      zone,
      dateFormat,
      clock,
      rows,
      counts: view === null ? '' : `${countOf(view.understood, 'row is', 'rows are')} understood and ${countOf(view.refused, 'row is', 'rows are')} refused.`,
    },
    { status: errors.length > 0 ? 400 : 200 },
  )
}
