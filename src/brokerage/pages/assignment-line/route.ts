import { z } from 'zod'
import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { DAY_PARTS, DAY_PART_NAMES } from '../../../kernel/day-part.ts'
import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { acceptLine, refuseLine } from '../../actions/decide-line.ts'
import { seeAssignment } from '../../actions/see-assignment.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'
import type { AssignmentLine } from '../../terms/assignment.ts'

const params = z.object({ assignmentId: z.uuid(), line: z.coerce.number().int().min(1) })
type Ctx = PageContext<z.output<typeof params>>

/** One line of an assignment: why, what it displaced, and for brokers the forms to send an offer or refuse it. */
export const assignmentLinePage = pageRoute({ method: 'GET', url: '/assignments/:assignmentId/lines/:line', permission: SEE_BOARD, params, handler: (ctx) => show(ctx) })

export const acceptLineAction = pageRoute({
  method: 'POST',
  url: '/assignments/:assignmentId/lines/:line/accept',
  permission: SEND_OFFERS,
  params,
  handler: async (ctx) => {
    const providerId = textOf(ctx.body, 'providerId')
    if (providerId !== '' && !z.uuid().safeParse(providerId).success) return show(ctx, { body: ctx.body, errors: [fieldError('providerId', 'Choose a provider')] })
    try {
      const opened = await acceptLine(ctx.house, ctx.actor, { ...ctx.params, providerId: providerId === '' ? undefined : providerId })
      return redirectTo(`/assignments/${ctx.params.assignmentId}#lines`, `An offer was sent to ${opened.providerName}${opened.replyByAt === null ? '' : `, with a reply wanted by ${wordsForMoment(opened.replyByAt)}`}.`)
    } catch (fault) {
      return show(ctx, { body: ctx.body, errors: fieldErrorsOf(fault, 'providerId') })
    }
  },
})

export const refuseLineAction = pageRoute({
  method: 'POST',
  url: '/assignments/:assignmentId/lines/:line/refuse',
  permission: SEND_OFFERS,
  params,
  handler: async (ctx) => {
    const note = textOf(ctx.body, 'note')
    if (note === '' || note.length > 500) return show(ctx, { body: ctx.body, errors: [fieldError('note', note === '' ? 'Say why you refuse this line' : 'The reason must be 500 characters or fewer')] })
    try {
      await refuseLine(ctx.house, ctx.actor, { ...ctx.params, note })
      return redirectTo(`/assignments/${ctx.params.assignmentId}#lines`, 'The line is refused. Nothing was sent, and the package goes on waiting.')
    } catch (fault) {
      return show(ctx, { body: ctx.body, errors: fieldErrorsOf(fault, 'note') })
    }
  },
})

async function show(ctx: Ctx, again?: { readonly body: FormBody; readonly errors: readonly FieldError[] }): Promise<PageReply> {
  const { assignmentId } = ctx.params
  const seen = await seeAssignment(ctx.house, ctx.actor, assignmentId)
  const line = seen.lines.find((each) => each.line === ctx.params.line)
  if (line === undefined) throw new NotFound('The line')
  const mayDecide = holds(ctx.actor, SEND_OFFERS) && line.decision === null
  const chosen = textOf(again?.body ?? {}, 'providerId') || (line.proposed?.providerId ?? '')
  const choices = [...new Map(line.choices.map((each) => [each.providerId, each])).values()].map((each) => ({
    value: each.providerId,
    text: `${each.providerName}, ${TIER_NAMES[each.tier].toLowerCase()}${each.providerId === line.proposed?.providerId ? ' (proposed)' : ''}`,
    selected: each.providerId === chosen,
  }))
  const view = {
    title: `Package ${line.reference}`,
    caption: line.proposed === null ? 'Would go on waiting' : `Would go to ${line.proposed.providerName}`,
    breadcrumbs: [{ text: 'Best assignment', href: '/assignments' }, { text: 'Assignment', href: `/assignments/${assignmentId}` }, { text: line.reference }],
    errors: again?.errors,
    values: again?.body ?? {},
    rows: rowsOf(line),
    reasons: line.reasons,
    mayDecide,
    choices: choices.length === 0 ? [] : [{ value: '', text: 'Choose a provider', selected: chosen === '' }, ...choices],
    acceptHref: `/assignments/${assignmentId}/lines/${String(line.line)}/accept`,
    refuseHref: `/assignments/${assignmentId}/lines/${String(line.line)}/refuse`,
  }
  return page('brokerage/pages/assignment-line/page.njk', view, again === undefined ? {} : { status: 400 })
}

function rowsOf(line: AssignmentLine): { key: string; text: string; href?: string; hint?: string }[] {
  const parts = DAY_PARTS.filter((part) => line.minutes[part] > 0).map((part) => `${DAY_PART_NAMES[part].toLowerCase()} ${wordsForHours(line.minutes[part])}`)
  return [
    { key: 'Package', text: line.reference, href: `/packages/${line.packageId}` },
    { key: 'Zone', text: line.zoneName, hint: SERVICE_LINE_NAMES[line.serviceLine] },
    { key: 'Hours a week', text: wordsForHours(line.weeklyMinutes), hint: parts.join(', ') },
    { key: 'Waiting since', text: wordsForDate(line.waitingSince) },
    ...(line.proposed === null || line.proposed.displaced.length === 0 ? [] : [{ key: 'Displaced', text: line.proposed.displaced.join(', '), hint: `${countOf(line.proposed.displaced.length, 'package')} that would fit in its place and would wait` }]),
    ...(line.decision === null ? [] : [{ key: 'Decision', text: line.decision.decision === 'accepted' ? `Offer sent to ${line.decision.providerName ?? ''}` : `Refused: ${line.decision.note ?? ''}`, hint: `${line.decision.decidedBy}, ${wordsForMoment(line.decision.decidedAt)}` }]),
  ]
}
