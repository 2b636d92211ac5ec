import { z } from 'zod'
import { REFER_PEOPLE } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { askAgain, decideSpending } from '../actions/decide-spending.ts'
import { seeApprovals } from '../actions/see-approvals.ts'
import { seePackageWork } from '../actions/see-package-work.ts'
import { seeSpendingLimits, setSpendingLimit } from '../actions/spending-limits.ts'
import { APPROVE_SPENDING, ESCALATION_KINDS, LIMITED_ROLES, LIMIT_KINDS, SEE_APPROVALS, SEE_SPENDING_LIMITS, SET_SPENDING_LIMITS } from '../terms/spending.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ packageId: z.uuid() })
const standing = z.object({ limitPence: z.int().nullable(), mayApproveOwn: z.boolean(), from: z.enum(['account', 'role', 'unset']) })
const done = z.object({ done: z.literal(true) })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/approvals',
  permission: SEE_APPROVALS,
  summary: 'List the packages, changes of the week and other prices that wait for approval, the longest wait first',
  response: z.object({
    approvals: z.array(
      z.object({ kind: z.enum(['spending', 'change', 'price']), subjectId: z.uuid(), packageId: z.uuid(), packageReference: z.string(), placementId: z.uuid().nullable(), beforePence: z.int().nullable(), costPence: z.int().nullable(), weeklyMinutes: z.int(), askedBy: z.string(), askedAt: z.iso.datetime(), workingMinutesWaited: z.int(), reasons: reasonsShape, mayApprove: z.boolean(), whyNot: z.string().nullable(), escalations: z.int() }),
    ),
  }),
  handler: async (ctx) => ({
    approvals: (await seeApprovals(ctx.house, ctx.actor)).map(({ kind, subjectId, packageId, packageReference, placementId, beforePence, costPence, weeklyMinutes, askedBy, askedAt, waited, reasons, fault, told }) => ({ kind, subjectId, packageId, packageReference, placementId, beforePence, costPence, weeklyMinutes, askedBy: askedBy.name, askedAt: askedAt.toString(), workingMinutesWaited: waited, reasons: [...reasons], mayApprove: fault === null, whyNot: fault, escalations: told?.level ?? 0 })),
  }),
})

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/approval',
  permission: APPROVE_SPENDING,
  summary: 'Get what a package was estimated to cost, whether it was approved, and to whom it was put; the newest first',
  params,
  response: z.object({
    checks: z.array(z.object({ weeklyPence: z.int().nullable(), limitPence: z.int().nullable(), needsApproval: z.boolean(), reasons: reasonsShape, note: z.string().nullable(), askedBy: z.string(), askedAt: z.iso.datetime(), decision: z.object({ isApproved: z.boolean(), note: z.string().nullable(), decidedAt: z.iso.datetime(), decidedBy: z.string() }).nullable() })),
    escalations: z.array(z.object({ kind: z.enum(ESCALATION_KINDS), level: z.int(), reasons: reasonsShape, told: z.array(z.string()), escalatedAt: z.iso.datetime() })),
  }),
  handler: async (ctx) => {
    const { checks, escalations } = await seePackageWork(ctx.house, ctx.actor, ctx.params.packageId)
    return {
      checks: checks.map(({ weeklyPence, limitPence, needsApproval, reasons, note, askedBy, askedAt, decision }) => ({ weeklyPence, limitPence, needsApproval, reasons: [...reasons], note, askedBy, askedAt: askedAt.toString(), decision: decision === null ? null : { ...decision, decidedAt: decision.decidedAt.toString() } })),
      escalations: escalations.map(({ kind, level, reasons, told, escalatedAt }) => ({ kind, level, reasons: [...reasons], told: told.map((each) => each.name), escalatedAt: escalatedAt.toString() })),
    }
  },
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/approval',
  permission: APPROVE_SPENDING,
  summary: 'Approve or refuse the cost of a package; a refusal says why',
  params,
  body: z.object({ isApproved: z.boolean(), note: z.string().trim().min(1).max(500).nullable() }),
  response: done,
  handler: async (ctx) => {
    await decideSpending(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const again = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/approval/again',
  permission: REFER_PEOPLE,
  summary: 'Ask again for the approval of a cost that was refused, with a reason',
  params,
  body: z.object({ note: z.string().trim().min(1).max(500) }),
  response: z.object({ needsApproval: z.boolean() }),
  handler: (ctx) => askAgain(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const limits = apiRoute({
  method: 'GET',
  url: '/api/v1/spending-limits',
  permission: SEE_SPENDING_LIMITS,
  summary: 'Get the spending limit of each role and account, with every limit set before',
  response: z.object({
    roles: z.array(standing.extend({ role: z.string() })),
    accounts: z.array(standing.extend({ accountId: z.uuid(), name: z.string(), role: z.string() })),
    history: z.array(z.object({ role: z.string().nullable(), accountId: z.uuid().nullable(), kind: z.enum(LIMIT_KINDS), weeklyPence: z.int().nullable(), mayApproveOwn: z.boolean(), note: z.string().nullable(), recordedAt: z.iso.datetime(), recordedBy: z.string() })),
  }),
  handler: async (ctx) => {
    const seen = await seeSpendingLimits(ctx.house, ctx.actor)
    return {
      roles: seen.roles.map((each) => ({ role: each.role, ...each.standing })),
      accounts: seen.accounts.map((each) => ({ accountId: each.id, name: each.name, role: each.role, ...each.standing })),
      history: seen.history.map(({ role, accountId, kind, weeklyPence, mayApproveOwn, note, recordedAt, recordedBy }) => ({ role, accountId, kind, weeklyPence, mayApproveOwn, note, recordedAt: recordedAt.toString(), recordedBy })),
    }
  },
})

const setLimit = apiRoute({
  method: 'POST',
  url: '/api/v1/spending-limits',
  permission: SET_SPENDING_LIMITS,
  summary: 'Set the spending limit of a role or an account from now on, in pence a week',
  body: z.object({ of: z.union([z.object({ role: z.enum(LIMITED_ROLES) }), z.object({ accountId: z.uuid() })]), kind: z.enum(LIMIT_KINDS), weeklyPence: z.int().min(0).max(99_999_999).nullable(), mayApproveOwn: z.boolean(), note: z.string().trim().min(1).max(500).nullable() }),
  response: done,
  handler: async (ctx) => {
    await setSpendingLimit(ctx.house, ctx.actor, ctx.body)
    return { done: true as const }
  },
})

/** Approvals and spending limits as JSON. */
export const approvalApi = [list, see, decide, again, limits, setLimit] as const
