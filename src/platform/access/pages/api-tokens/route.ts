import { z } from 'zod'
import { dataTable } from '../../../components/data-table.ts'
import type { SliceWiring } from '../../../slice-wiring.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../web/reply.ts'
import { permissionsOf } from '../../../web/navigation.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../web/route.ts'
import { fieldErrorsOf, type FieldError } from '../../../web/form.ts'
import { issueApiToken } from '../../actions/issue-api-token.ts'
import { revokeApiToken } from '../../actions/revoke-api-token.ts'
import type { Permission } from '../../permission.ts'
import { seeApiTokens } from '../../see-api-tokens.ts'
import { MANAGE_API_TOKENS } from '../../terms.ts'
import { readTokenForm } from './form.ts'
import { rolesFor, scopeChoices, tokenColumns } from './present.ts'

const TEMPLATE = 'platform/access/pages/api-tokens/page.njk'

/** Issue and revoke tokens. The choices are the permissions that the API's own routes ask for. */
export function apiTokenPages(wirings: readonly SliceWiring[]): PageRoute[] {
  const permissions = apiPermissions(wirings)

  const show = async (ctx: PageContext, extra: { errors?: readonly FieldError[]; values?: FormBody; secret?: string } = {}): Promise<PageReply> => {
    const tokens = await seeApiTokens(ctx.house, ctx.actor)
    const table = dataTable({
      caption: 'Tokens',
      noun: ['token', 'tokens'],
      columns: tokenColumns(ctx.house.clock.now()),
      rows: tokens,
      url: ctx.url,
      emptyWords: 'There are no tokens yet. Issue one below to let a program use the API.',
    })
    const usable = tokens.filter((token) => token.revokedAt === null)
    const view = { title: 'API tokens', table, usable, roles: rolesFor(ctx.actor), scopes: scopeChoices(permissions, ctx.actor), ...extra }
    return tableReply(ctx, [table], page(TEMPLATE, view, { status: extra.errors === undefined ? 200 : 400 }))
  }

  return [
    pageRoute({ method: 'GET', url: '/api-tokens', permission: MANAGE_API_TOKENS, handler: (ctx) => show(ctx) }),
    pageRoute({
      method: 'POST',
      url: '/api-tokens',
      permission: MANAGE_API_TOKENS,
      handler: async (ctx) => {
        const form = readTokenForm(ctx.body)
        if (!form.ok) return show(ctx, { errors: form.errors, values: ctx.body })
        try {
          const issued = await issueApiToken(ctx.house, ctx.actor, form.value, permissions)
          return await show(ctx, { secret: issued.secret })
        } catch (fault) {
          return show(ctx, { errors: fieldErrorsOf(fault, 'name'), values: ctx.body })
        }
      },
    }),
    pageRoute({
      method: 'POST',
      url: '/api-tokens/:tokenId/revoke',
      permission: MANAGE_API_TOKENS,
      params: z.object({ tokenId: z.uuid() }),
      handler: async (ctx) => {
        await revokeApiToken(ctx.house, ctx.actor, ctx.params.tokenId)
        return redirectTo('/api-tokens', 'The token is revoked')
      },
    }),
  ]
}

function apiPermissions(wirings: readonly SliceWiring[]): Permission[] {
  const named = wirings.flatMap((wiring) => wiring.api).flatMap((route) => permissionsOf(route.permission))
  return [...new Map(named.map((permission) => [permission.name, permission])).values()].sort((a, b) => a.name.localeCompare(b.name))
}
