import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { askVariation } from '../actions/ask-variation.ts'
import { decideVariation } from '../actions/decide-variation.ts'
import { openVariationDocument, seeVariation, seeVariations, type SeenVariation } from '../actions/see-variations.ts'
import { SEE_VISITS } from '../terms.ts'
import { ASK_VARIATIONS, DECIDE_VARIATIONS, VARIATION_KINDS, type VariationDocument } from '../terms/variation.ts'

const variationShape = z.object({
  id: z.uuid(), number: z.int(), providerId: z.uuid(), placementId: z.uuid(), personReference: z.string().nullable(), kind: z.enum(VARIATION_KINDS), fromOn: z.string(), toOn: z.string(),
  reason: z.string(), evidence: z.string(), decideByOn: z.string(), askedAt: z.string(),
  decision: z.object({ outcome: z.enum(['granted', 'refused']), reason: z.string(), at: z.string() }).nullable(),
})
const documentShape = z.object({ nr: z.int(), fileName: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string() })
const params = z.object({ variationId: z.uuid() })

export const variationsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/variations',
  permission: SEE_VISITS,
  summary: 'List variations, those that wait first',
  response: z.object({ variations: z.array(variationShape) }),
  handler: async ({ house, actor }) => ({ variations: (await seeVariations(house, actor)).map(shaped) }),
})

export const variationApi = apiRoute({
  method: 'GET',
  url: '/api/v1/variations/:variationId',
  permission: SEE_VISITS,
  summary: 'A variation with its visits; minutes are of each care worker',
  params,
  response: variationShape.extend({ visits: z.array(z.object({ plannedVisitId: z.int(), visitOn: z.string(), plannedMinutes: z.int(), recordedMinutes: z.int().nullable(), askedMinutes: z.int(), agreedMinutes: z.int().nullable() })), documents: z.array(documentShape) }),
  handler: async ({ house, actor, params: { variationId } }) => {
    const { variation, visits, documents } = await seeVariation(house, actor, variationId)
    return { ...shaped(variation), visits: visits.map(({ plannedVisitId, visitOn, plannedMinutes, recordedMinutes, askedMinutes, agreedMinutes }) => ({ plannedVisitId, visitOn, plannedMinutes, recordedMinutes, askedMinutes, agreedMinutes })), documents: documents.map(documentOf) }
  },
})

export const variationDocumentApi = apiRoute({
  method: 'GET',
  url: '/api/v1/variations/:variationId/documents/:documentNr',
  permission: SEE_VISITS,
  summary: 'A file that was sent with a variation, its bytes in base64; each reading is recorded',
  params: params.extend({ documentNr: z.coerce.number().int().min(1) }),
  response: z.object({ document: documentShape, content: z.base64() }),
  handler: async ({ house, actor, params: { variationId, documentNr } }) => {
    const { document, bytes } = await openVariationDocument(house, actor, { variationId, nr: documentNr })
    return { document: documentOf(document), content: bytes.toString('base64') }
  },
})

export const askVariationApi = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/variations',
  permission: ASK_VARIATIONS,
  summary: 'Ask for visits already made to be paid beyond their plan: those named, or every one of the days that took longer; with up to five files in base64 (1 MB in all, larger ones on the page)',
  params: z.object({ placementId: z.uuid() }),
  body: z.object({ kind: z.enum(VARIATION_KINDS), fromOn: z.iso.date(), toOn: z.iso.date(), visits: z.array(z.object({ plannedVisitId: z.int(), askedMinutes: z.int().min(1).max(1440) })).max(500).nullable(), reason: z.string().min(1).max(500), evidence: z.string().max(500), documents: z.array(z.object({ fileName: z.string().trim().min(1).max(200), content: z.base64() })).max(5).default([]) }),
  response: z.object({ variationId: z.uuid(), number: z.int() }),
  handler: async ({ house, actor, params: { placementId }, body }) => askVariation(house, actor, { ...body, placementId, fromOn: Temporal.PlainDate.from(body.fromOn), toOn: Temporal.PlainDate.from(body.toOn), documents: body.documents.map(({ fileName, content }) => ({ name: fileName, bytes: Buffer.from(content, 'base64') })) }),
})

export const decideVariationApi = apiRoute({
  method: 'POST',
  url: '/api/v1/variations/:variationId/decision',
  permission: DECIDE_VARIATIONS,
  summary: 'Grant a variation, in full or up to so many minutes above the plan of each visit, or refuse it',
  params,
  body: z.object({ outcome: z.enum(['granted', 'refused']), mostMoreMinutes: z.int().min(1).max(1440).nullable(), reason: z.string().min(1).max(500) }),
  response: z.object({ variationId: z.uuid() }),
  handler: async ({ house, actor, params: { variationId }, body }) => {
    await decideVariation(house, actor, { variationId, ...body })
    return { variationId }
  },
})

function documentOf({ nr, fileName, mediaType, byteCount, sha256 }: VariationDocument): z.output<typeof documentShape> {
  return { nr, fileName, mediaType, bytes: byteCount, sha256 }
}

function shaped(variation: SeenVariation): z.output<typeof variationShape> {
  const { id, number, providerId, placementId, kind, fromOn, toOn, reason, evidence, decideByOn, decision } = variation
  return {
    id, number, providerId, placementId, kind, fromOn, toOn, reason, evidence, decideByOn,
    personReference: variation.person?.reference ?? null,
    askedAt: variation.askedAt.toString(),
    decision: decision === null ? null : { outcome: decision.outcome, reason: decision.reason, at: decision.at.toString() },
  }
}
