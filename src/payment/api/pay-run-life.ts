import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { decideRun, putForwardRun } from '../actions/decide-run.ts'
import { exportPayments } from '../actions/export-payments.ts'
import { recordPaid } from '../actions/record-paid.ts'
import { getPaymentsFile, getRemittance } from '../reads/kept-file.ts'
import { seeExports, seePayRun } from '../reads/one-pay-run.ts'
import { RUN_PAYMENT, SEE_PAY_RUNS, SEE_STATEMENTS } from '../terms.ts'
import { APPROVE_PAY_RUNS, EXPORT_PAYMENTS, RUN_EVENT_KINDS, RUN_STATES } from '../terms/approval.ts'
import type { PaymentExport } from '../terms/export.ts'

const params = z.object({ payRunId: z.uuid() })
const done = z.object({ done: z.literal(true) })
const event = z.object({ nr: z.int(), kind: z.enum(RUN_EVENT_KINDS), at: z.iso.datetime(), by: z.string(), note: z.string().nullable(), amountPence: z.int().nullable(), limitPence: z.int().nullable(), paidOn: z.iso.date().nullable() })
const check = z.object({ code: z.string(), outcome: z.enum(['fine', 'look', 'stop']), words: z.string() })
const file = z.object({ nr: z.int(), sequence: z.int(), rowCount: z.int(), totalPence: z.int(), heldCount: z.int(), heldPence: z.int(), sha256: z.string(), madeAt: z.iso.datetime(), madeBy: z.string() })

function fileJson({ nr, sequence, rowCount, totalPence, heldCount, heldPence, sha256, madeAt, madeBy }: PaymentExport): z.output<typeof file> {
  return { nr, sequence, rowCount, totalPence, heldCount, heldPence, sha256, madeAt: madeAt.toString(), madeBy }
}

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId',
  permission: SEE_PAY_RUNS,
  summary: 'Get a payment run with where it stands, its checks, what happened to it and what is held; mayApprove for whoever asks',
  params,
  response: z.object({ id: z.uuid(), state: z.enum(RUN_STATES), totalPence: z.int(), mostToPayPence: z.int(), heldLines: z.int(), heldPence: z.int(), mayApprove: z.boolean(), whyNot: z.string().nullable(), checks: z.array(check), events: z.array(event) }),
  handler: async (ctx) => {
    const seen = await seePayRun(ctx.house, ctx.actor, ctx.params.payRunId)
    return {
      id: seen.run.id,
      state: seen.state,
      totalPence: seen.run.totalPence,
      mostToPayPence: seen.amountPence,
      heldLines: seen.held.length,
      heldPence: seen.held.reduce((sum, line) => sum + line.pence, 0),
      mayApprove: seen.whyNot === null,
      whyNot: seen.whyNot,
      checks: [...seen.checks],
      events: seen.events.map(({ nr, kind, at, by, note, amountPence, limitPence, paidOn }) => ({ nr, kind, at: at.toString(), by: by.name, note, amountPence, limitPence, paidOn: paidOn?.toString() ?? null })),
    }
  },
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs/:payRunId/decision',
  permission: [RUN_PAYMENT, APPROVE_PAY_RUNS],
  summary: 'Put a payment run forward or send it back with a reason; a program approves none',
  params,
  body: z.object({ decision: z.enum(['put-forward', 'approve', 'send-back']), note: z.string().trim().min(1).max(500).nullable() }),
  response: done,
  handler: async (ctx) => {
    const { payRunId } = ctx.params
    const { decision, note } = ctx.body
    if (decision === 'put-forward') await putForwardRun(ctx.house, ctx.actor, { payRunId, note })
    else await decideRun(ctx.house, ctx.actor, { payRunId, isApproved: decision === 'approve', note })
    return { done: true as const }
  },
})

const exports = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/exports',
  permission: SEE_PAY_RUNS,
  summary: 'List the payments files of a run, the day each was paid, and the remittances made from them',
  params,
  response: z.object({ exports: z.array(file.extend({ paidOn: z.iso.date().nullable() })), remittances: z.array(z.object({ id: z.uuid(), sequence: z.int(), providerId: z.uuid(), statementId: z.uuid(), pence: z.int(), paidOn: z.iso.date(), sha256: z.string() })) }),
  handler: async (ctx) => {
    const seen = await seeExports(ctx.house, ctx.actor, ctx.params.payRunId)
    return {
      exports: seen.exports.map((each) => ({ ...fileJson(each), paidOn: each.paidOn?.toString() ?? null })),
      remittances: seen.remittances.map(({ id, sequence, providerId, statementId, pence, paidOn, sha256 }) => ({ id, sequence, providerId, statementId, pence, paidOn: paidOn.toString(), sha256 })),
    }
  },
})

const make = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs/:payRunId/exports',
  permission: EXPORT_PAYMENTS,
  summary: 'Make the next payments file of an approved run',
  params,
  body: z.object({}),
  response: file,
  handler: async (ctx) => fileJson(await exportPayments(ctx.house, ctx.actor, ctx.params)),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/exports/:exportNr',
  permission: SEE_PAY_RUNS,
  summary: 'Get a payments file as it was made: content holds its bytes as UTF-8 text, whose SHA-256 is sha256',
  params: params.extend({ exportNr: z.coerce.number().int().positive() }),
  response: file.extend({ content: z.string() }),
  handler: async (ctx) => {
    const found = await getPaymentsFile(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
    return { ...fileJson(found.file), content: found.content }
  },
})

const paid = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs/:payRunId/paid',
  permission: EXPORT_PAYMENTS,
  summary: 'Record the day on which the last payments file of a run was paid; remittances are made',
  params,
  body: z.object({ paidOn: z.iso.date() }),
  response: z.object({ remittances: z.int() }),
  handler: (ctx) => recordPaid(ctx.house, ctx.actor, { ...ctx.params, paidOn: Temporal.PlainDate.from(ctx.body.paidOn) }),
})

const remittance = apiRoute({
  method: 'GET',
  url: '/api/v1/remittances/:remittanceId',
  permission: SEE_STATEMENTS,
  summary: 'Get a remittance as it was made: content holds its bytes as UTF-8 text, whose SHA-256 is sha256',
  params: z.object({ remittanceId: z.uuid() }),
  response: z.object({ id: z.uuid(), sequence: z.int(), statementId: z.uuid(), providerId: z.uuid(), pence: z.int(), paidOn: z.iso.date(), sha256: z.string(), content: z.string() }),
  handler: async (ctx) => {
    const found = await getRemittance(ctx.house, ctx.actor, ctx.params.remittanceId)
    const { id, sequence, statementId, providerId, pence, paidOn, sha256 } = found.remittance
    return { id, sequence, statementId, providerId, pence, paidOn: paidOn.toString(), sha256, content: found.content }
  },
})

export const payRunLifeRoutes = [see, decide, exports, make, one, paid, remittance]
