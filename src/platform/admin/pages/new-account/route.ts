import { addAccount } from '../../../access/actions/add-account.ts'
import { need } from '../../../access/permission.ts'
import { ROLE_NAMES, ROLES } from '../../../access/roles.ts'
import { read } from '../../../action/transaction.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../web/form.ts'
import { page, redirectTo, type PageReply } from '../../../web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../web/route.ts'
import type { Directory } from '../../directory.ts'
import { ADMINISTER } from '../../permissions.ts'
import { readNewAccount } from './form.ts'

/** The form that adds an account, and where it is sent. */
export function newAccountPages(directory: Directory, issuer: string): PageRoute[] {
  const show = async (ctx: PageContext, values: FormBody, errors: readonly FieldError[] = []): Promise<PageReply> => {
    const names = await read(ctx.house, ctx.actor, (work) => {
      need(ctx.actor, ADMINISTER)
      return directory.providerNames(work)
    })
    const providers = [...names].map(([value, text]) => ({ value, text })).sort((a, b) => a.text.localeCompare(b.text))
    const view = {
      title: 'Add an account',
      breadcrumbs: [{ text: 'Accounts', href: '/accounts' }, { text: 'Add an account' }],
      roles: ROLES.map((value) => ({ value, text: ROLE_NAMES[value] })),
      providers: [{ value: '', text: 'None' }, ...providers],
      values,
      errors,
    }
    return page('platform/admin/pages/new-account/page.njk', view, { status: errors.length === 0 ? 200 : 400 })
  }

  return [
    pageRoute({ method: 'GET', url: '/accounts/new', permission: ADMINISTER, handler: (ctx) => show(ctx, { issuer }) }),
    pageRoute({
      method: 'POST',
      url: '/accounts/new',
      permission: ADMINISTER,
      handler: async (ctx) => {
        const reference = textOf(ctx.body, 'personReference')
        const personIds = await read(ctx.house, ctx.actor, async (work) => {
          need(ctx.actor, ADMINISTER)
          return reference === '' ? new Map<string, string>() : directory.personIdsByReference(work, [reference])
        })
        const form = readNewAccount(ctx.body, personIds)
        if (!form.ok) return show(ctx, ctx.body, form.errors)
        try {
          await addAccount(ctx.house, ctx.actor, form.value)
        } catch (fault) {
          return show(ctx, ctx.body, fieldErrorsOf(fault, 'subject'))
        }
        return redirectTo('/accounts', 'The account is added')
      },
    }),
  ]
}
