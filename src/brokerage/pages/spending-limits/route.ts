import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { ROLE_NAMES } from '../../../platform/access/roles.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { askedLimit, limitChoices, limitKinds } from '../../../platform/web/limit-form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { seeSpendingLimits, setSpendingLimit, type SeenLimits } from '../../actions/spending-limits.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { LIMIT_KINDS, LIMIT_KIND_NAMES, LIMITED_ROLES, SEE_SPENDING_LIMITS, SET_SPENDING_LIMITS, type SpendingStanding } from '../../terms/spending.ts'

const POUNDS = /^£?(\d{1,3}(,?\d{3})?)(\.\d{2})?$/
const NOTE_LENGTH = 500

/** What each role and account may commit the council to a week, and the form to set it. */
export const spendingLimitsPage = pageRoute({ method: 'GET', url: '/spending-limits', permission: SEE_SPENDING_LIMITS, handler: (ctx) => show(ctx) })

export const setSpendingLimitAction = pageRoute({
  method: 'POST',
  url: '/spending-limits',
  permission: SET_SPENDING_LIMITS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const asked = askedLimit(ctx.body, { roles: LIMITED_ROLES, kinds: LIMIT_KINDS, pounds: POUNDS, missing: { kind: 'Choose what they may commit the council to', pounds: 'Enter the most pounds a week, for example 650 or 650.00' } }, errors)
    const note = textOf(ctx.body, 'note')
    if (note.length > NOTE_LENGTH) errors.push(fieldError('note', `Enter ${String(NOTE_LENGTH)} characters or fewer`))
    if (errors.length > 0 || asked === undefined) return show(ctx, { errors, values: ctx.body })
    try {
      await setSpendingLimit(ctx.house, ctx.actor, { of: asked.of, kind: asked.kind, weeklyPence: asked.pence, mayApproveOwn: textOf(ctx.body, 'own') === 'yes', note: note === '' ? null : note })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'of'), values: ctx.body })
    }
    return redirectTo('/spending-limits', 'The limit is set from now on. What was decided before stays')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeSpendingLimits(ctx.house, ctx.actor)
  const tables = [nowTable(seen, ctx.url), historyTable(seen, ctx.url)]
  const values = again?.values ?? {}
  const view = {
    title: 'Spending limits',
    wide: true,
    errors: again?.errors,
    values,
    tables,
    maySet: holds(ctx.actor, SET_SPENDING_LIMITS),
    choices: limitChoices(seen, values),
    kinds: limitKinds(LIMIT_KINDS, LIMIT_KIND_NAMES, values),
    ownChecked: textOf(values, 'own') === 'yes',
  }
  const shown = page('brokerage/pages/spending-limits/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, tables, shown) : shown
}

function standingWords(standing: SpendingStanding): string {
  if (standing.from === 'unset') return 'Not set: any cost'
  return standing.limitPence === null ? 'Any cost' : wordsForPence(standing.limitPence)
}

function nowTable(seen: SeenLimits, url: string) {
  const rows = [...seen.roles.map(({ role, standing }) => ({ who: ROLE_NAMES[role], kind: 'Role', standing })), ...seen.accounts.map(({ name, role, standing }) => ({ who: name, kind: ROLE_NAMES[role], standing }))]
  return dataTable<(typeof rows)[number]>({
    key: 'limits',
    caption: 'In force now',
    noun: ['limit', 'limits'],
    url,
    rows,
    emptyWords: 'No role refers people.',
    columns: [
      { key: 'who', heading: 'Who', value: (row) => ({ text: row.who, hint: row.kind }), sort: (row) => row.who },
      { key: 'limit', heading: 'May commit a week', numeric: true, value: (row) => standingWords(row.standing), sort: (row) => row.standing.limitPence ?? Infinity },
      { key: 'from', heading: 'Set for', value: (row) => ({ account: 'The account', role: 'The role', unset: 'Nobody' })[row.standing.from] },
      { key: 'own', heading: 'May approve own requests', value: (row) => (row.standing.mayApproveOwn ? 'Yes' : 'No') },
    ],
  })
}

function historyTable(seen: SeenLimits, url: string) {
  return dataTable<SeenLimits['history'][number]>({
    key: 'history',
    caption: 'As they were set',
    noun: ['limit', 'limits'],
    url,
    rows: seen.history,
    emptyWords: 'No limit was ever set, so nothing waits for approval of its cost.',
    columns: [
      { key: 'at', heading: 'Set', value: (row) => ({ text: wordsForMoment(row.recordedAt), hint: row.recordedBy }), sort: (row) => row.recordedAt.toString(), csv: (row) => row.recordedAt.toString() },
      { key: 'who', heading: 'For', value: (row) => row.accountName ?? (row.role === null ? '' : ROLE_NAMES[row.role]), sort: (row) => row.accountName ?? row.role ?? '' },
      { key: 'limit', heading: 'May commit a week', numeric: true, value: (row) => (row.weeklyPence === null ? LIMIT_KIND_NAMES[row.kind] : wordsForPence(row.weeklyPence)), sort: (row) => row.weeklyPence ?? Infinity },
      { key: 'own', heading: 'May approve own requests', value: (row) => (row.role === null ? '' : row.mayApproveOwn ? 'Yes' : 'No') },
      { key: 'note', heading: 'Why', value: (row) => row.note ?? '' },
    ],
  })
}
