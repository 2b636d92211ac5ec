import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { sayOfMapping, seeMappings, seeSavedMapping } from '../actions/saved-mappings.ts'
import { SEND_VISITS } from '../terms.ts'
import { mappingDocument, type SavedMapping } from '../terms/mapping.ts'

const mappingShape = z.object({ id: z.uuid(), version: z.int(), name: z.string().nullable(), headings: z.array(z.string()), savedAt: z.string(), isWithdrawn: z.boolean(), files: z.int(), usedAt: z.string().nullable() })
const url = '/api/v1/visit-files/mappings/:mappingId'
const params = z.object({ mappingId: z.uuid() })

export const mappingsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visit-files/mappings',
  permission: SEND_VISITS,
  summary: 'The mappings through which your own tables are read, those that stand first',
  response: z.object({ mappings: z.array(mappingShape) }),
  handler: async ({ house, actor }) => ({ mappings: (await seeMappings(house, actor)).map(shaped) }),
})

export const mappingApi = apiRoute({
  method: 'GET',
  url,
  permission: SEND_VISITS,
  summary: 'A mapping: its columns, formats and words, and what became of it',
  params,
  response: mappingShape.extend({ document: mappingDocument, history: z.array(z.object({ kind: z.enum(['saved', 'renamed', 'withdrawn']), version: z.int(), name: z.string().nullable(), at: z.string(), by: z.string() })) }),
  handler: async ({ house, actor, params: { mappingId } }) => {
    const { mapping, events } = await seeSavedMapping(house, actor, mappingId)
    return { ...shaped(mapping), document: mapping.document, history: events.map((event) => ({ ...event, at: event.at.toString() })) }
  },
})

export const sayOfMappingApi = apiRoute({
  method: 'POST',
  url,
  permission: SEND_VISITS,
  summary: 'Give a mapping a name, or withdraw it: tables with its headings are asked about again',
  params,
  body: z.discriminatedUnion('kind', [z.object({ kind: z.literal('renamed'), name: z.string().trim().min(1).max(100) }), z.object({ kind: z.literal('withdrawn') })]),
  response: z.object({ mappingId: z.uuid() }),
  handler: async ({ house, actor, params: { mappingId }, body }) => {
    await sayOfMapping(house, actor, mappingId, body)
    return { mappingId }
  },
})

function shaped({ id, version, name, headings, savedAt, isWithdrawn, files, usedAt }: SavedMapping): z.output<typeof mappingShape> {
  return { id, version, name, headings: [...headings], savedAt: savedAt.toString(), isWithdrawn, files, usedAt: usedAt?.toString() ?? null }
}
