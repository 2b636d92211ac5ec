import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { makeBacsFile, withdrawBacsFile } from '../actions/make-bacs-file.ts'
import { getBacsFile, seeBacs } from '../reads/bacs.ts'
import { SEE_PAY_RUNS } from '../terms.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { BacsFile } from '../terms/bacs.ts'

const params = z.object({ payRunId: z.uuid(), exportNr: z.coerce.number().int().positive() })
const file = z.object({ sequence: z.int(), processingOn: z.iso.date(), paymentCount: z.int(), totalPence: z.int(), sha256: z.string(), madeAt: z.iso.datetime(), madeBy: z.string(), withdrawn: z.object({ reason: z.string(), at: z.iso.datetime(), by: z.string() }).nullable() })
const payment = z.object({ statementId: z.uuid(), reference: z.string(), providerId: z.uuid(), pence: z.int(), accountEnding: z.string().nullable(), kind: z.enum(['credit', 'no-details', 'new', 'changed', 'as-before']) })
const change = z.object({ given: z.string(), written: z.string(), isRewritten: z.boolean(), isCut: z.boolean() })

function fileJson({ sequence, processingOn, paymentCount, totalPence, sha256, madeAt, madeBy, withdrawal }: BacsFile): z.output<typeof file> {
  return { sequence, processingOn: processingOn.toString(), paymentCount, totalPence, sha256, madeAt: madeAt.toString(), madeBy, withdrawn: withdrawal === null ? null : { reason: withdrawal.reason, at: withdrawal.at.toString(), by: withdrawal.by } }
}

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/exports/:exportNr/bacs',
  permission: SEE_PAY_RUNS,
  summary: 'Get what a Bacs file of a payments file would hold, what it would write otherwise, and the files that were made; no account numbers',
  params,
  response: z.object({ payments: z.array(payment), changes: z.array(change), councilHasDetails: z.boolean(), files: z.array(file) }),
  handler: async (ctx) => {
    const seen = await seeBacs(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
    return {
      payments: seen.rows.map((row) => ({ statementId: row.statementId, reference: row.statementNumber, providerId: row.providerId, pence: row.pence, accountEnding: row.account?.accountEnding ?? null, kind: row.kind })),
      changes: [...seen.changes],
      councilHasDetails: seen.originator !== undefined,
      files: seen.files.map(fileJson),
    }
  },
})

const make = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs/:payRunId/exports/:exportNr/bacs',
  permission: EXPORT_PAYMENTS,
  summary: 'Make the Bacs file of a payments file that is not paid yet; nothing is submitted',
  params,
  body: z.object({ processingOn: z.iso.date() }),
  response: file,
  handler: async (ctx) => fileJson(await makeBacsFile(ctx.house, ctx.actor, { ...ctx.params, processingOn: Temporal.PlainDate.from(ctx.body.processingOn) })),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/pay-runs/:payRunId/exports/:exportNr/bacs/file',
  permission: EXPORT_PAYMENTS,
  summary: 'Get the Bacs file that stands as it was made: content holds its bytes as text, whose SHA-256 is sha256',
  params,
  response: file.extend({ content: z.string() }),
  handler: async (ctx) => {
    const found = await getBacsFile(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
    return { ...fileJson(found.file), content: found.content }
  },
})

const withdraw = apiRoute({
  method: 'POST',
  url: '/api/v1/pay-runs/:payRunId/exports/:exportNr/bacs/withdrawal',
  permission: EXPORT_PAYMENTS,
  summary: 'Withdraw a Bacs file that was never submitted; another may then be made',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await withdrawBacsFile(ctx.house, ctx.actor, { ...ctx.params, reason: ctx.body.reason })
    return { done: true as const }
  },
})

export const bacsRoutes = [see, make, one, withdraw]
