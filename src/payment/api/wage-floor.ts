import { z } from 'zod'
import { apiFileRoute, previewField } from '../../platform/web/file-route.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { importWageReturns } from '../actions/import-wage-returns.ts'
import { sendWageReturn } from '../actions/send-wage-return.ts'
import { setWageAssumptions } from '../actions/set-wage-assumptions.ts'
import { seeWageReturn, seeWages, type MeasuredReturn } from '../reads/wage-floor.ts'
import { SEE_WAGES, SEND_WAGES, SET_WAGE_ASSUMPTIONS, statedRate, statedWages, wageAssumptions, wageDocument, wageMinutes, WAGE_PLACES } from '../terms/wage-floor.ts'

const days = { fromOn: z.iso.date(), toOn: z.iso.date() }
const verdict = z.object({ floorPence: z.int().nullable(), differencePence: z.int().nullable(), minutesBelow: z.int() })
const returnShape = z.object({
  id: z.uuid(), providerId: z.uuid(), group: z.string(), ...days, place: z.enum(WAGE_PLACES), document: wageDocument, replacesId: z.uuid().nullable(), replacedById: z.uuid().nullable(), reason: z.string().nullable(), sentAt: z.string(), sentBy: z.string(),
  spells: z.array(z.object({ ...days, minutes: wageMinutes, pence: z.int() })),
  sections: z.array(z.object({ ...days, minutes: z.int(), pencePerHour: z.int().nullable(), verdicts: z.object({ national: verdict, real: verdict }) })),
})

function returnJson(each: MeasuredReturn): z.output<typeof returnShape> {
  const { id, providerId, group, place, document, replacesId, replacedById, reason, sentBy } = each
  return { id, providerId, group, fromOn: each.fromOn.toString(), toOn: each.toOn.toString(), place, document, replacesId, replacedById, reason, sentAt: each.sentAt.toString(), sentBy, spells: [...each.spells], sections: [...each.sections] }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/wage-floor',
  permission: SEE_WAGES,
  summary: 'List wage returns that stand, each held against the National and the Real Living Wage of its days in minutes and pence an hour, with the council’s assumptions; a provider sees its own',
  query: z.object({ providerId: z.uuid().optional() }),
  response: z.object({ assumptions: wageAssumptions.nullable(), returns: z.array(returnShape) }),
  handler: async (ctx) => {
    const seen = await seeWages(ctx.house, ctx.actor, ctx.query)
    return { assumptions: seen.assumptions?.document ?? null, returns: seen.returns.map(returnJson) }
  },
})

const one = apiRoute({ method: 'GET', url: '/api/v1/wage-floor/:wageReturnId', permission: SEE_WAGES, summary: 'Get a wage return, replaced or not, with every figure that it is reckoned from', params: z.object({ wageReturnId: z.uuid() }), response: returnShape, handler: async (ctx) => returnJson(await seeWageReturn(ctx.house, ctx.actor, ctx.params.wageReturnId)) })

const send = apiRoute({
  method: 'POST',
  url: '/api/v1/wage-floor',
  permission: SEND_WAGES,
  summary: 'Send a wage return of a period: minutes by kind and pence paid, or the rate of pay for hours reckoned from visits. One for the same period and group replaces the one before and needs a reason',
  body: z.object({ ...days, group: z.string().trim().max(80).default(''), stated: z.discriminatedUnion('kind', [statedWages, statedRate]), replacesId: z.uuid().nullable().default(null), reason: z.string().trim().min(1).max(500).nullable().default(null) }),
  response: z.object({ wageReturnId: z.uuid(), isNew: z.boolean() }),
  handler: (ctx) => sendWageReturn(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn), toOn: Temporal.PlainDate.from(ctx.body.toOn) }),
})

const file = apiFileRoute({
  url: '/api/v1/wage-floor/files',
  permission: SEND_WAGES,
  summary: 'Send a CSV file of wage returns, or see with preview=true what it would do',
  textField: 'csv',
  fields: { preview: previewField },
  response: z.object({
    summary: z.object({ read: z.int(), new: z.int(), changed: z.int(), repeated: z.int(), refused: z.int() }),
    refusals: z.array(z.object({ row: z.int(), column: z.string().nullable(), value: z.string().nullable(), reason: z.string(), fix: z.string() })),
    notes: z.array(z.string()),
  }),
  handler: async ({ house, actor, file: sent, fields }) => {
    const { summary, refusals, notes } = await importWageReturns(house, actor, { ...sent, isPreview: fields.preview })
    return { summary, refusals: refusals.map(({ row, column, value, reason, fix }) => ({ row, column, value, reason, fix })), notes: [...notes] }
  },
})

const assume = apiRoute({ method: 'POST', url: '/api/v1/wage-floor/assumptions', permission: SET_WAGE_ASSUMPTIONS, summary: 'Set how hours are reckoned from visits in returns from now on: speed in tenths of a mile an hour, waiting and training in tenths of a percent', body: wageAssumptions, response: z.object({ wageAssumptionsId: z.uuid() }), handler: (ctx) => setWageAssumptions(ctx.house, ctx.actor, ctx.body) })

export const wageFloorRoutes = [list, send, file, assume, one]
