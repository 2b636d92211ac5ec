import { need } from '../../../access/permission.ts'
import { ROLE_NAMES, type Role } from '../../../access/roles.ts'
import { listAccounts, type AccountLine } from '../../../access/store/account-list.read.ts'
import { read } from '../../../action/transaction.ts'
import { dataTable, type Column } from '../../../components/data-table.ts'
import { page, tableReply } from '../../../web/reply.ts'
import { pageRoute } from '../../../web/route.ts'
import { ADMINISTER } from '../../permissions.ts'

const columns: readonly Column<AccountLine>[] = [
  { key: 'name', heading: 'Name', value: (account) => ({ text: account.name, hint: account.email }), sort: (account) => account.name },
  { key: 'role', heading: 'Role', value: (account) => ROLE_NAMES[account.role as Role] ?? account.role, sort: (account) => account.role },
  { key: 'organisation', heading: 'Organisation', value: (account) => (account.organisationId === null ? 'Council' : 'Provider'), sort: (account) => account.organisationId ?? '' },
  { key: 'sessions', heading: 'Signed in now', value: (account) => String(account.sessions), sort: (account) => account.sessions, numeric: true },
  { key: 'state', heading: 'State', value: (account) => ({ text: '', tag: account.active ? { text: 'Active', colour: 'green' } : { text: 'Closed', colour: 'grey' } }), sort: (account) => String(account.active) },
]

/** Who may sign in, and as what. */
export const accountsPage = pageRoute({
  method: 'GET',
  url: '/accounts',
  permission: ADMINISTER,
  handler: async (ctx) => {
    const accounts = await read(ctx.house, ctx.actor, (work) => {
      need(ctx.actor, ADMINISTER)
      return listAccounts(work.tx, work.now)
    })
    const table = dataTable({ caption: 'Accounts', noun: ['account', 'accounts'], columns, rows: accounts, url: ctx.url, emptyWords: 'No account yet. Add one with the command tendwell account add.' })
    return tableReply(ctx, [table], page('platform/admin/pages/accounts/page.njk', { title: 'Accounts', table }))
  },
})
