import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { makeRecharge } from '../actions/make-recharge.ts'
import { getRechargeFile, seeRecharge } from '../reads/recharge.ts'
import { SEE_PAY_RUNS } from '../terms.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { Recharge } from '../terms/recharge.ts'

const params = z.object({ payRunId: z.uuid() })
const file = z.object({ sequence: z.int(), rowCount: z.int(), totalPence: z.int(), nhsPence: z.int(), adjustmentsNhsPence: z.int(), sha256: z.string(), madeAt: z.iso.datetime(), madeBy: z.string() })
const row = z.object({ person: z.string().nullable(), visits: z.int(), minutes: z.int(), pence: z.int(), nhsPence: z.int(), adjustments: z.int(), adjustmentsPence: z.int(), adjustmentsNhsPence: z.int() })

function fileJson({ sequence, rowCount, totalPence, nhsPence, adjustmentsNhsPence, sha256, madeAt, madeBy }: Recharge): z.output<typeof file> {
  return { sequence, rowCount, totalPence, nhsPence, adjustmentsNhsPence, sha256, madeAt: madeAt.toString(), madeBy }
}

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/nhs-recharge',
  permission: SEE_PAY_RUNS,
  summary: 'Get what of a payment run the NHS bears, by person reference, and the recharge file if it was made',
  params,
  response: z.object({ file: file.nullable(), rows: z.array(row) }),
  handler: async (ctx) => {
    const seen = await seeRecharge(ctx.house, ctx.actor, ctx.params.payRunId)
    return { file: seen.file === undefined ? null : fileJson(seen.file), rows: [...seen.rows] }
  },
})

const make = apiRoute({ method: 'POST', url: '/api/v1/pay-runs/:payRunId/nhs-recharge', permission: EXPORT_PAYMENTS, summary: 'Make the NHS recharge file of an approved payment run, once', params, response: file, handler: async (ctx) => fileJson(await makeRecharge(ctx.house, ctx.actor, ctx.params)) })

const content = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/nhs-recharge/file',
  permission: SEE_PAY_RUNS,
  summary: 'Get a recharge file as it was made, byte for byte, with its digest and totals',
  params,
  response: file.extend({ content: z.string() }),
  handler: async (ctx) => {
    const kept = await getRechargeFile(ctx.house, ctx.actor, ctx.params.payRunId)
    return { ...fileJson(kept.file), content: kept.content }
  },
})

export const rechargeRoutes = [see, make, content]
