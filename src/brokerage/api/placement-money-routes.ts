import { z } from 'zod'
import { FUNDERS } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { askForPrice, decidePrice } from '../actions/change-price.ts'
import { changePayer } from '../actions/change-payer.ts'
import { changeReturn, recordAbsence } from '../actions/record-absence.ts'
import { recordDeath } from '../actions/record-death.ts'
import { takeBackDeath } from '../actions/take-back-death.ts'
import { ABSENCE_KINDS, APPROVE_PRICES, ASK_FOR_PRICES, CHANGE_FUNDING, RECORD_DEATHS, RECORD_STAYS, TAKE_BACK_DEATHS } from '../terms/placement-life.ts'

const params = z.object({ placementId: z.uuid() })
const words = z.string().trim().min(1).max(500)
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

const away = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/away',
  permission: RECORD_STAYS,
  summary: 'Record that the person is on holiday or in respite care for some days',
  params,
  body: z.object({ kind: z.enum(ABSENCE_KINDS), fromOn: z.iso.date(), toOn: z.iso.date(), toldOn: z.iso.date() }),
  response: z.object({ absenceId: z.uuid() }),
  handler: (ctx) => recordAbsence(ctx.house, ctx.actor, { ...ctx.params, kind: ctx.body.kind, fromOn: day(ctx.body.fromOn), toOn: day(ctx.body.toOn), toldOn: day(ctx.body.toldOn) }),
})

const back = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/back',
  permission: RECORD_STAYS,
  summary: 'Say that the person comes back from a holiday or respite on another day, or was not away',
  params,
  body: z.object({ absenceId: z.uuid(), returnsOn: z.iso.date() }),
  response: params,
  handler: async (ctx) => {
    await changeReturn(ctx.house, ctx.actor, { ...ctx.params, absenceId: ctx.body.absenceId, returnsOn: day(ctx.body.returnsOn) })
    return ctx.params
  },
})

const death = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/death',
  permission: RECORD_DEATHS,
  summary: 'Record that the person has died: all of their care ends on that day',
  params,
  body: z.object({ diedOn: z.iso.date() }),
  response: params,
  handler: async (ctx) => {
    await recordDeath(ctx.house, ctx.actor, { ...ctx.params, diedOn: day(ctx.body.diedOn) })
    return ctx.params
  },
})

const notDied = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/not-died',
  permission: TAKE_BACK_DEATHS,
  summary: 'Take back a death that was recorded by mistake: placements and visits are put back from that day, packages that waited are referred again, offers that were withdrawn are not sent again',
  params,
  body: z.object({ reason: words }),
  response: z.object({ placements: z.int(), packages: z.array(z.object({ packageId: z.uuid(), packageReference: z.string() })), reablements: z.int() }),
  handler: async (ctx) => {
    const { packages, ...counts } = await takeBackDeath(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { ...counts, packages: [...packages] }
  },
})

const funder = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/funder',
  permission: CHANGE_FUNDING,
  summary: 'Say who pays for a placement from a day: council, NHS or both, and what the person adds',
  params,
  body: z.object({ fromOn: z.iso.date(), funder: z.enum(FUNDERS), nhsPercent: z.int().nullable().default(null), contributionPence: z.int().nullable().default(null), reason: words }),
  response: params,
  handler: async (ctx) => {
    await changePayer(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, fromOn: day(ctx.body.fromOn) })
    return ctx.params
  },
})

const price = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/price',
  permission: ASK_FOR_PRICES,
  summary: 'Ask for another price of one placement from a day, by the hour or for the week; without a price, for the framework’s rates',
  params,
  body: z.object({ fromOn: z.iso.date(), pencePerHour: z.int().positive().nullable(), pencePerWeek: z.int().positive().nullable().default(null), reason: words }),
  response: z.object({ priceId: z.uuid() }),
  handler: (ctx) => askForPrice(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, fromOn: day(ctx.body.fromOn) }),
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/prices/:priceId',
  permission: APPROVE_PRICES,
  summary: 'Approve or refuse another price that somebody else asked for',
  params: params.extend({ priceId: z.uuid() }),
  body: z.object({ isApproved: z.boolean(), note: words.nullable().default(null) }),
  response: z.object({ placementId: z.uuid(), priceId: z.uuid() }),
  handler: async (ctx) => {
    await decidePrice(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return ctx.params
  },
})

/** Absences, a death, payer and price of a placement as JSON. */
export const placementMoneyApi = [away, back, death, notDied, funder, price, decide] as const
