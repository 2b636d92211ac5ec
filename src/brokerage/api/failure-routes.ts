import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { markFailure, moveBatch } from '../actions/mark-failure.ts'
import { rehearseFailure, seeFailure, seeFailures } from '../actions/see-failure.ts'
import { FAILURE_KINDS, FAILURE_STEPS, MARK_FAILURES, SEE_FAILURES, type FailurePerson, type ProviderFailure } from '../terms/failure.ts'
import { orderJson, orderToJson } from './schemas.ts'

const params = z.object({ failureId: z.uuid() })
const reason = z.object({ clause: z.string(), words: z.string() })
const failureJson = z.object({ failureId: z.uuid(), providerId: z.uuid(), providerName: z.string(), kind: z.enum(FAILURE_KINDS), fromOn: z.iso.date(), reason: z.string() })
const personJson = z.object({
  placementId: z.uuid(),
  personReference: z.string(),
  packageReference: z.string(),
  zoneName: z.string(),
  weeklyMinutes: z.int(),
  riskPoints: z.int(),
  riskReasons: z.array(reason),
  step: z.enum(FAILURE_STEPS),
  next: z.object({ packageId: z.uuid(), packageReference: z.string(), placementId: z.uuid().nullable(), providerName: z.string().nullable(), startsOn: z.iso.date().nullable(), startedOn: z.iso.date().nullable() }).nullable(),
})

function failureToJson(failure: ProviderFailure, providerName: string): z.output<typeof failureJson> {
  return { failureId: failure.id, providerId: failure.providerId, providerName, kind: failure.kind, fromOn: failure.fromOn.toString(), reason: failure.reason }
}

function personToJson({ placementId, person, packageReference, zoneName, weeklyMinutes, risk, step, next }: FailurePerson): z.output<typeof personJson> {
  return { placementId, personReference: person.reference, packageReference, zoneName, weeklyMinutes, riskPoints: risk.points, riskReasons: [...risk.reasons], step, next: next === null ? null : { ...next, startsOn: next.startsOn?.toString() ?? null, startedOn: next.startedOn?.toString() ?? null } }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/failures',
  permission: SEE_FAILURES,
  summary: 'List the failures of providers, the latest first',
  response: z.object({ failures: z.array(failureJson.extend({ moved: z.int() })) }),
  handler: async (ctx) => ({ failures: (await seeFailures(ctx.house, ctx.actor)).failures.map((each) => ({ ...failureToJson(each.failure, each.providerName), moved: each.moved })) }),
})

const mark = apiRoute({
  method: 'POST',
  url: '/api/v1/failures',
  permission: MARK_FAILURES,
  summary: 'Mark a provider as failing from a day and freeze it',
  body: z.object({ providerId: z.uuid(), kind: z.enum(FAILURE_KINDS), fromOn: z.iso.date(), reason: z.string().trim().min(1).max(500) }),
  response: z.object({ failureId: z.uuid() }),
  handler: (ctx) => markFailure(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) }),
})

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/failures/:failureId',
  permission: SEE_FAILURES,
  summary: 'Get a failure with the provider’s people, those at the highest risk first, and how far each has come',
  params,
  response: failureJson.extend({ people: z.array(personJson) }),
  handler: async (ctx) => {
    const seen = await seeFailure(ctx.house, ctx.actor, ctx.params.failureId)
    return { ...failureToJson(seen.failure, seen.providerName), people: seen.people.map(personToJson) }
  },
})

const move = apiRoute({
  method: 'POST',
  url: '/api/v1/failures/:failureId/batches',
  permission: MARK_FAILURES,
  summary: 'End the placements of a batch of people on the handover day, refer them again and begin the searches',
  params,
  body: z.object({ placementIds: z.array(z.uuid()).min(1).max(500), handoverOn: z.iso.date() }),
  response: z.object({ referred: z.int(), searching: z.int(), passedOver: z.int() }),
  handler: async (ctx) => ({ ...(await moveBatch(ctx.house, ctx.actor, { ...ctx.params, placementIds: ctx.body.placementIds, handoverOn: Temporal.PlainDate.from(ctx.body.handoverOn) })) }),
})

const rehearse = apiRoute({
  method: 'GET',
  url: '/api/v1/providers/:providerId/failure-rehearsal',
  permission: SEE_FAILURES,
  summary: 'Rehearse the failure of a provider: its people by risk, each with the order in which others would be asked; nothing changes',
  params: z.object({ providerId: z.uuid() }),
  response: z.object({ providerName: z.string(), people: z.array(personJson.extend({ order: orderJson })) }),
  handler: async (ctx) => {
    const { providerName, people } = await rehearseFailure(ctx.house, ctx.actor, ctx.params.providerId)
    return { providerName, people: people.map((each) => ({ ...personToJson(each), order: orderToJson(each.order) })) }
  },
})

/** Failures of providers as JSON. */
export const failureApi = [list, mark, rehearse, see, move] as const
