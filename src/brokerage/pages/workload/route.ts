import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { askedDate, atDates } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { cancelLeave, recordLeave } from '../../actions/leave.ts'
import { seeWorkload } from '../../actions/see-workload.ts'
import { shareOutWork } from '../../actions/share-out-work.ts'
import { ASSIGN_PACKAGES, RECORD_LEAVE, SEE_WORKLOAD } from '../../terms/broker-work.ts'
import { leaveTable, workloadTable } from './present.ts'

/** What each broker has in hand, and who is away. */
export const workloadPage = pageRoute({ method: 'GET', url: '/workload', permission: SEE_WORKLOAD, handler: (ctx) => show(ctx) })

export const shareOutAction = pageRoute({
  method: 'POST',
  url: '/workload/share-out',
  permission: ASSIGN_PACKAGES,
  handler: async (ctx) => {
    const given = (await shareOutWork(ctx.house, ctx.actor, { withUnassigned: true })) ?? 0
    return redirectTo('/workload', given === 0 ? 'There was nothing to share out, or nobody here to give it to' : `${countOf(given, 'package')} shared out`)
  },
})

export const recordLeaveAction = pageRoute({
  method: 'POST',
  url: '/workload/leave',
  permission: RECORD_LEAVE,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const accountId = textOf(ctx.body, 'accountId')
    if (!z.uuid().safeParse(accountId).success) errors.push(fieldError('accountId', 'Choose who is away'))
    const fromOn = askedDate(ctx.body, 'fromOn', 'first day', errors)
    const toOn = askedDate(ctx.body, 'toOn', 'last day', errors)
    if (errors.length > 0 || fromOn === null || toOn === null) return show(ctx, { errors, values: ctx.body })
    try {
      await recordLeave(ctx.house, ctx.actor, { accountId, fromOn, toOn })
    } catch (fault) {
      return show(ctx, { errors: atDates(fieldErrorsOf(fault, 'accountId'), ['fromOn', 'toOn']), values: ctx.body })
    }
    return redirectTo('/workload#leave', `Leave is recorded from ${wordsForDate(fromOn)} to ${wordsForDate(toOn)}`)
  },
})

export const cancelLeaveAction = pageRoute({
  method: 'POST',
  url: '/workload/leave/:leaveId/cancel',
  permission: RECORD_LEAVE,
  params: z.object({ leaveId: z.uuid() }),
  handler: async (ctx) => {
    try {
      await cancelLeave(ctx.house, ctx.actor, ctx.params)
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      return redirectTo('/workload#leave', fault.message)
    }
    return redirectTo('/workload#leave', 'The leave is cancelled')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeWorkload(ctx.house, ctx.actor)
  const url = again === undefined ? ctx.url : '/workload'
  const mayRecord = holds(ctx.actor, RECORD_LEAVE)
  const tables = [workloadTable(seen.rows, url), leaveTable(seen.leave, url, mayRecord)]
  const chosen = textOf(again?.values ?? {}, 'accountId')
  const unassigned = seen.rows.find((row) => row.accountId === null)?.packages ?? 0
  const view = {
    title: 'Workload of brokers',
    wide: true,
    errors: again?.errors,
    values: again?.values ?? {},
    workload: tables[0],
    leave: tables[1],
    mayRecord,
    shareWords: unassigned === 0 || !holds(ctx.actor, ASSIGN_PACKAGES) ? null : `Share out ${countOf(unassigned, 'package')} now`,
    staff: [{ value: '', text: 'Choose who is away', selected: chosen === '' }, ...seen.staff.map((each) => ({ value: each.id, text: each.name, selected: each.id === chosen }))],
  }
  const shown = page('brokerage/pages/workload/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, tables, shown) : shown
}
