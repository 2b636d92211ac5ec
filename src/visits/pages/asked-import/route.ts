import { z } from 'zod'
import { countOf, withCommas } from '../../../kernel/words.ts'
import { fieldError, fieldErrorsOf, textOf } from '../../../platform/web/form.ts'
import { download, page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { askImport, seeAskedImport, type SeenAskedImport } from '../../actions/ask-import.ts'
import { SEND_VISITS } from '../../terms.ts'
import type { AskedImport } from '../../terms/asked-import.ts'
import { previewPage } from '../preview/show.ts'
import { visitFilesReply } from '../visit-files/route.ts'

const params = z.object({ askedImportId: z.uuid() })
const url = '/visit-files/asked/:askedImportId'

/** A large file that a job looks through or keeps: how far it has come, then the preview, then the file as kept. */
export const askedImportPage = pageRoute({
  method: 'GET',
  url,
  permission: SEND_VISITS,
  params,
  handler: async (ctx) => shownAsked(ctx, await seeAskedImport(ctx.house, ctx.actor, ctx.params.askedImportId)),
})

/** Keeps what was looked through, or downloads the refused rows to repair. */
export const askedImportPost = pageRoute({
  method: 'POST',
  url,
  permission: SEND_VISITS,
  params,
  handler: async (ctx) => {
    const asked = await seeAskedImport(ctx.house, ctx.actor, ctx.params.askedImportId)
    if (!asked.isPreview || asked.outcome === null) return shownAsked(ctx, asked)
    if (textOf(ctx.body, 'do') !== 'confirm') return download('refused-visit-records.csv', 'text/csv; charset=utf-8', asked.outcome.refusedRows)
    const { heldFileId, name } = asked
    try {
      return redirectTo(`/visit-files/asked/${await askImport(ctx.house, ctx.actor, { heldFileId, name, isPreview: false })}`)
    } catch (fault) {
      return visitFilesReply({ ...ctx, url: '/visit-files' }, fieldErrorsOf(fault, 'file'))
    }
  },
})

function shownAsked(ctx: PageContext, asked: SeenAskedImport): Promise<PageReply> | PageReply {
  const { outcome, refusedWords } = asked
  if (refusedWords !== null) return visitFilesReply({ ...ctx, url: '/visit-files' }, [fieldError('file', refusedWords)])
  if (outcome === null) return progressPage(ctx.url, asked)
  if (outcome.canBeMapped) return redirectTo(`/visit-files/mapping/${asked.heldFileId}`)
  if (asked.isPreview) return previewPage(ctx.url, { name: asked.name, action: ctx.url, held: asked.heldFileId, outcome })
  const { summary } = outcome
  const flash = `${countOf(summary.new + summary.changed + summary.unallocated, 'record')} kept, ${countOf(summary.repeated, 'row')} repeated, ${countOf(summary.refused, 'row')} refused`
  return redirectTo(outcome.visitFileId === null ? '/visit-files' : `/visit-files/${outcome.visitFileId}`, flash)
}

function progressPage(here: string, { name, isPreview, rowsDone, rowsTotal }: AskedImport): PageReply {
  return page('visits/pages/asked-import/page.njk', {
    title: isPreview ? 'The file is being checked' : 'The records are being kept',
    caption: name,
    back: { text: 'Visit files', href: '/visit-files' },
    doing: isPreview ? 'Every row is being read. Nothing is kept until you say so.' : 'All of the file is kept, or nothing of it.',
    progress: rowsTotal === null ? 'Waiting to begin.' : `${withCommas(rowsDone)} of ${countOf(rowsTotal, 'row')} done.`,
    here,
  })
}
