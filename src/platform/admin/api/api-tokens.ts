import { z } from 'zod'
import { revokeApiToken } from '../../access/actions/revoke-api-token.ts'
import { seeApiTokens } from '../../access/see-api-tokens.ts'
import { ROLES } from '../../access/roles.ts'
import { MANAGE_API_TOKENS } from '../../access/terms.ts'
import { apiRoute } from '../../web/route.ts'

const token = z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES), scopes: z.array(z.string()), createdAt: z.string(), expiresAt: z.string(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable() })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/api-tokens',
  permission: MANAGE_API_TOKENS,
  summary: 'List the API tokens of your organisation, without their secrets',
  response: z.object({ tokens: z.array(token) }),
  handler: async (ctx) => {
    const tokens = await seeApiTokens(ctx.house, ctx.actor)
    return {
      tokens: tokens.map(({ id, name, role, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
        id, name, role, scopes: [...scopes],
        createdAt: createdAt.toString(),
        expiresAt: expiresAt.toString(),
        lastUsedAt: lastUsedAt?.toString() ?? null,
        revokedAt: revokedAt?.toString() ?? null,
      })),
    }
  },
})

const revoke = apiRoute({
  method: 'POST',
  url: '/api/v1/api-tokens/:tokenId/revoke',
  permission: MANAGE_API_TOKENS,
  summary: 'Revoke an API token of your organisation',
  params: z.object({ tokenId: z.uuid() }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await revokeApiToken(ctx.house, ctx.actor, ctx.params.tokenId)
    return { done: true as const }
  },
})

/** API tokens as JSON. They are issued on the page alone: a program may not make keys for programs. */
export const apiTokensApi = [list, revoke]
