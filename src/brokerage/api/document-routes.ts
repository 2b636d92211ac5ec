import { z } from 'zod'
import { apiRoute, type ApiRoute } from '../../platform/web/route.ts'
import { openDocument, seeDocuments } from '../actions/see-documents.ts'
import { setAudience, uploadDocument } from '../actions/upload-document.ts'
import { AUDIENCES, DOCUMENT_KINDS, OPEN_DOCUMENTS, SEE_DOCUMENTS, UPLOAD_DOCUMENTS, type PackageDocument } from '../terms/document.ts'

const params = z.object({ packageId: z.uuid() })
const document = z.object({ id: z.uuid(), seriesId: z.uuid(), version: z.int(), kind: z.enum(DOCUMENT_KINDS), fileName: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string(), uploadedAt: z.string(), byProvider: z.boolean(), audience: z.enum([...AUDIENCES, 'withdrawn']) })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/documents',
  permission: SEE_DOCUMENTS,
  summary: 'The documents of a package that you may see, without their bytes',
  params,
  response: z.object({ documents: z.array(document) }),
  handler: async (ctx) => ({ documents: (await seeDocuments(ctx.house, ctx.actor, ctx.params.packageId)).documents.map(documentOf) }),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/documents/:documentId',
  permission: SEE_DOCUMENTS,
  summary: 'A document with its bytes in base64; each reading is recorded',
  params: z.object({ documentId: z.uuid() }),
  response: z.object({ document, content: z.base64() }),
  handler: async (ctx) => {
    const opened = await openDocument(ctx.house, ctx.actor, ctx.params.documentId)
    return { document: documentOf(opened.document), content: opened.bytes.toString('base64') }
  },
})

const upload = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/documents',
  permission: UPLOAD_DOCUMENTS,
  summary: 'Keep a document with a package, its bytes in base64; larger ones than a request takes are uploaded on the page',
  params,
  body: z.object({ kind: z.enum(DOCUMENT_KINDS), fileName: z.string().trim().min(1).max(200), content: z.base64(), audience: z.enum(AUDIENCES), statesNoIdentity: z.boolean().default(false), replaces: z.uuid().optional() }),
  response: z.object({ documentId: z.uuid() }),
  handler: (ctx) => uploadDocument(ctx.house, ctx.actor, { packageId: ctx.params.packageId, kind: ctx.body.kind, audience: ctx.body.audience, statesNoIdentity: ctx.body.statesNoIdentity, replaces: ctx.body.replaces ?? null, file: { name: ctx.body.fileName, bytes: Buffer.from(ctx.body.content, 'base64') } }),
})

const audience = apiRoute({
  method: 'PUT',
  url: '/api/v1/documents/:documentId/audience',
  permission: OPEN_DOCUMENTS,
  summary: 'Say who may see a document, or withdraw it with a reason',
  params: z.object({ documentId: z.uuid() }),
  body: z.object({ audience: z.enum([...AUDIENCES, 'withdrawn']), statesNoIdentity: z.boolean().default(false), reason: z.string().trim().min(1).max(500).optional() }),
  response: z.object({ packageId: z.uuid() }),
  handler: (ctx) => setAudience(ctx.house, ctx.actor, { documentId: ctx.params.documentId, audience: ctx.body.audience, statesNoIdentity: ctx.body.statesNoIdentity, reason: ctx.body.reason ?? null }),
})

/** Documents of packages, for programs. */
export const documentApi: readonly ApiRoute[] = [list, one, upload, audience]

function documentOf(each: PackageDocument) {
  return { id: each.id, seriesId: each.seriesId, version: each.version, kind: each.kind, fileName: each.fileName, mediaType: each.mediaType, bytes: each.byteCount, sha256: each.sha256, uploadedAt: each.uploadedAt.toString(), byProvider: each.providerId !== null, audience: each.audience }
}
