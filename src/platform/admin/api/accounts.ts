import { z } from 'zod'
import { addAccount, newAccount } from '../../access/actions/add-account.ts'
import { closeAccount } from '../../access/actions/close-account.ts'
import { reopenAccount } from '../../access/actions/reopen-account.ts'
import { ROLES } from '../../access/roles.ts'
import { apiRoute } from '../../web/route.ts'
import { ADMINISTER } from '../permissions.ts'
import { seeAccount, seeAccounts } from '../reads.ts'

const account = z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(ROLES), organisationId: z.uuid().nullable(), active: z.boolean(), sessions: z.int() })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/accounts',
  permission: ADMINISTER,
  summary: 'List who may sign in, and as what',
  response: z.object({ accounts: z.array(account) }),
  handler: async (ctx) => ({ accounts: [...(await seeAccounts(ctx.house, ctx.actor))] }),
})

const add = apiRoute({
  method: 'POST',
  url: '/api/v1/accounts',
  permission: ADMINISTER,
  summary: 'Add an account for somebody the identity provider knows',
  body: newAccount,
  response: z.object({ accountId: z.uuid() }),
  handler: async (ctx) => ({ accountId: (await addAccount(ctx.house, ctx.actor, ctx.body)).userId }),
})

const params = z.object({ accountId: z.uuid() })

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/accounts/:accountId',
  permission: ADMINISTER,
  summary: 'Show one account, with its open sessions and the API tokens it issued that still work',
  params,
  response: account.extend({ createdAt: z.string(), tokens: z.int() }),
  handler: async (ctx) => {
    const { id, name, email, role, organisationId, active, sessions, createdAt, tokens } = await seeAccount(ctx.house, ctx.actor, ctx.params.accountId)
    return { id, name, email, role, organisationId, active, sessions, createdAt: createdAt.toString(), tokens }
  },
})

const close = apiRoute({
  method: 'POST',
  url: '/api/v1/accounts/:accountId/close',
  permission: ADMINISTER,
  summary: 'Close an account: its sessions end and its API tokens are revoked at once',
  params,
  body: z.object({ reason: z.string().trim().min(1, 'Say why the account is closed').max(300) }),
  response: z.object({ sessionsEnded: z.int(), tokensRevoked: z.int() }),
  handler: (ctx) => closeAccount(ctx.house, ctx.actor, { accountId: ctx.params.accountId, reason: ctx.body.reason }),
})

const reopen = apiRoute({
  method: 'POST',
  url: '/api/v1/accounts/:accountId/reopen',
  permission: ADMINISTER,
  summary: 'Reopen a closed account; its API tokens stay revoked',
  params,
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await reopenAccount(ctx.house, ctx.actor, { accountId: ctx.params.accountId })
    return { done: true as const }
  },
})

/** Accounts as JSON. */
export const accountsApi = [list, add, one, close, reopen]
