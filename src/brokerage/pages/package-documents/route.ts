import { z } from 'zod'
import { wordsForBytes } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, readForm, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { openDocument, seeDocuments } from '../../actions/see-documents.ts'
import { uploadDocument } from '../../actions/upload-document.ts'
import { SEE_BOARD } from '../../terms.ts'
import { AUDIENCES, DOCUMENT_KIND_NAMES, DOCUMENT_KINDS, OPEN_DOCUMENTS, SEE_DOCUMENTS, UPLOAD_DOCUMENTS } from '../../terms/document.ts'
import { audienceItems, documentColumns } from './present.ts'

const params = z.object({ packageId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>

const UploadForm = z.object({
  kind: z.enum(DOCUMENT_KINDS, 'Choose what the document is'),
  audience: z.enum(AUDIENCES, 'Choose who may see it'),
  statesNoIdentity: z.boolean(),
  replaces: z.union([z.uuid(), z.literal('').transform(() => null)], 'Choose a document of the list'),
})

const documentsPage = pageRoute({ method: 'GET', url: '/packages/:packageId/documents', permission: SEE_DOCUMENTS, params, handler: (ctx) => show(ctx) })

const uploadAction = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/documents',
  permission: UPLOAD_DOCUMENTS,
  params,
  handler: async (ctx) => {
    const form = readForm(UploadForm, { kind: textOf(ctx.body, 'kind'), audience: ctx.actor.organisationId === null ? textOf(ctx.body, 'audience') : 'placed', statesNoIdentity: textOf(ctx.body, 'statesNoIdentity') === 'yes', replaces: textOf(ctx.body, 'replaces') })
    if (!form.ok) return show(ctx, { errors: form.errors, values: ctx.body })
    const [file] = ctx.files
    if (file === undefined) return show(ctx, { errors: [{ field: 'file', href: '#file', text: 'Choose a file' }], values: ctx.body })
    try {
      await uploadDocument(ctx.house, ctx.actor, { packageId: ctx.params.packageId, ...form.value, file: { name: file.filename, bytes: file.bytes } })
      return redirectTo(`/packages/${ctx.params.packageId}/documents`, 'The document is kept')
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'file'), values: ctx.body })
    }
  },
})

const fileRoute = pageRoute({
  method: 'GET',
  url: '/documents/:documentId/file',
  permission: SEE_DOCUMENTS,
  params: z.object({ documentId: z.uuid() }),
  handler: async (ctx) => {
    const { document, bytes } = await openDocument(ctx.house, ctx.actor, ctx.params.documentId)
    return download(document.fileName, document.mediaType, bytes)
  },
})

/** The documents of a package: the list, an upload, and a download. */
export const packageDocumentPages: readonly PageRoute[] = [documentsPage, uploadAction, fileRoute]

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeDocuments(ctx.house, ctx.actor, ctx.params.packageId)
  const isCouncil = ctx.actor.organisationId === null
  const columns = documentColumns(holds(ctx.actor, OPEN_DOCUMENTS), isCouncil)
  const table = dataTable({ caption: 'Documents', noun: ['document', 'documents'], columns, rows: seen.documents, url: again === undefined ? ctx.url : `/packages/${seen.packageId}/documents`, emptyWords: isCouncil ? 'No document is kept with this package yet.' : 'There is no document for you to read yet. The council opens documents to you when you need them.' })
  const value = (name: string, otherwise: string): string => (again === undefined ? otherwise : textOf(again.values, name))
  const newest = [...Map.groupBy(seen.documents, (each) => each.seriesId).values()].flatMap(([first]) => first ?? [])
  const replaceable = newest.filter((each) => each.audience !== 'withdrawn' && (isCouncil || each.providerId === ctx.actor.organisationId))
  const view = {
    title: 'Documents',
    caption: `Package ${seen.packageReference}`,
    breadcrumbs: isCouncil ? [{ text: seen.packageReference, ...(holds(ctx.actor, SEE_BOARD) ? { href: `/packages/${seen.packageId}` } : {}) }, { text: 'Documents' }] : [{ text: 'Packages held', href: '/placements' }, { text: seen.packageReference }],
    packageId: seen.packageId,
    isCouncil,
    table,
    mayUpload: seen.mayUpload,
    kinds: DOCUMENT_KINDS.map((kind) => ({ value: kind, text: DOCUMENT_KIND_NAMES[kind] })),
    audiences: audienceItems(false),
    versions: replaceable.length === 0 ? [] : [{ value: '', text: 'A new document' }, ...replaceable.map((each) => ({ value: each.id, text: `A new version of: ${DOCUMENT_KIND_NAMES[each.kind].toLowerCase()}, ${each.fileName} (${wordsForBytes(each.byteCount)})` }))],
    values: { kind: value('kind', ''), audience: value('audience', 'council'), statesNoIdentity: value('statesNoIdentity', ''), replaces: value('replaces', '') },
    errors: again?.errors,
  }
  return tableReply(ctx, [table], page('brokerage/pages/package-documents/page.njk', view, again === undefined ? {} : { status: 400 }))
}
