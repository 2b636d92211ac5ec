import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { assignBroker } from '../actions/assign-broker.ts'
import { seeChasingTerms, setChasingTerms } from '../actions/chasing-terms.ts'
import { cancelLeave, recordLeave } from '../actions/leave.ts'
import { seePackageWork } from '../actions/see-package-work.ts'
import { seeWorkload } from '../actions/see-workload.ts'
import { shareOutWork } from '../actions/share-out-work.ts'
import { ASSIGNMENT_CAUSES, ASSIGN_PACKAGES, RECORD_LEAVE, SEE_WORKLOAD, SET_CHASING, TEAM_LEAD_ROLES } from '../terms/broker-work.ts'

const params = z.object({ packageId: z.uuid() })
const done = z.object({ done: z.literal(true) })

const workload = apiRoute({
  method: 'GET',
  url: '/api/v1/workload',
  permission: SEE_WORKLOAD,
  summary: 'Get what each broker has in hand, what nobody has, and leave that is on or to come',
  response: z.object({
    brokers: z.array(z.object({ accountId: z.uuid().nullable(), name: z.string(), packages: z.int(), weight: z.int(), waitingDays: z.int(), longestDays: z.int(), overdue: z.int(), awayUntilOn: z.iso.date().nullable() })),
    leave: z.array(z.object({ leaveId: z.uuid(), accountId: z.uuid(), name: z.string(), fromOn: z.iso.date(), toOn: z.iso.date() })),
  }),
  handler: async (ctx) => {
    const { rows, leave } = await seeWorkload(ctx.house, ctx.actor)
    return { brokers: rows.map((each) => ({ ...each, awayUntilOn: each.awayUntilOn?.toString() ?? null })), leave: leave.map(({ id, accountId, name, fromOn, toOn }) => ({ leaveId: id, accountId, name, fromOn: fromOn.toString(), toOn: toOn.toString() })) }
  },
})

const share = apiRoute({
  method: 'POST',
  url: '/api/v1/workload/share-out',
  permission: ASSIGN_PACKAGES,
  summary: 'Share out the waiting packages that nobody works on, and those of brokers on leave',
  response: z.object({ given: z.int() }),
  handler: async (ctx) => ({ given: (await shareOutWork(ctx.house, ctx.actor, { withUnassigned: true })) ?? 0 }),
})

const leave = apiRoute({
  method: 'POST',
  url: '/api/v1/workload/leave',
  permission: RECORD_LEAVE,
  summary: 'Record days on which a member of staff is away',
  body: z.object({ accountId: z.uuid(), fromOn: z.iso.date(), toOn: z.iso.date() }),
  response: z.object({ leaveId: z.uuid() }),
  handler: (ctx) => recordLeave(ctx.house, ctx.actor, { accountId: ctx.body.accountId, fromOn: Temporal.PlainDate.from(ctx.body.fromOn), toOn: Temporal.PlainDate.from(ctx.body.toOn) }),
})

const cancel = apiRoute({
  method: 'POST',
  url: '/api/v1/workload/leave/:leaveId/cancel',
  permission: RECORD_LEAVE,
  summary: 'Cancel leave that is to come, or end it now',
  params: z.object({ leaveId: z.uuid() }),
  response: done,
  handler: async (ctx) => {
    await cancelLeave(ctx.house, ctx.actor, ctx.params)
    return { done: true as const }
  },
})

const brokers = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/broker',
  permission: ASSIGN_PACKAGES,
  summary: 'List who works on a package and who did, the newest first',
  params,
  response: z.object({ brokers: z.array(z.object({ accountId: z.uuid().nullable(), name: z.string(), cause: z.enum(ASSIGNMENT_CAUSES), reason: z.string().nullable(), assignedAt: z.iso.datetime(), assignedBy: z.string() })) }),
  handler: async (ctx) => ({ brokers: (await seePackageWork(ctx.house, ctx.actor, ctx.params.packageId)).brokers.map(({ accountId, name, cause, reason, assignedAt, assignedBy }) => ({ accountId, name, cause, reason, assignedAt: assignedAt.toString(), assignedBy })) }),
})

const assign = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/broker',
  permission: ASSIGN_PACKAGES,
  summary: 'Say who works on a package that waits; null for nobody',
  params,
  body: z.object({ accountId: z.uuid().nullable(), reason: z.string().trim().max(500) }),
  response: done,
  handler: async (ctx) => {
    await assignBroker(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const terms = z.object({ sharesOut: z.boolean(), reminderMinutes: z.int().min(0).max(4800), searchMinutes: z.int().min(30).max(48000), approvalMinutes: z.int().min(30).max(48000), capacityStaleDays: z.int().min(1).max(90), capacityRemindDays: z.int().min(0).max(30) })

const chasing = apiRoute({
  method: 'GET',
  url: '/api/v1/chasing',
  permission: SEE_WORKLOAD,
  summary: 'Get when Tendwell shares out, reminds and escalates, in working minutes, and for how many days declared hours count',
  response: terms.extend({ teamLeadRole: z.string(), recordedBy: z.string().nullable() }),
  handler: async (ctx) => {
    const { sharesOut, reminderMinutes, searchMinutes, approvalMinutes, teamLeadRole, capacityStaleDays, capacityRemindDays, recordedBy } = await seeChasingTerms(ctx.house, ctx.actor)
    return { sharesOut, reminderMinutes, searchMinutes, approvalMinutes, teamLeadRole, capacityStaleDays, capacityRemindDays, recordedBy }
  },
})

const setChasing = apiRoute({
  method: 'POST',
  url: '/api/v1/chasing',
  permission: SET_CHASING,
  summary: 'Set when Tendwell shares out, reminds and escalates, in working minutes, and for how many days declared hours count',
  body: terms.extend({ teamLeadRole: z.enum(TEAM_LEAD_ROLES) }),
  response: done,
  handler: async (ctx) => {
    await setChasingTerms(ctx.house, ctx.actor, ctx.body)
    return { done: true as const }
  },
})

/** Who works on what, and leave, as JSON. */
export const workloadApi = [workload, share, leave, cancel, brokers, assign, chasing, setChasing] as const
