import { z } from 'zod'
import { isOwnOrganisation } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { sendWageReturn } from '../../actions/send-wage-return.ts'
import { seeWageReturn, type MeasuredReturn } from '../../reads/wage-floor.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { LONGEST_PERIOD_DAYS, PAID_KINDS, SEND_WAGES, WAGE_KIND_NAMES, WAGE_KINDS } from '../../terms/wage-floor.ts'
import { groupWords } from '../wage-words.ts'
import { periodWords } from '../words.ts'
import { readWageReturn } from './form.ts'

type Ctx = Pick<PageContext, 'house' | 'actor'>
const replacing = z.looseObject({ replaces: z.uuid().optional() })

/** The form of a wage return, filled from the one that it replaces. */
export const newWageReturnPage = pageRoute({ method: 'GET', url: '/wage-floor/new', permission: SEND_WAGES, query: replacing, handler: (ctx) => show(ctx, ctx.query.replaces) })

/** Keeps a wage return. */
export const newWageReturn = pageRoute({
  method: 'POST',
  url: '/wage-floor/new',
  permission: SEND_WAGES,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const replaces = z.uuid().safeParse(textOf(ctx.body, 'replaces')).data
    const read = readWageReturn(ctx.body, replaces ?? null, errors)
    if (read === undefined) return show(ctx, replaces, { errors, values: ctx.body })
    try {
      const { wageReturnId, isNew } = await sendWageReturn(ctx.house, ctx.actor, read)
      return redirectTo(`/wage-floor/${wageReturnId}`, isNew ? 'The return is kept' : 'This return was there already')
    } catch (fault) {
      return show(ctx, replaces, { errors: fieldErrorsOf(fault, 'from'), values: ctx.body })
    }
  },
})

async function show(ctx: Ctx, replaces: string | undefined, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const before = replaces === undefined ? undefined : await seeWageReturn(ctx.house, ctx.actor, replaces)
  if (before !== undefined && !isOwnOrganisation(ctx.actor, before.providerId)) throw new NotFound('The wage return')
  const values = again?.values ?? (before === undefined ? {} : valuesOf(before))
  return page('payment/pages/new-wage-return/page.njk', {
    title: before === undefined ? 'Send a wage return' : 'Send another wage return in its place',
    caption: before === undefined ? undefined : `${groupWords(before.group)}, ${periodWords(before)}`,
    breadcrumbs: [{ text: 'Wage floor', href: '/wage-floor' }, { text: 'Send a wage return' }],
    errors: again === undefined ? undefined : atDates(again.errors, ['from', 'to']),
    values,
    replaces,
    longest: LONGEST_PERIOD_DAYS,
    kinds: WAGE_KINDS.map((kind) => ({ id: kind, text: `${WAGE_KIND_NAMES[kind]} hours`, hint: HINTS[kind] })),
    paidKinds: PAID_KINDS.map((kind) => ({ value: kind, text: WAGE_KIND_NAMES[kind], checked: [values['paid'] ?? []].flat().includes(kind) })),
  }, again === undefined ? {} : { status: 400 })
}

const HINTS = { contact: 'With people, in their homes. For example 120.5 or 120:30', travel: 'Between people. The way from home and back is not work', waiting: 'Between visits, at work', training: 'Induction, courses, supervision' } as const

function valuesOf({ group, fromOn, toOn, document }: MeasuredReturn): FormBody {
  const head = { group, kind: document.kind, ...dateValues('from', fromOn), ...dateValues('to', toOn) }
  if (document.kind === 'rate') return { ...head, rate: poundsFigure(document.ratePence), paid: document.paid }
  const hours = Object.fromEntries(WAGE_KINDS.map((kind) => [kind, `${String(Math.floor(document.minutes[kind] / 60))}:${String(document.minutes[kind] % 60).padStart(2, '0')}`]))
  return { ...head, ...hours, wages: poundsFigure(document.wagesPence), costs: poundsFigure(document.costsPence) }
}
