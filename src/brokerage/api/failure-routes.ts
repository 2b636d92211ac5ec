import { z } from 'zod'
import { TIERS } from '../../market/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { markFailure } from '../actions/mark-failure.ts'
import { moveBatch, sendBatch } from '../actions/move-batch.ts'
import { MOST_OF_BATCH, proposeBatch } from '../actions/propose-batch.ts'
import { seeFailureBatch } from '../actions/see-failure-batch.ts'
import { rehearseFailure, seeFailure, seeFailures } from '../actions/see-failure.ts'
import { FAILURE_KINDS, FAILURE_STEPS, MARK_FAILURES, SEE_FAILURES, type FailurePerson, type PlaceToGo, type ProviderFailure, type Reserve } from '../terms/failure.ts'
import { orderJson, orderToJson } from './schemas.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ failureId: z.uuid() })
const failureJson = z.object({ failureId: z.uuid(), providerId: z.uuid(), providerName: z.string(), kind: z.enum(FAILURE_KINDS), fromOn: z.iso.date(), reason: z.string() })
const personJson = z.object({
  placementId: z.uuid(),
  personReference: z.string(),
  packageReference: z.string(),
  zoneName: z.string(),
  weeklyMinutes: z.int(),
  riskPoints: z.int(),
  riskReasons: reasonsShape,
  step: z.enum(FAILURE_STEPS),
  next: z.object({ packageId: z.uuid(), packageReference: z.string(), placementId: z.uuid().nullable(), providerName: z.string().nullable(), startsOn: z.iso.date().nullable(), startedOn: z.iso.date().nullable(), parts: z.array(z.object({ packageId: z.uuid(), packageReference: z.string(), step: z.enum(FAILURE_STEPS), placementId: z.uuid().nullable(), providerName: z.string().nullable() })) }).nullable(),
})

function failureToJson(failure: ProviderFailure, providerName: string): z.output<typeof failureJson> {
  return { failureId: failure.id, providerId: failure.providerId, providerName, kind: failure.kind, fromOn: failure.fromOn.toString(), reason: failure.reason }
}

function personToJson({ placementId, person, packageReference, zoneName, weeklyMinutes, risk, step, next }: FailurePerson): z.output<typeof personJson> {
  return { placementId, personReference: person.reference, packageReference, zoneName, weeklyMinutes, riskPoints: risk.points, riskReasons: [...risk.reasons], step, next: next === null ? null : { packageId: next.packageId, packageReference: next.packageReference, placementId: next.placementId, providerName: next.providerName, startsOn: next.startsOn?.toString() ?? null, startedOn: next.startedOn?.toString() ?? null, parts: next.parts.map(({ packageId, packageReference: reference, step: of, placementId: placed, providerName }) => ({ packageId, packageReference: reference, step: of, placementId: placed, providerName })) } }
}

const option = z.object({ providerId: z.uuid(), providerName: z.string(), tier: z.enum(TIERS) })
/** Where the best assignment would have a person go; null for the ordinary order. */
const placeJson = z.object({ proposed: option.nullable(), reasons: reasonsShape, choices: z.array(option) })
const reserveJson = z.object({ providerNames: z.array(z.string()), declaredMinutes: z.int(), usedMinutes: z.int() })

function placeToJson({ proposed, reasons, choices }: PlaceToGo): z.output<typeof placeJson> {
  const asOption = ({ providerId, providerName, tier }: PlaceToGo['choices'][number]): z.output<typeof option> => ({ providerId, providerName, tier })
  return { proposed: proposed === null ? null : asOption(proposed), reasons: reasons.map(({ clause, words }) => ({ clause, words })), choices: choices.map(asOption) }
}

function reserveToJson({ providerNames, declared, used }: Reserve): z.output<typeof reserveJson> {
  return { providerNames: [...providerNames], declaredMinutes: declared, usedMinutes: used }
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
  summary: 'Mark a provider as failing from a day and freeze it; its open offers are withdrawn from that day',
  body: z.object({ providerId: z.uuid(), kind: z.enum(FAILURE_KINDS), fromOn: z.iso.date(), reason: z.string().trim().min(1).max(500) }),
  response: z.object({ failureId: z.uuid(), withdrawn: z.int() }),
  handler: (ctx) => markFailure(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) }),
})

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/failures/:failureId',
  permission: SEE_FAILURES,
  summary: 'Get a failure with the provider’s people, those at the highest risk first, and how far each has come',
  params,
  response: failureJson.extend({ people: z.array(personJson), days: z.array(z.object({ on: z.iso.date(), referred: z.int(), placed: z.int(), started: z.int() })), batches: z.array(z.object({ batchId: z.uuid(), madeAt: z.iso.datetime(), madeBy: z.string(), people: z.int(), moved: z.int() })) }),
  handler: async (ctx) => {
    const seen = await seeFailure(ctx.house, ctx.actor, ctx.params.failureId)
    return { ...failureToJson(seen.failure, seen.providerName), people: seen.people.map(personToJson), days: seen.days.map((day) => ({ ...day, on: day.on.toString() })), batches: seen.batches.map(({ id, madeAt, madeBy, people, moved }) => ({ batchId: id, madeAt: madeAt.toString(), madeBy, people, moved })) }
  },
})

