import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { contestFee, decideFee } from '../actions/contest-fee.ts'
import { setFeeTerms } from '../actions/fee-terms.ts'
import { measureFees } from '../actions/measure-fees.ts'
import { seeFee, seeFees, type NamedFee } from '../reads/fees.ts'
import { CONTEST_FEES, feeTermsDocument, measuredRequirement, SEE_FEES, SET_FEE_TERMS } from '../terms/fee-at-risk.ts'

const params = z.object({ feeResultId: z.uuid() })
const done = z.object({ done: z.literal(true) })
const said = z.object({ reason: z.string(), at: z.string(), by: z.string() })
const feeShape = z.object({
  id: z.uuid(), frameworkId: z.uuid(), payRunId: z.uuid(), fromOn: z.iso.date(), toOn: z.iso.date(), providerId: z.uuid(), zoneId: z.uuid(), feePence: z.int(), atRiskPence: z.int(), requirements: z.array(measuredRequirement), pence: z.int(), contestUntil: z.iso.date(),
  state: z.enum(['open', 'contested', 'settled', 'applied']), contest: said.nullable(), decision: said.extend({ pence: z.int() }).nullable(), statementId: z.uuid().nullable(),
})

function feeJson(fee: NamedFee): z.output<typeof feeShape> {
  const { id, frameworkId, payRunId, providerId, zoneId, feePence, atRiskPence, pence, state, contest, decision } = fee
  return {
    id, frameworkId, payRunId, providerId, zoneId, feePence, atRiskPence, pence, state, requirements: [...fee.requirements], fromOn: fee.fromOn.toString(), toOn: fee.toOn.toString(), contestUntil: fee.contestUntil.toString(),
    contest: contest === null ? null : { ...contest, at: contest.at.toString() },
    decision: decision === null ? null : { ...decision, at: decision.at.toString() },
    statementId: fee.applied?.statementId ?? null,
  }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/fee-at-risk',
  permission: SEE_FEES,
  summary: 'List fees at risk of a framework with its terms, of the first framework when none is named; a provider sees its own',
  query: z.object({ frameworkId: z.uuid().optional() }),
  response: z.object({ terms: z.array(z.object({ id: z.uuid(), fromOn: z.iso.date(), document: feeTermsDocument })), results: z.array(feeShape) }),
  handler: async (ctx) => {
    const seen = await seeFees(ctx.house, ctx.actor, ctx.query.frameworkId)
    return { terms: (seen?.terms ?? []).map((each) => ({ id: each.id, fromOn: each.fromOn.toString(), document: each.document })), results: (seen?.results ?? []).map(feeJson) }
  },
})

const one = apiRoute({ method: 'GET', url: '/api/v1/fee-at-risk/:feeResultId', permission: SEE_FEES, summary: 'Get a fee at risk with each requirement as it was measured', params, response: feeShape, handler: async (ctx) => feeJson(await seeFee(ctx.house, ctx.actor, ctx.params.feeResultId)) })

const terms = apiRoute({
  method: 'POST',
  url: '/api/v1/fee-at-risk/terms',
  permission: SET_FEE_TERMS,
  summary: 'Set the terms of a framework’s fee at risk from the first day of a payment period; percentages in tenths',
  body: z.object({ frameworkId: z.uuid(), fromOn: z.iso.date(), document: feeTermsDocument }),
  response: z.object({ feeTermsId: z.uuid() }),
  handler: (ctx) => setFeeTerms(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) }),
})

const measure = apiRoute({ method: 'POST', url: '/api/v1/fee-at-risk', permission: SET_FEE_TERMS, summary: 'Measure the fees at risk of an approved payment run, once', body: z.object({ payRunId: z.uuid() }), response: z.object({ results: z.int() }), handler: (ctx) => measureFees(ctx.house, ctx.actor, ctx.body) })

const contest = apiRoute({
  method: 'POST',
  url: '/api/v1/fee-at-risk/:feeResultId/contest',
  permission: CONTEST_FEES,
  summary: 'Contest a fee at risk',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  response: done,
  handler: async (ctx) => {
    await contestFee(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/fee-at-risk/:feeResultId/decision',
  permission: SET_FEE_TERMS,
  summary: 'Decide a contested fee at risk: the pence that it takes off (below 0) or pays in the end',
  params,
  body: z.object({ pence: z.int(), reason: z.string().trim().min(1).max(500) }),
  response: done,
  handler: async (ctx) => {
    await decideFee(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

export const feeRoutes = [list, measure, terms, one, contest, decide]
