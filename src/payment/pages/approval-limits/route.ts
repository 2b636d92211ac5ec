import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { ROLE_NAMES } from '../../../platform/access/roles.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { askedText, fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { askedLimit, limitChoices, limitKinds } from '../../../platform/web/limit-form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { seeApprovalLimits, setApprovalLimit, type SeenApprovalLimits } from '../../actions/approval-limits.ts'
import { APPROVAL_LIMIT_KINDS, APPROVAL_LIMIT_NAMES, APPROVER_ROLES, SEE_APPROVAL_LIMITS, SET_APPROVAL_LIMITS, type ApprovalStanding } from '../../terms/approval.ts'

const POUNDS = /^£?(\d{1,3}(,?\d{3}){0,3})(\.\d{2})?$/

/** Up to how much each role and account may approve a payment run, and the form to set it. */
export const approvalLimitsPage = pageRoute({ method: 'GET', url: '/pay-run-limits', permission: SEE_APPROVAL_LIMITS, handler: (ctx) => show(ctx) })

export const setApprovalLimitAction = pageRoute({
  method: 'POST',
  url: '/pay-run-limits',
  permission: SET_APPROVAL_LIMITS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const asked = askedLimit(ctx.body, { roles: APPROVER_ROLES, kinds: APPROVAL_LIMIT_KINDS, pounds: POUNDS, missing: { kind: 'Choose which runs they may approve', pounds: 'Enter the most pounds of one run, for example 250,000' } }, errors)
    const note = askedText(ctx.body, 'note', null, errors)
    if (errors.length > 0 || asked === undefined) return show(ctx, { errors, values: ctx.body })
    try {
      await setApprovalLimit(ctx.house, ctx.actor, { ...asked, note })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'of'), values: ctx.body })
    }
    return redirectTo('/pay-run-limits', 'The limit is set from now on. What was approved before stays approved')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeApprovalLimits(ctx.house, ctx.actor)
  const url = again === undefined ? ctx.url : '/pay-run-limits'
  const tables = [nowTable(seen, url), historyTable(seen, url)]
  const values = again?.values ?? {}
  const view = {
    title: 'Limits for payment runs',
    errors: again?.errors,
    values,
    tables,
    maySet: holds(ctx.actor, SET_APPROVAL_LIMITS),
    choices: limitChoices(seen, values),
    kinds: limitKinds(APPROVAL_LIMIT_KINDS, APPROVAL_LIMIT_NAMES, values),
  }
  const shown = page('payment/pages/approval-limits/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, tables, shown) : shown
}

function standingWords({ limitPence, from }: ApprovalStanding): string {
  if (from === 'unset') return 'Not set: any amount'
  if (limitPence === null) return 'Any amount'
  return limitPence === 0 ? 'None' : wordsForPence(limitPence)
}

function nowTable(seen: SeenApprovalLimits, url: string) {
  const rows = [...seen.roles.map(({ role, standing }) => ({ who: ROLE_NAMES[role], kind: 'Role', standing })), ...seen.accounts.map(({ name, role, standing }) => ({ who: name, kind: ROLE_NAMES[role], standing }))]
  return dataTable<(typeof rows)[number]>({
    key: 'limits',
    caption: 'In force now',
    noun: ['limit', 'limits'],
    url,
    rows,
    emptyWords: 'No role approves payment runs.',
    columns: [
      { key: 'who', heading: 'Who', value: (row) => ({ text: row.who, hint: row.kind }), sort: (row) => row.who },
      { key: 'limit', heading: 'May approve runs up to', numeric: true, value: (row) => standingWords(row.standing), sort: (row) => row.standing.limitPence ?? Infinity },
      { key: 'from', heading: 'Set for', value: (row) => ({ account: 'The account', role: 'The role', unset: 'Nobody' })[row.standing.from] },
    ],
  })
}

function historyTable(seen: SeenApprovalLimits, url: string) {
  return dataTable<SeenApprovalLimits['history'][number]>({
    key: 'history',
    caption: 'As they were set',
    noun: ['limit', 'limits'],
    url,
    rows: seen.history,
    emptyWords: 'No limit was ever set.',
    columns: [
      { key: 'at', heading: 'Set', value: (row) => ({ text: wordsForInstant(row.recordedAt), hint: row.recordedBy }), sort: (row) => row.recordedAt.toString(), csv: (row) => row.recordedAt.toString() },
      { key: 'who', heading: 'For', value: (row) => row.accountName ?? (row.role === null ? '' : ROLE_NAMES[row.role]) },
      { key: 'limit', heading: 'May approve', numeric: true, value: (row) => (row.pence === null ? APPROVAL_LIMIT_NAMES[row.kind] : wordsForPence(row.pence)) },
      { key: 'note', heading: 'Why', value: (row) => row.note ?? '' },
    ],
  })
}
