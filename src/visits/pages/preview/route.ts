import { bytesInMemory } from '../../../platform/files/file-bytes.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import { isFileRefused } from '../../../platform/files/import-outcome.ts'
import { countOf } from '../../../kernel/words.ts'
import { fieldError, fieldErrorsOf, textOf } from '../../../platform/web/form.ts'
import { download, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { askImport } from '../../actions/ask-import.ts'
import { importVisits } from '../../actions/import-visits.ts'
import { hasOwnColumns, readOwnTable } from '../../files/own-columns.ts'
import { SEND_VISITS } from '../../terms.ts'
import { visitFilesReply } from '../visit-files/route.ts'
import { previewPage } from './show.ts'

/** The largest file that is looked through while its sender waits for the page: some 40,000 rows. Larger ones are a job's. */
const LARGEST_AT_ONCE_BYTES = 4_000_000

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
  takesLargeFiles: true,
  handler: async (ctx) => {
    const heldId = textOf(ctx.body, 'held')
    try {
      if (heldId !== '') return await withHeldFile(ctx, heldId)
      const file = ctx.largeFiles.find((each) => each.field === 'file')
      if (file === undefined) return await visitFilesReply({ ...ctx, url: '/visit-files' }, [fieldError('file', 'Choose a file of visit records')])
      const name = file.filename
      if (file.bytes.size > LARGEST_AT_ONCE_BYTES) return await askPreview(ctx, { name, heldFileId: await holdFile(ctx.house, ctx.actor, { name, bytes: file.bytes }) })
      const bytes = Buffer.from(file.bytes.read(0, file.bytes.size))
      const outcome = await importVisits(ctx.house, ctx.actor, { providerId: ownProvider(ctx), name, bytes, preview: true })
      if (isFileRefused(outcome) && hasOwnColumns(bytesInMemory(bytes)) && (await readOwnTable(bytes)).ok) return redirectTo(`/visit-files/mapping/${await holdFile(ctx.house, ctx.actor, { name, bytes })}`)
      if (isFileRefused(outcome)) return await visitFilesReply({ ...ctx, url: '/visit-files' }, outcome.refusals.map((refusal) => fieldError('file', `${refusal.reason}. ${refusal.fix}`)))
      return previewPage(ctx.url, { name, action: '/visit-files/preview', held: await holdFile(ctx.house, ctx.actor, { name, bytes }), outcome })
    } catch (fault) {
      return visitFilesReply({ ...ctx, url: '/visit-files' }, fieldErrorsOf(fault, 'file'))
    }
  },
})

/** The preview of a file that is held, after its mapping was saved. */
export async function previewOfHeld(ctx: PageContext, heldId: string): Promise<PageReply> {
  const { name, bytes } = await readHeldFile(ctx.house, ctx.actor, heldId)
  if (bytes.length > LARGEST_AT_ONCE_BYTES) return askPreview(ctx, { name, heldFileId: heldId })
  const outcome = await importVisits(ctx.house, ctx.actor, { providerId: ownProvider(ctx), name, bytes, preview: true })
  return previewPage(ctx.url, { name, action: '/visit-files/preview', held: heldId, outcome })
}

async function askPreview(ctx: PageContext, file: { readonly name: string; readonly heldFileId: string }): Promise<PageReply> {
  return redirectTo(`/visit-files/asked/${await askImport(ctx.house, ctx.actor, { ...file, isPreview: true })}`)
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
