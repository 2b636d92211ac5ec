import { z } from 'zod'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { runPayment } from '../actions/run-payment.ts'
import { listPayRunSums } from '../store/pay-run.read.ts'
import { RUN_PAYMENT, SEE_PAY_RUNS } from '../terms.ts'

const run = z.object({
  id: z.uuid(),
  frameworkId: z.uuid(),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  runAt: z.string(),
  runBy: z.string(),
  statements: z.int(),
  lines: z.int(),
  adjustments: z.int(),
  payableMinutes: z.int(),
  totalPence: z.int(),
  nhsPence: z.int(),
  councilPence: z.int(),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs',
  permission: SEE_PAY_RUNS,
  summary: 'List payment runs with their totals',
  query: z.object({ frameworkId: z.uuid().optional() }),
  response: z.object({ payRuns: z.array(run) }),
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_PAY_RUNS)
      const runs = await listPayRunSums(work.tx, ctx.query.frameworkId === undefined ? {} : { frameworkId: ctx.query.frameworkId })
      return { payRuns: runs.map((each) => ({ id: each.id, frameworkId: each.frameworkId, fromOn: each.fromOn.toString(), toOn: each.toOn.toString(), runAt: each.runAt.toString(), runBy: each.runBy, statements: each.statements, lines: each.lines, adjustments: each.adjustments, payableMinutes: each.payableMinutes, totalPence: each.totalPence, nhsPence: each.nhsPence, councilPence: each.totalPence - each.nhsPence })) }
    }),
})

const make = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs',
  permission: RUN_PAYMENT,
  summary: 'Run payment for a period; a period that was run answers already: true and changes nothing',
  body: z.object({ frameworkId: z.uuid(), periodFromOn: z.iso.date() }),
  response: z.object({ payRunId: z.uuid(), statements: z.int(), lines: z.int(), adjustments: z.int(), totalPence: z.int(), already: z.boolean() }),
  handler: (ctx) => runPayment(ctx.house, ctx.actor, { frameworkId: ctx.body.frameworkId, periodFromOn: Temporal.PlainDate.from(ctx.body.periodFromOn) }),
})

export const payRunRoutes = [list, make]
