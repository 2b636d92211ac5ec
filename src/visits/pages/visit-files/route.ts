import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { tableRequest } from '../../../platform/components/table-request.ts'
import type { FieldError } from '../../../platform/web/form.ts'
import { page, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { seeOwnAskedImports } from '../../actions/ask-import.ts'
import { seeVisitFiles } from '../../actions/see-visit-files.ts'
import { tendwellLayout } from '../../files/tendwell-layout.ts'
import { SEE_VISITS, SEND_VISITS } from '../../terms.ts'
import type { AskedImport } from '../../terms/asked-import.ts'
import { fileColumns } from '../file-columns.ts'

/** Files of visit records, newest first, and where a provider sends one. */
export const visitFilesPage = pageRoute({
  method: 'GET',
  url: '/visit-files',
  permission: SEE_VISITS,
  query: z.looseObject({ provider: z.uuid().optional() }),
  handler: (ctx) => visitFilesReply(ctx, [], ctx.query.provider),
})

/** The page, with what was wrong with the file that was chosen. */
export async function visitFilesReply(ctx: Omit<PageContext, 'params' | 'query'>, errors: readonly FieldError[], providerId?: string): Promise<PageReply> {
  const forCouncil = ctx.actor.organisationId === null
  const { limit, offset } = tableRequest(ctx.url)
  const { rows, total } = await seeVisitFiles(ctx.house, ctx.actor, { limit, offset, ...(providerId === undefined ? {} : { providerId }) })
  const table = dataTable({ caption: 'Visit files', noun: ['file', 'files'], columns: fileColumns(forCouncil), rows, total, url: ctx.url, emptyWords: forCouncil ? 'A file appears here when a provider has sent its visit records.' : 'Files that you send appear here.' })
  const canSend = !forCouncil && holds(ctx.actor, SEND_VISITS)
  const asked = canSend ? await seeOwnAskedImports(ctx.house, ctx.actor) : []
  const view = {
    title: 'Visit files',
    wide: true,
    breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Visit files' }],
    errors,
    canSend,
    asked: asked.map((each) => ({ name: each.name, href: `/visit-files/asked/${each.id}`, words: askedWords(each) })),
    columns: Object.values(tendwellLayout.columns).map((column) => column.heading),
    table,
  }
  return tableReply(ctx, [table], page('visits/pages/visit-files/page.njk', view, { status: errors.length > 0 ? 400 : 200 }))
}

function askedWords({ isPreview, endedAt }: Pick<AskedImport, 'isPreview' | 'endedAt'>): string {
  if (!isPreview) return 'is being kept'
  return endedAt === null ? 'is being checked' : 'was checked: see what was understood, and keep it'
}
