import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { decideBankDetails, recordBankDetails } from '../actions/bank-details.ts'
import { seeBankDetails, seeBankHolder, type BankHolder } from '../reads/bank-accounts.ts'
import { APPROVE_BANK_DETAILS, councilAccount, providerAccount, RECORD_BANK_DETAILS, SEE_BANK_DETAILS, SEE_COUNCIL_ACCOUNT } from '../terms/bank-account.ts'

const params = z.object({ providerId: z.uuid() })
const account = z.object({ nr: z.int(), state: z.enum(['waiting', 'in-use', 'refused', 'replaced']), accountName: z.string(), sortCodeEnding: z.string(), accountEnding: z.string(), recordedAt: z.iso.datetime(), recordedBy: z.string(), decidedAt: z.iso.datetime().nullable(), decidedBy: z.string().nullable() })
const holder = z.object({ providerId: z.uuid().nullable(), name: z.string(), accounts: z.array(account) })
const decision = z.object({ nr: z.int(), decision: z.enum(['approve', 'refuse']), note: z.string().trim().min(1).max(500).nullable() })
const done = z.object({ done: z.literal(true) })

function holderJson({ providerId, name, history }: BankHolder): z.output<typeof holder> {
  return {
    providerId,
    name,
    accounts: history.map((each) => ({ nr: each.nr, state: each.state, accountName: each.accountName, sortCodeEnding: each.sortCodeEnding, accountEnding: each.accountEnding, recordedAt: each.recordedAt.toString(), recordedBy: each.recordedBy.name, decidedAt: each.decision?.at.toString() ?? null, decidedBy: each.decision?.by.name ?? null })),
  }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/bank-details',
  permission: SEE_BANK_DETAILS,
  summary: 'List the bank details of the council (providerId null) and its providers without their numbers, the newest first; a provider sees its own',
  response: z.object({ holders: z.array(holder) }),
  handler: async (ctx) => ({ holders: (await seeBankDetails(ctx.house, ctx.actor)).map(holderJson) }),
})

const council = apiRoute({ method: 'GET', url: '/api/v1/bank-details/council', permission: SEE_COUNCIL_ACCOUNT, summary: 'Get the bank details of the council without their numbers', response: holder, handler: async (ctx) => holderJson(await seeBankHolder(ctx.house, ctx.actor, null)) })
const provider = apiRoute({ method: 'GET', url: '/api/v1/bank-details/providers/:providerId', permission: SEE_BANK_DETAILS, summary: 'Get the bank details of a provider without their numbers', params, response: holder, handler: async (ctx) => holderJson(await seeBankHolder(ctx.house, ctx.actor, ctx.params.providerId)) })

const recordCouncil = apiRoute({
  method: 'POST',
  url: '/api/v1/bank-details/council',
  permission: RECORD_BANK_DETAILS,
  summary: 'Record bank details of the council; they are used once somebody else has approved them',
  body: councilAccount,
  response: z.object({ nr: z.int() }),
  handler: (ctx) => recordBankDetails(ctx.house, ctx.actor, { ...ctx.body, providerId: null }),
})

const recordProvider = apiRoute({
  method: 'POST',
  url: '/api/v1/bank-details/providers/:providerId',
  permission: RECORD_BANK_DETAILS,
  summary: 'Record bank details of a provider; they are used once somebody else has approved them, and the provider is told without numbers',
  params,
  body: providerAccount,
  response: z.object({ nr: z.int() }),
  handler: (ctx) => recordBankDetails(ctx.house, ctx.actor, { ...ctx.body, serviceUserNumber: null, providerId: ctx.params.providerId }),
})

const decideCouncil = apiRoute({
  method: 'POST',
  url: '/api/v1/bank-details/council/decision',
  permission: APPROVE_BANK_DETAILS,
  summary: 'Refuse bank details of the council that wait; a program approves none',
  body: decision,
  response: done,
  handler: async ({ house, actor, body }) => {
    await decideBankDetails(house, actor, { providerId: null, nr: body.nr, isApproved: body.decision === 'approve', note: body.note })
    return { done: true as const }
  },
})

const decideProvider = apiRoute({
  method: 'POST',
  url: '/api/v1/bank-details/providers/:providerId/decision',
  permission: APPROVE_BANK_DETAILS,
  summary: 'Refuse bank details of a provider that wait; a program approves none',
  params,
  body: decision,
  response: done,
  handler: async ({ house, actor, params: { providerId }, body }) => {
    await decideBankDetails(house, actor, { providerId, nr: body.nr, isApproved: body.decision === 'approve', note: body.note })
    return { done: true as const }
  },
})

export const bankDetailRoutes = [list, council, provider, recordCouncil, recordProvider, decideCouncil, decideProvider]
