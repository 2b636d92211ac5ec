import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeExceptions } from '../actions/see-exceptions.ts'
import { decideExceptions, MOST_AT_ONCE } from '../actions/decide-exceptions.ts'
import { EXCEPTION_KINDS, SEE_VISITS } from '../terms.ts'
import { DECISION_KINDS, QUEUE_STATES } from '../terms/exception-decision.ts'
import { ACKNOWLEDGE_EXCEPTIONS, TREATMENTS } from '../terms/exception-settings.ts'

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
    state: z.enum(QUEUE_STATES).default('open'),
    who: z.enum(['provider', 'council']).optional(),
    olderThanDays: z.coerce.number().int().min(0).max(3660).optional(),
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
        treatment: z.enum(TREATMENTS),
        turn: z.enum(['provider', 'council']),
        decision: z.object({ decision: z.enum(DECISION_KINDS), reason: z.string(), side: z.enum(['provider', 'council']), at: z.string(), by: z.string() }).nullable(),
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
    const { page, kind, providerId, zoneId, fromOn, toOn, state, who, olderThanDays } = query
    const filter = { state, ...(who && { who }), ...(olderThanDays !== undefined && { olderThanDays }), ...(kind && { kind }), ...(providerId && { providerId }), ...(zoneId && { zoneId }), ...(fromOn && { fromOn }), ...(toOn && { toOn }) }
    const seen = await seeExceptions(house, actor, { ...filter, order: 'visit', descending: false, limit: 100, offset: (page - 1) * 100 })
    return {
      total: seen.total,
      counts: { ...seen.counts },
      exceptions: seen.rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        words: row.words,
        facts: { ...row.facts },
        treatment: row.treatment,
        turn: row.turn.who,
        decision: row.decision === null ? null : { ...row.decision, at: row.decision.at.toString() },
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

/** Acknowledges exceptions, or decides whether their visits are paid, many at once. */
export const decideExceptionsApi = apiRoute({
  method: 'POST',
  url: '/api/v1/exceptions/decisions',
  permission: ACKNOWLEDGE_EXCEPTIONS,
  summary: 'Acknowledge exceptions with a reason (acknowledged), or decide that a visit is paid as it is (accepted) or stays unpaid (upheld); those it cannot be said of are left, each with why',
  body: z.object({ ids: z.array(z.int()).min(1).max(MOST_AT_ONCE), decision: z.enum(DECISION_KINDS), reason: z.string().min(1).max(500) }),
  response: z.object({ decided: z.int(), left: z.array(z.object({ id: z.int(), words: z.string() })) }),
  handler: async ({ house, actor, body }) => {
    const { decided, left } = await decideExceptions(house, actor, body)
    return { decided, left: [...left] }
  },
})
