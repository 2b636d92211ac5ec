import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeApprovalLimits, setApprovalLimit } from '../actions/approval-limits.ts'
import { holdPayment, releaseHold } from '../actions/hold-payment.ts'
import { seeHolds } from '../reads/holds.ts'
import { SEE_STATEMENTS } from '../terms.ts'
import { APPROVAL_LIMIT_KINDS, APPROVER_ROLES, SEE_APPROVAL_LIMITS, SET_APPROVAL_LIMITS } from '../terms/approval.ts'
import { MUST_ACT, PLACE_HOLDS } from '../terms/hold.ts'

const done = z.object({ done: z.literal(true) })
const text = z.string().trim().min(1).max(500)

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/holds',
  permission: SEE_STATEMENTS,
  summary: 'List what is on hold, why and who must act; with all=true also what was released. A provider sees its own',
  query: z.object({ all: z.enum(['true', 'false']).default('false') }),
  response: z.object({
    holds: z.array(z.object({ id: z.uuid(), providerId: z.uuid(), personReference: z.string().nullable(), payLineId: z.int().nullable(), statementId: z.uuid().nullable(), mustAct: z.enum(MUST_ACT), reason: z.string(), placedAt: z.iso.datetime(), placedBy: z.string(), releasedAt: z.iso.datetime().nullable(), releasedBy: z.string().nullable(), releaseNote: z.string().nullable() })),
  }),
  handler: async (ctx) => ({
    holds: (await seeHolds(ctx.house, ctx.actor, { isStanding: ctx.query.all === 'false' })).map(({ hold, personReference, statementId }) => ({
      id: hold.id,
      providerId: hold.providerId,
      personReference,
      payLineId: hold.payLineId,
      statementId,
      mustAct: hold.mustAct,
      reason: hold.reason,
      placedAt: hold.placedAt.toString(),
      placedBy: hold.placedBy,
      releasedAt: hold.release?.at.toString() ?? null,
      releasedBy: hold.release?.by ?? null,
      releaseNote: hold.release?.note ?? null,
    })),
  }),
})

const place = apiRoute({
  method: 'POST',
  url: '/api/v1/holds',
  permission: PLACE_HOLDS,
  summary: 'Hold payment of a line, of every line of its person with its provider, or of every line of a provider',
  body: z.object({ what: z.union([z.object({ scope: z.enum(['line', 'person']), payLineId: z.int().positive() }), z.object({ scope: z.literal('provider'), providerId: z.uuid() })]), mustAct: z.enum(MUST_ACT), reason: text }),
  response: z.object({ holdId: z.uuid() }),
  handler: (ctx) => holdPayment(ctx.house, ctx.actor, ctx.body),
})

const release = apiRoute({
  method: 'POST',
  url: '/api/v1/holds/:holdId/release',
  permission: PLACE_HOLDS,
  summary: 'Release a hold, with what was done about it',
  params: z.object({ holdId: z.uuid() }),
  body: z.object({ note: text }),
  response: done,
  handler: async (ctx) => {
    await releaseHold(ctx.house, ctx.actor, { holdId: ctx.params.holdId, note: ctx.body.note })
    return { done: true as const }
  },
})

const standing = z.object({ limitPence: z.int().nullable(), from: z.enum(['account', 'role', 'unset']) })

const limits = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-run-limits',
  permission: SEE_APPROVAL_LIMITS,
  summary: 'Get up to how much each role and account may approve a payment run, with every limit set before',
  response: z.object({
    roles: z.array(standing.extend({ role: z.string() })),
    accounts: z.array(standing.extend({ accountId: z.uuid(), name: z.string(), role: z.string() })),
    history: z.array(z.object({ role: z.string().nullable(), accountId: z.uuid().nullable(), kind: z.enum(APPROVAL_LIMIT_KINDS), pence: z.int().nullable(), note: z.string().nullable(), recordedAt: z.iso.datetime(), recordedBy: z.string() })),
  }),
  handler: async (ctx) => {
    const seen = await seeApprovalLimits(ctx.house, ctx.actor)
    return {
      roles: seen.roles.map((each) => ({ role: each.role, ...each.standing })),
      accounts: seen.accounts.map((each) => ({ accountId: each.id, name: each.name, role: each.role, ...each.standing })),
      history: seen.history.map(({ role, accountId, kind, pence, note, recordedAt, recordedBy }) => ({ role, accountId, kind, pence, note, recordedAt: recordedAt.toString(), recordedBy })),
    }
  },
})

const setLimit = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-run-limits',
  permission: SET_APPROVAL_LIMITS,
  summary: 'Set up to how much a role or an account may approve a payment run, in pence, from now on',
  body: z.object({ of: z.union([z.object({ role: z.enum(APPROVER_ROLES) }), z.object({ accountId: z.uuid() })]), kind: z.enum(APPROVAL_LIMIT_KINDS), pence: z.int().min(0).max(99_999_999_999).nullable(), note: text.nullable() }),
  response: done,
  handler: async (ctx) => {
    await setApprovalLimit(ctx.house, ctx.actor, ctx.body)
    return { done: true as const }
  },
})

export const holdRoutes = [list, place, release, limits, setLimit]
