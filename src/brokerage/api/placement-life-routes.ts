import { z } from 'zod'
import { patternVisit } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { changeWeek, decideChange } from '../actions/change-week.ts'
import { confirmStart } from '../actions/confirm-start.ts'
import { handBack } from '../actions/hand-back.ts'
import { recordStay, resumeCare } from '../actions/record-stay.ts'
import { seePlacement } from '../actions/see-placements.ts'
import { transferPlacement } from '../actions/transfer-placement.ts'
import { APPROVE_CHANGES, ASK_FOR_CHANGES, HAND_BACK, HAND_BACK_REASONS, RECORD_STAYS, TRANSFER } from '../terms/placement-life.ts'
import { SEE_OWN_PLACEMENTS, SEE_PLACEMENTS } from '../terms.ts'
import { lifeJson, lifeToJson } from './placement-life-shape.ts'

const params = z.object({ placementId: z.uuid() })
const words = z.string().trim().min(1).max(500)
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const done = z.object({ placementId: z.uuid() })

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/placements/:placementId/life',
  permission: [SEE_PLACEMENTS, SEE_OWN_PLACEMENTS],
  summary: 'Get what happened to a placement since it was made: start, days in hospital, changes of the week, hand-back',
  params,
  response: lifeJson,
  handler: async (ctx) => lifeToJson(await seePlacement(ctx.house, ctx.actor, ctx.params.placementId)),
})

const start = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/start',
  permission: RECORD_STAYS,
  summary: 'Confirm that care began, and on which day',
  params,
  body: z.object({ startedOn: z.iso.date() }),
  response: done,
  handler: async (ctx) => {
    await confirmStart(ctx.house, ctx.actor, { ...ctx.params, startedOn: day(ctx.body.startedOn) })
    return ctx.params
  },
})

const stay = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/hospital-stay',
  permission: RECORD_STAYS,
  summary: 'Suspend a placement while the person is in hospital, and say how long the place is held',
  params,
  body: z.object({ fromOn: z.iso.date(), heldUntilOn: z.iso.date() }),
  response: z.object({ stayId: z.uuid() }),
  handler: (ctx) => recordStay(ctx.house, ctx.actor, { ...ctx.params, fromOn: day(ctx.body.fromOn), heldUntilOn: day(ctx.body.heldUntilOn) }),
})

const resume = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/resume',
  permission: RECORD_STAYS,
  summary: 'Say from which day care goes on after a stay in hospital',
  params,
  body: z.object({ resumesOn: z.iso.date() }),
  response: done,
  handler: async (ctx) => {
    await resumeCare(ctx.house, ctx.actor, { ...ctx.params, resumesOn: day(ctx.body.resumesOn) })
    return ctx.params
  },
})

const giveBack = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/hand-back',
  permission: HAND_BACK,
  summary: 'Hand a package back to the council, with its last day and reason',
  params,
  body: z.object({ lastOn: z.iso.date(), isAtOnce: z.boolean().default(false), reason: z.enum(HAND_BACK_REASONS), note: words.nullable().default(null) }),
  response: done,
  handler: async (ctx) => {
    await handBack(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, lastOn: day(ctx.body.lastOn) })
    return ctx.params
  },
})

const transfer = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/transfer',
  permission: TRANSFER,
  summary: 'End a placement and refer the person again; with a provider, by direct award to it',
  params,
  body: z.object({ lastOn: z.iso.date(), reason: words, toProviderId: z.uuid().nullable().default(null) }),
  response: z.object({ packageId: z.uuid(), packageReference: z.string() }),
  handler: (ctx) => transferPlacement(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, lastOn: day(ctx.body.lastOn) }),
})

const change = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/change',
  permission: ASK_FOR_CHANGES,
  summary: 'Ask for another week, for some days or for good',
  params,
  body: z.object({ fromOn: z.iso.date(), toOn: z.iso.date().nullable().default(null), reason: words, pattern: z.array(patternVisit).min(1) }),
  response: z.object({ course: z.enum(['at-once', 'approval', 'new-package']), changeId: z.uuid().nullable(), packageId: z.uuid().nullable() }),
  handler: async (ctx) => {
    const { fromOn, toOn, reason, pattern } = ctx.body
    const outcome = await changeWeek(ctx.house, ctx.actor, { ...ctx.params, fromOn: day(fromOn), toOn: toOn === null ? null : day(toOn), reason, pattern })
    return outcome.course === 'new-package' ? { course: outcome.course, changeId: null, packageId: outcome.packageId } : { course: outcome.course, changeId: outcome.changeId, packageId: null }
  },
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/changes/:changeId',
  permission: APPROVE_CHANGES,
  summary: 'Approve or refuse a change of the week that somebody else asked for',
  params: params.extend({ changeId: z.uuid() }),
  body: z.object({ isApproved: z.boolean(), note: words.nullable().default(null) }),
  response: z.object({ placementId: z.uuid(), changeId: z.uuid() }),
  handler: async (ctx) => {
    await decideChange(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return ctx.params
  },
})

/** The life of a placement as JSON: a provider's own, for the council all. */
export const placementLifeApi = [see, start, stay, resume, giveBack, transfer, change, decide] as const
