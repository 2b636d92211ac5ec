import { z } from 'zod'
import { countOf, wordsForDate } from '../../../../kernel/words.ts'
import { londonDate } from '../../../../kernel/london.ts'
import { closeAccount } from '../../../access/actions/close-account.ts'
import { reopenAccount } from '../../../access/actions/reopen-account.ts'
import { ROLE_NAMES } from '../../../access/roles.ts'
import { read } from '../../../action/transaction.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../web/form.ts'
import { page, redirectTo, type PageReply } from '../../../web/reply.ts'
import { pageRoute, type PageContext, type PageRoute } from '../../../web/route.ts'
import type { Directory } from '../../directory.ts'
import { ADMINISTER } from '../../permissions.ts'
import { seeAccount } from '../../reads.ts'

const params = z.object({ accountId: z.uuid() })
type Asked = PageContext<z.output<typeof params>>

/** One account, with the buttons that close and reopen it. */
export function accountPages(directory: Directory): PageRoute[] {
  const show = async (ctx: Asked, errors: readonly FieldError[] = []): Promise<PageReply> => {
    const account = await seeAccount(ctx.house, ctx.actor, ctx.params.accountId)
    const names = account.organisationId === null ? new Map<string, string>() : await read(ctx.house, ctx.actor, (work) => directory.providerNames(work))
    const organisation = account.organisationId === null ? (account.role === 'person' ? 'None' : 'Council') : (names.get(account.organisationId) ?? 'A provider that is gone')
    const view = {
      title: account.name,
      caption: 'Account',
      breadcrumbs: [{ text: 'Accounts', href: '/accounts' }, { text: account.name }],
      account,
      isOwn: account.id === ctx.actor.userId,
      rows: [
        { key: 'State', text: account.active ? 'Active' : 'Closed' },
        { key: 'Email', text: account.email },
        { key: 'Role', text: ROLE_NAMES[account.role] },
        { key: 'Organisation', text: organisation },
        { key: 'Identity', text: account.subject, hint: account.issuer },
        { key: 'Added', text: wordsForDate(londonDate(account.createdAt)) },
        { key: 'Signed in now', text: countOf(account.sessions, 'session') },
        { key: 'API tokens that work', text: String(account.tokens) },
      ],
      ends: [account.sessions === 0 ? undefined : countOf(account.sessions, 'session'), account.tokens === 0 ? undefined : countOf(account.tokens, 'API token')].filter((each) => each !== undefined).join(' and '),
      values: ctx.body,
      errors,
    }
    return page('platform/admin/pages/account/page.njk', view, { status: errors.length === 0 ? 200 : 400 })
  }

  return [
    pageRoute({ method: 'GET', url: '/accounts/:accountId', permission: ADMINISTER, params, handler: (ctx) => show(ctx) }),
    pageRoute({
      method: 'POST',
      url: '/accounts/:accountId/close',
      permission: ADMINISTER,
      params,
      handler: async (ctx) => {
        const reason = textOf(ctx.body, 'reason')
        if (reason === '') return show(ctx, [fieldError('reason', 'Say why the account is closed')])
        try {
          const { sessionsEnded, tokensRevoked } = await closeAccount(ctx.house, ctx.actor, { accountId: ctx.params.accountId, reason: reason.slice(0, 300) })
          return redirectTo(`/accounts/${ctx.params.accountId}`, `The account is closed. ${countOf(sessionsEnded, 'session')} ended, ${countOf(tokensRevoked, 'API token')} revoked`)
        } catch (fault) {
          return show(ctx, fieldErrorsOf(fault, 'reason'))
        }
      },
    }),
    pageRoute({
      method: 'POST',
      url: '/accounts/:accountId/reopen',
      permission: ADMINISTER,
      params,
      handler: async (ctx) => {
        try {
          await reopenAccount(ctx.house, ctx.actor, { accountId: ctx.params.accountId })
          return redirectTo(`/accounts/${ctx.params.accountId}`, 'The account is open again')
        } catch (fault) {
          return show(ctx, fieldErrorsOf(fault, 'reason'))
        }
      },
    }),
  ]
}
