import { z } from 'zod'
import { addAccount, newAccount } from '../../access/actions/add-account.ts'
import { ROLES } from '../../access/roles.ts'
import { apiRoute } from '../../web/route.ts'
import { ADMINISTER } from '../permissions.ts'
import { seeAccounts } from '../reads.ts'

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

/** Accounts as JSON. */
export const accountsApi = [list, add]