const move = apiRoute({
  method: 'POST',
  url: '/api/v1/failures/:failureId/batches',
  permission: MARK_FAILURES,
  summary: 'Move people without a proposal: end their placements on the handover day, refer them again and begin the searches in the ordinary order',
  params,
  body: z.object({ placementIds: z.array(z.uuid()).min(1).max(500), handoverOn: z.iso.date() }),
  response: z.object({ referred: z.int(), searching: z.int(), passedOver: z.int() }),
  handler: async (ctx) => ({ ...(await moveBatch(ctx.house, ctx.actor, { ...ctx.params, placementIds: ctx.body.placementIds, handoverOn: Temporal.PlainDate.from(ctx.body.handoverOn) })) }),
})

const rehearse = apiRoute({
  method: 'GET',
  url: '/api/v1/providers/:providerId/failure-rehearsal',
  permission: SEE_FAILURES,
  summary: 'Rehearse the failure of a provider: its people by risk, each with the order in which others would be asked and where the best assignment would have them go; nothing changes',
  params: z.object({ providerId: z.uuid() }),
  response: z.object({ providerName: z.string(), reserve: reserveJson, people: z.array(personJson.extend({ order: orderJson, place: placeJson })) }),
  handler: async (ctx) => {
    const { providerName, people, reserve } = await rehearseFailure(ctx.house, ctx.actor, ctx.params.providerId)
    return { providerName, reserve: reserveToJson(reserve), people: people.map((each) => ({ ...personToJson(each), order: orderToJson(each.order), place: placeToJson(each.place) })) }
  },
})

const propose = apiRoute({
  method: 'POST',
  url: '/api/v1/failures/:failureId/proposals',
  permission: MARK_FAILURES,
  summary: 'Propose where the people at the highest risk could go, by the best assignment with the providers of last resort as net; nobody is moved',
  params,
  body: z.object({ people: z.int().min(1).max(MOST_OF_BATCH) }),
  response: z.object({ batchId: z.uuid() }),
  handler: (ctx) => proposeBatch(ctx.house, ctx.actor, { ...ctx.params, people: ctx.body.people }),
})

const batchParams = z.object({ failureId: z.uuid(), batchId: z.uuid() })
const seeBatch = apiRoute({
  method: 'GET',
  url: '/api/v1/failures/:failureId/batches/:batchId',
  permission: SEE_FAILURES,
  summary: 'Get a proposed batch: each person with where they would go, why, and what was sent',
  params: batchParams,
  response: z.object({ batchId: z.uuid(), madeAt: z.iso.datetime(), madeBy: z.string(), ruleVersion: z.string(), inputsHash: z.string(), reserve: reserveJson, people: z.array(personJson.extend({ place: placeJson, sentToProviderId: z.uuid().nullable(), isMoved: z.boolean() })) }),
  handler: async (ctx) => {
    const { batch, people, reserve } = await seeFailureBatch(ctx.house, ctx.actor, ctx.params)
    return {
      batchId: batch.id, madeAt: batch.madeAt.toString(), madeBy: batch.madeBy, ruleVersion: batch.ruleVersion, inputsHash: batch.inputsHash, reserve: reserveToJson(reserve),
      people: people.map((each) => ({ ...personToJson(each), place: placeToJson(each.place), sentToProviderId: each.move?.providerId ?? null, isMoved: each.move !== null })),
    }
  },
})

const send = apiRoute({
  method: 'POST',
  url: '/api/v1/failures/:failureId/batches/:batchId/send',
  permission: MARK_FAILURES,
  summary: 'Send a proposed batch as it was edited: each person moves on the handover day, and the provider named is asked first, alone; null for the ordinary order',
  params: batchParams,
  body: z.object({ handoverOn: z.iso.date(), people: z.array(z.object({ placementId: z.uuid(), providerId: z.uuid().nullable() })).min(1).max(MOST_OF_BATCH) }),
  response: z.object({ referred: z.int(), searching: z.int(), passedOver: z.int() }),
  handler: async (ctx) => ({ ...(await sendBatch(ctx.house, ctx.actor, { ...ctx.params, people: ctx.body.people, handoverOn: Temporal.PlainDate.from(ctx.body.handoverOn) })) }),
})

/** Failures of providers as JSON. */
export const failureApi = [list, mark, rehearse, see, move, propose, seeBatch, send] as const
