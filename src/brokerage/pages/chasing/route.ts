import { countOf } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { ROLE_NAMES } from '../../../platform/access/roles.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { seeChasingTerms, setChasingTerms } from '../../actions/chasing-terms.ts'
import { wordsForMoment, wordsForWorkingTime } from '../../rules/moment-words.ts'
import { SEE_WORKLOAD, SET_CHASING, TEAM_LEAD_ROLES } from '../../terms/broker-work.ts'

const MINUTES = /^\d{1,5}$/
const FIELDS = ['reminderMinutes', 'searchMinutes', 'approvalMinutes'] as const
const DAY_FIELDS = ['capacityStaleDays', 'capacityRemindDays'] as const
const DAYS = /^\d{1,2}$/

/** When Tendwell shares out, reminds and escalates, and for commissioners the form to set it. */
export const chasingPage = pageRoute({ method: 'GET', url: '/chasing', permission: SEE_WORKLOAD, handler: (ctx) => show(ctx) })

export const setChasingAction = pageRoute({
  method: 'POST',
  url: '/chasing',
  permission: SET_CHASING,
  handler: async (ctx) => {
    const errors: FieldError[] = FIELDS.flatMap((field) => (MINUTES.test(textOf(ctx.body, field)) ? [] : [fieldError(field, 'Enter whole working minutes, for example 30')]))
    for (const field of DAY_FIELDS) if (!DAYS.test(textOf(ctx.body, field))) errors.push(fieldError(field, 'Enter whole days, for example 14'))
    const teamLeadRole = TEAM_LEAD_ROLES.find((role) => role === textOf(ctx.body, 'teamLeadRole'))
    if (teamLeadRole === undefined) errors.push(fieldError('teamLeadRole', 'Choose the role of the team lead'))
    if (errors.length > 0 || teamLeadRole === undefined) return show(ctx, { errors, values: ctx.body })
    const [reminderMinutes, searchMinutes, approvalMinutes] = FIELDS.map((field) => Number(textOf(ctx.body, field)))
    const [capacityStaleDays, capacityRemindDays] = DAY_FIELDS.map((field) => Number(textOf(ctx.body, field)))
    try {
      await setChasingTerms(ctx.house, ctx.actor, { sharesOut: textOf(ctx.body, 'sharesOut') === 'yes', reminderMinutes: reminderMinutes ?? 0, searchMinutes: searchMinutes ?? 0, approvalMinutes: approvalMinutes ?? 0, teamLeadRole, capacityStaleDays: capacityStaleDays ?? 0, capacityRemindDays: capacityRemindDays ?? 0 })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'reminderMinutes'), values: ctx.body })
    }
    return redirectTo('/chasing', 'Set from now on')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const terms = await seeChasingTerms(ctx.house, ctx.actor)
  const values: FormBody = again?.values ?? { reminderMinutes: String(terms.reminderMinutes), searchMinutes: String(terms.searchMinutes), approvalMinutes: String(terms.approvalMinutes), teamLeadRole: terms.teamLeadRole, capacityStaleDays: String(terms.capacityStaleDays), capacityRemindDays: String(terms.capacityRemindDays), sharesOut: terms.sharesOut ? 'yes' : '' }
  const view = {
    title: 'Sharing out, reminders and escalation',
    breadcrumbs: [{ text: 'Workload of brokers', href: '/workload' }, { text: 'Reminders and escalation' }],
    errors: again?.errors,
    values,
    rows: [
      { key: 'Packages without a broker', text: terms.sharesOut ? 'Shared out by themselves, every five minutes' : 'Shared out by hand' },
      { key: 'Providers are reminded', text: terms.reminderMinutes === 0 ? 'Never' : `${wordsForWorkingTime(terms.reminderMinutes)} before the reply-by time`, hint: 'Not before half of the time to answer has passed' },
      { key: 'A search that found nobody is escalated', text: `After ${wordsForWorkingTime(terms.searchMinutes)}` },
      { key: 'An approval is put to the next', text: `After ${wordsForWorkingTime(terms.approvalMinutes)}`, hint: 'At once when everybody who was asked is on leave' },
      { key: 'Declared free hours count', text: `For ${countOf(terms.capacityStaleDays, 'day')}`, hint: terms.capacityRemindDays === 0 ? 'The provider is told once they no longer count' : `The provider is told ${countOf(terms.capacityRemindDays, 'day')} before, and once they no longer count` },
      { key: 'Team lead', text: ROLE_NAMES[terms.teamLeadRole] },
    ],
    set: terms.recordedBy === null || terms.recordedAt === null ? 'As Tendwell is delivered.' : `Set by ${terms.recordedBy}, ${wordsForMoment(terms.recordedAt)}.`,
    maySet: holds(ctx.actor, SET_CHASING),
    roles: TEAM_LEAD_ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role], checked: textOf(values, 'teamLeadRole') === role })),
    sharesOut: textOf(values, 'sharesOut') === 'yes',
  }
  return page('brokerage/pages/chasing/page.njk', view, again === undefined ? {} : { status: 400 })
}
