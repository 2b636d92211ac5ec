import { z } from 'zod'
import { Forbidden } from '../../platform/action/refused.ts'
import { apiLargeFileRoute, previewField } from '../../platform/web/file-route.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { importVisits } from '../actions/import-visits.ts'
import { seeVisitFile, seeVisitFiles, type SeenVisitFile } from '../actions/see-visit-files.ts'
import { SEE_VISITS, SEND_VISITS, VISIT_LAYOUTS } from '../terms.ts'
import { refusalShape, summaryShape } from './shapes.ts'

const file = z.object({
  id: z.uuid(),
  providerId: z.uuid(),
  providerName: z.string(),
  name: z.string(),
  layout: z.enum(VISIT_LAYOUTS),
  fileReference: z.string().nullable(),
  fromOn: z.string().nullable(),
  toOn: z.string().nullable(),
  receivedAt: z.string(),
  summary: summaryShape,
})

/** Sends a visit file, or (`preview`) asks what would become of it. Sending the same file again changes nothing, with or without an Idempotency-Key. */
export const sendVisitFileApi = apiLargeFileRoute({
  url: '/api/v1/visit-files',
  permission: SEND_VISITS,
  summary: 'Send a file of visit records (docs/files/visit-records.md), or preview it',
  textField: 'content',
  fields: { preview: previewField },
  response: z.object({ visitFileId: z.uuid().nullable(), layout: z.enum(VISIT_LAYOUTS), summary: summaryShape, refusals: z.array(refusalShape), notes: z.array(z.string()), exceptions: z.record(z.string(), z.int()) }),
  handler: async ({ house, actor, file, fields }) => {
    if (actor.organisationId === null) throw new Forbidden(SEND_VISITS.words)
    const outcome = await importVisits(house, actor, { providerId: actor.organisationId, ...file, preview: fields.preview })
    const { visitFileId, layout, exceptions } = outcome
    return { visitFileId, layout, summary: outcome.summary, refusals: [...outcome.refusals], notes: [...outcome.notes], exceptions: { ...exceptions } }
  },
})

/** Files newest first, 100 at a time. */
export const visitFilesApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visit-files',
  permission: SEE_VISITS,
  summary: 'List visit files, newest first, 100 to a page',
  query: z.object({ providerId: z.uuid().optional(), page: z.coerce.number().int().min(1).default(1) }),
  response: z.object({ total: z.int(), files: z.array(file) }),
  handler: async ({ house, actor, query }) => {
    const { rows, total } = await seeVisitFiles(house, actor, { limit: 100, offset: (query.page - 1) * 100, ...(query.providerId && { providerId: query.providerId }) })
    return { total, files: rows.map(shape) }
  },
})

/** One file with every refusal. */
export const visitFileApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visit-files/:visitFileId',
  permission: SEE_VISITS,
  summary: 'Show one visit file with its refusals',
  params: z.object({ visitFileId: z.uuid() }),
  response: file.extend({ refusals: z.array(refusalShape) }),
  handler: async ({ house, actor, params }) => {
    const seen = await seeVisitFile(house, actor, params.visitFileId)
    return { ...shape(seen.file), refusals: [...seen.refusals] }
  },
})

function shape(seen: SeenVisitFile): z.output<typeof file> {
  const { id, providerId, providerName, name, layout, fileReference, fromOn, toOn, receivedAt, read, changed, repeated, refused, unallocated } = seen
  return { id, providerId, providerName, name, layout, fileReference, fromOn, toOn, receivedAt: receivedAt.toString(), summary: { read, new: seen.new, changed, repeated, refused, unallocated } }
}
