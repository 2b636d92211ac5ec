import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeExceptions } from '../actions/see-exceptions.ts'
import { EXCEPTION_KINDS, SEE_VISITS } from '../terms.ts'

/** The exceptions that stand, oldest visit first, 100 at a time. */
export const exceptionsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/exceptions',
  permission: SEE_VISITS,
  summary: 'List visit exceptions, oldest visit first, 100 to a page',
  query: z.object({
    kind: z.enum(EXCEPTION_KINDS).optional(),
    providerId: z.uuid().optional(),
    zoneId: z.uuid().optional(),
    fromOn: z.iso.date().optional(),
    toOn: z.iso.date().optional(),
    page: z.coerce.number().int().min(1).default(1),
  }),
  response: z.object({
    total: z.int(),
    counts: z.partialRecord(z.enum(EXCEPTION_KINDS), z.int()),
    exceptions: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(EXCEPTION_KINDS),
        words: z.string(),
        facts: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
        turn: z.enum(['provider', 'council']),
        blocksPayment: z.boolean(),
        providerId: z.uuid(),
        placementId: z.uuid().nullable(),
        personReference: z.string().nullable(),
        plannedVisitId: z.int().nullable(),
        visitReference: z.string().nullable(),
        visitOn: z.string(),
        foundAt: z.string(),
      }),
    ),
  }),
  handler: async ({ house, actor, query }) => {
    const { page, kind, providerId, zoneId, fromOn, toOn } = query
    const filter = { ...(kind && { kind }), ...(providerId && { providerId }), ...(zoneId && { zoneId }), ...(fromOn && { fromOn }), ...(toOn && { toOn }) }
    const seen = await seeExceptions(house, actor, { ...filter, order: 'visit', descending: false, limit: 100, offset: (page - 1) * 100 })
    return {
      total: seen.total,
      counts: { ...seen.counts },
      exceptions: seen.rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        words: row.words,
        facts: { ...row.facts },
        turn: row.turn.who,
        blocksPayment: row.turn.blocksPayment,
        providerId: row.providerId,
        placementId: row.placementId,
        personReference: row.person?.reference ?? row.sentPersonReference,
        plannedVisitId: row.plannedVisitId,
        visitReference: row.visitReference,
        visitOn: row.visitOn,
        foundAt: row.foundAt.toString(),
      })),
    }
  },
})
