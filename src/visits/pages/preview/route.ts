import { dataTable } from '../../../platform/components/data-table.ts'
import { bytesInMemory } from '../../../platform/files/file-bytes.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import { isFileRefused } from '../../../platform/files/import-outcome.ts'
import { countOf, withCommas } from '../../../kernel/words.ts'
import { fieldError, fieldErrorsOf, textOf } from '../../../platform/web/form.ts'
import { download, page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { importVisits } from '../../actions/import-visits.ts'
import type { VisitImportOutcome } from '../../actions/visit-import-outcome.ts'
import { hasOwnColumns, readOwnTable } from '../../files/own-columns.ts'
import { EXCEPTION_NAMES, SEND_VISITS, type ExceptionKind } from '../../terms.ts'
import { countTiles } from '../file-columns.ts'
import { refusalTable } from '../refusal-table.ts'
import { visitFilesReply } from '../visit-files/route.ts'
import { confirmWords, leadWords, understoodColumns } from './columns.ts'

/** The address of a preview holds nothing by itself: whoever opens it begins with a file. */
export const previewStart = pageRoute({
  method: 'GET',
  url: '/visit-files/preview',
  permission: SEND_VISITS,
  handler: () => Promise.resolve(redirectTo('/visit-files')),
})

/** A file sent: its preview; then the confirmation, or the refused rows to repair. */
export const previewPost = pageRoute({
  method: 'POST',
  url: '/visit-files/preview',
  permission: SEND_VISITS,
  handler: async (ctx) => {
    const heldId = textOf(ctx.body, 'held')
    try {
      if (heldId !== '') return await withHeldFile(ctx, heldId)
      const file = ctx.files.find((each) => each.field === 'file')
      if (file === undefined) return await visitFilesReply({ ...ctx, url: '/visit-files' }, [fieldError('file', 'Choose a file of visit records')])
      const { bytes, filename: name } = file
      const outcome = await importVisits(ctx.house, ctx.actor, { providerId: ownProvider(ctx), name, bytes, preview: true })
      if (isFileRefused(outcome) && hasOwnColumns(bytesInMemory(bytes)) && (await readOwnTable(bytes)).ok) return redirectTo(`/visit-files/mapping/${await holdFile(ctx.house, ctx.actor, { name, bytes })}`)
      if (isFileRefused(outcome)) return await visitFilesReply({ ...ctx, url: '/visit-files' }, outcome.refusals.map((refusal) => fieldError('file', `${refusal.reason}. ${refusal.fix}`)))
      return previewPage(ctx, { name, held: await holdFile(ctx.house, ctx.actor, { name, bytes }), outcome })
    } catch (fault) {
      return visitFilesReply({ ...ctx, url: '/visit-files' }, fieldErrorsOf(fault, 'file'))
    }
  },
})

/** The preview of a file that is held, after its mapping was saved. */
export async function previewOfHeld(ctx: PageContext, heldId: string): Promise<PageReply> {
  const { name, bytes } = await readHeldFile(ctx.house, ctx.actor, heldId)
  const outcome = await importVisits(ctx.house, ctx.actor, { providerId: ownProvider(ctx), name, bytes, preview: true })
  return previewPage(ctx, { name, held: heldId, outcome })
}

async function withHeldFile(ctx: PageContext, heldId: string): Promise<PageReply> {
  const { name, bytes } = await readHeldFile(ctx.house, ctx.actor, heldId)
  const isConfirmed = textOf(ctx.body, 'do') === 'confirm'
  const outcome = await importVisits(ctx.house, ctx.actor, { providerId: ownProvider(ctx), name, bytes, preview: !isConfirmed })
  if (!isConfirmed) return download('refused-visit-records.csv', 'text/csv; charset=utf-8', outcome.refusedRows())
  await dropHeldFile(ctx.house, ctx.actor, heldId)
  const { summary } = outcome
  const flash = `${countOf(summary.new + summary.changed + summary.unallocated, 'record')} kept, ${countOf(summary.repeated, 'row')} repeated, ${countOf(summary.refused, 'row')} refused`
  return redirectTo(outcome.visitFileId === null ? '/visit-files' : `/visit-files/${outcome.visitFileId}`, flash)
}

/** The provider that the actor belongs to. Sending needs one; without it the action refuses. */
function ownProvider(ctx: PageContext): string {
  return ctx.actor.organisationId ?? ''
}

function previewPage(ctx: PageContext, shown: { readonly name: string; readonly held: string; readonly outcome: VisitImportOutcome }): PageReply {
  const { summary, refusals, notes, understood, exceptions } = shown.outcome
  const rows = dataTable({ key: 'understood', caption: 'The first rows to keep, as understood', noun: ['row', 'rows'], columns: understoodColumns, rows: understood, url: ctx.url, emptyWords: 'The file has nothing new to keep.' })
  const kinds = Object.entries(exceptions) as [ExceptionKind, number][]
  const found = dataTable({
    key: 'exceptions',
    caption: 'Exceptions on these days, with this file',
    noun: ['kind', 'kinds'],
    url: ctx.url,
    rows: kinds.toSorted((a, b) => b[1] - a[1]),
    emptyWords: 'No visit departs from plan.',
    columns: [
      { key: 'kind', heading: 'Kind', value: ([kind]) => EXCEPTION_NAMES[kind] },
      { key: 'count', heading: 'Visits', numeric: true, value: ([, count]) => withCommas(count) },
    ],
  })
  return page('visits/pages/preview/page.njk', {
    title: 'Check the file before it is kept',
    caption: shown.name,
    back: { text: 'Choose another file', href: '/visit-files' },
    wide: true,
    lead: leadWords(summary),
    tiles: countTiles(summary),
    notes,
    groups: refusalTable(refusals, ctx.url),
    rows,
    exceptions: found,
    held: shown.held,
    refused: summary.refused,
    confirm: confirmWords(summary),
  })
}
