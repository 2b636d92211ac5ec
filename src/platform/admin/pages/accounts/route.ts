import { ROLE_NAMES } from '../../../access/roles.ts'
import type { AccountLine } from '../../../access/store/account-list.read.ts'
import { read } from '../../../action/transaction.ts'
import { dataTable, type Column } from '../../../components/data-table.ts'
import { page, tableReply } from '../../../web/reply.ts'
import { pageRoute, type PageRoute } from '../../../web/route.ts'
import type { Directory } from '../../directory.ts'
import { ADMINISTER } from '../../permissions.ts'
import { seeAccounts } from '../../reads.ts'

/** Who may sign in, and as what. */
export function accountsPage(directory: Directory): PageRoute {
  return pageRoute({
    method: 'GET',
    url: '/accounts',
    permission: ADMINISTER,
    handler: async (ctx) => {
      const accounts = await seeAccounts(ctx.house, ctx.actor)
      const names = await read(ctx.house, ctx.actor, (work) => directory.providerNames(work))
      const table = dataTable({ caption: 'Accounts', noun: ['account', 'accounts'], columns: columnsFor(names), rows: accounts, url: ctx.url, emptyWords: 'No account yet. Add the first with the button above.' })
      return tableReply(ctx, [table], page('platform/admin/pages/accounts/page.njk', { title: 'Accounts', table }))
    },
  })
}

function columnsFor(names: ReadonlyMap<string, string>): Column<AccountLine>[] {
  const organisation = (account: AccountLine): string => {
    if (account.organisationId !== null) return names.get(account.organisationId) ?? 'A provider that is gone'
    return account.role === 'person' ? 'None' : 'Council'
  }
  return [
    { key: 'name', heading: 'Name', value: (account) => ({ text: account.name, hint: account.email, href: `/accounts/${account.id}` }), sort: (account) => account.name },
    { key: 'role', heading: 'Role', value: (account) => ROLE_NAMES[account.role], sort: (account) => account.role },
    { key: 'organisation', heading: 'Organisation', value: organisation, sort: organisation },
    { key: 'sessions', heading: 'Signed in now', value: (account) => String(account.sessions), sort: (account) => account.sessions, numeric: true },
    { key: 'state', heading: 'State', value: (account) => ({ text: '', tag: account.active ? { text: 'Active', colour: 'green' } : { text: 'Closed', colour: 'grey' } }), sort: (account) => String(account.active) },
  ]
}
