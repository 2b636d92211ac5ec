import { z } from 'zod'
import { FUNDERS } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { changePayerOfPackage, seePayer } from '../actions/change-payer.ts'
import { CHANGE_FUNDING } from '../terms/placement-life.ts'

const params = z.object({ packageId: z.uuid() })
const payer = z.object({ funder: z.enum(FUNDERS), nhsPercent: z.int().nullable(), contributionPence: z.int().nullable() })

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/funder',
  permission: CHANGE_FUNDING,
  summary: 'Say who pays for a package today, as it was referred, and what changed since',
  params,
  response: z.object({ today: payer, referred: payer, changes: z.array(payer.extend({ fromOn: z.iso.date(), reason: z.string(), recordedBy: z.string() })) }),
  handler: async (ctx) => {
    const { now, history } = await seePayer(ctx.house, ctx.actor, ctx.params.packageId)
    const shown = ({ funder, nhsPercent, contributionPence }: z.output<typeof payer>) => ({ funder, nhsPercent, contributionPence })
    return { today: shown(now), referred: shown(history.first), changes: history.changes.map((each) => ({ ...shown(each), fromOn: each.fromOn.toString(), reason: each.reason, recordedBy: each.recordedBy })) }
  },
})

const change = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/funder',
  permission: CHANGE_FUNDING,
  summary: 'Say who pays for a package that waits, from a day: council, NHS or both, and what the person adds',
  params,
  body: z.object({ fromOn: z.iso.date(), funder: z.enum(FUNDERS), nhsPercent: z.int().nullable().default(null), contributionPence: z.int().nullable().default(null), reason: z.string().trim().min(1).max(500) }),
  response: params,
  handler: async (ctx) => {
    await changePayerOfPackage(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) })
    return ctx.params
  },
})

/** Who pays for a package that waits, for programs. */
export const packagePayerApi = [see, change] as const
