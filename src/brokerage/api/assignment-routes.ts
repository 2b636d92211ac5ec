import { z } from 'zod'
import { SERVICE_LINES } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { assignWaiting } from '../actions/assign-waiting.ts'
import { acceptLine, refuseLine } from '../actions/decide-line.ts'
import { seeAssignment, seeAssignments } from '../actions/see-assignment.ts'
import { SEE_BOARD, SEND_OFFERS } from '../terms.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ assignmentId: z.uuid() })
const lineParams = params.extend({ line: z.coerce.number().int().min(1) })
const side = z.object({ packages: z.int(), minutes: z.int() })
const counts = z.object({ placedPackages: z.int(), placedMinutes: z.int(), waitingPackages: z.int(), waitingMinutes: z.int() })
const line = z.object({
  line: z.int(),
  packageId: z.uuid(),
  reference: z.string(),
  zoneName: z.string(),
  serviceLine: z.enum(SERVICE_LINES),
  weeklyMinutes: z.int(),
  providerId: z.uuid().nullable(),
  displaced: z.array(z.string()),
  reasons: reasonsShape,
  decision: z.object({ decision: z.enum(['accepted', 'refused']), providerId: z.uuid().nullable(), note: z.string().nullable(), decidedBy: z.string() }).nullable(),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/assignments',
  permission: SEE_BOARD,
  summary: 'List the best assignments that were worked out, the newest first',
  response: z.object({ assignments: z.array(counts.extend({ id: z.uuid(), madeAt: z.iso.datetime(), accepted: z.int(), refused: z.int() })) }),
  handler: async (ctx) => ({ assignments: (await seeAssignments(ctx.house, ctx.actor)).map(({ id, madeAt, placedPackages, placedMinutes, waitingPackages, waitingMinutes, accepted, refused }) => ({ id, madeAt: madeAt.toString(), placedPackages, placedMinutes, waitingPackages, waitingMinutes, accepted, refused })) }),
})

const run = apiRoute({
  method: 'POST',
  url: '/api/v1/assignments',
  permission: SEND_OFFERS,
  summary: 'Work out the best assignment of the waiting packages to declared hours; nothing is sent',
  body: z.strictObject({ crossZone: z.boolean().default(true), leadFirst: z.boolean().default(false), ratingFloor: z.enum(['outstanding', 'good', 'requires-improvement', 'inadequate']).default('requires-improvement'), mostSharePercent: z.int().min(1).max(100).nullable().default(null) }),
  response: z.object({ assignmentId: z.uuid() }),
  handler: async (ctx) => assignWaiting(ctx.house, ctx.actor, { rules: ctx.body }),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/assignments/:assignmentId',
  permission: SEE_BOARD,
  summary: 'Read an assignment: its lines with reasons, what each rule costs, and what was decided',
  params,
  response: z.object({ id: z.uuid(), madeAt: z.iso.datetime(), seed: z.int(), rounds: z.int(), inputsHash: z.string(), counts, lowerBound: z.number(), cost: z.number(), comparison: z.array(z.object({ switch: z.enum(['cross-zone', 'lead-first', 'rating-floor', 'most-share']), withRule: side, withoutRule: side })), lines: z.array(line) }),
  handler: async (ctx) => {
    const { id, madeAt, seed, rounds, inputsHash, result, comparison, lines } = await seeAssignment(ctx.house, ctx.actor, ctx.params.assignmentId)
    return {
      id, madeAt: madeAt.toString(), seed, rounds, inputsHash, counts: result.counts, lowerBound: result.lowerBound, cost: result.cost.total, comparison: [...comparison],
      lines: lines.map((each) => ({ line: each.line, packageId: each.packageId, reference: each.reference, zoneName: each.zoneName, serviceLine: each.serviceLine, weeklyMinutes: each.weeklyMinutes, providerId: each.proposed?.providerId ?? null, displaced: [...(each.proposed?.displaced ?? [])], reasons: [...each.reasons], decision: each.decision === null ? null : { decision: each.decision.decision, providerId: each.decision.providerId, note: each.decision.note, decidedBy: each.decision.decidedBy } })),
    }
  },
})

const accept = apiRoute({
  method: 'POST',
  url: '/api/v1/assignments/:assignmentId/lines/:line/accept',
  permission: SEND_OFFERS,
  summary: 'Accept a line: an offer goes to its provider, or to another with declared hours, alone first',
  params: lineParams,
  body: z.strictObject({ providerId: z.uuid().optional(), note: z.string().max(500).optional() }),
  response: z.object({ packageId: z.uuid(), callOffId: z.uuid(), replyByAt: z.iso.datetime().nullable() }),
  handler: async (ctx) => {
    const { packageId, callOffId, replyByAt } = await acceptLine(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { packageId, callOffId, replyByAt: replyByAt?.toString() ?? null }
  },
})

const refuse = apiRoute({
  method: 'POST',
  url: '/api/v1/assignments/:assignmentId/lines/:line/refuse',
  permission: SEND_OFFERS,
  summary: 'Refuse a line with a reason; nothing is sent',
  params: lineParams,
  body: z.strictObject({ note: z.string().trim().min(1).max(500) }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await refuseLine(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

/** Best assignments as JSON, for the council. */
export const assignmentRunApi = [list, run, one, accept, refuse] as const
