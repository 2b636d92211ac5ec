import { countOf } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { decideExceptions } from '../../actions/decide-exceptions.ts'
import { seeExceptions, type SeenException } from '../../actions/see-exceptions.ts'
import { DECISION_KINDS, type DecisionKind } from '../../terms/exception-decision.ts'
import { ACKNOWLEDGE_EXCEPTIONS, DECIDE_EXCEPTIONS } from '../../terms/exception-settings.ts'
import { dateWords, timeWords } from '../clock.ts'
import { EXCEPTION_TAGS } from '../exception-tag.ts'
import { queueFilter, queueQuery } from '../exceptions/queue-query.ts'

const url = '/exceptions/decide'
/** Shown at once, the oldest first: more than anybody can answer for in one breath. */
const SHOWN = 100

const DECISION_CHOICES: Readonly<Record<DecisionKind, { readonly text: string; readonly hint: string }>> = {
  acknowledged: { text: 'Acknowledge, with the reason below', hint: 'For those that ask for a reason' },
  accepted: { text: 'Let pass: the visits are paid as recorded', hint: 'For those that must be fixed; the next payment run pays what was held back' },
  upheld: { text: 'They stay unpaid', hint: 'For those that must be fixed; a corrected record still takes the exception away' },
}

type Ctx = PageContext<unknown, Parameters<typeof queueFilter>[0]>

/** Exceptions of the queue with a box to tick each, one reason and one decision for all. */
export const decideExceptionsPage = pageRoute({ method: 'GET', url, permission: ACKNOWLEDGE_EXCEPTIONS, query: queueQuery, handler: (ctx) => show(ctx, undefined) })

export const decideExceptionsPost = pageRoute({
  method: 'POST',
  url,
  permission: ACKNOWLEDGE_EXCEPTIONS,
  query: queueQuery,
  handler: async (ctx) => {
    const asked = textOf(ctx.body, 'decision')
    const decision = DECISION_KINDS.find((each) => each === asked)
    if (decision === undefined) return show(ctx, [{ field: 'decision', href: '#decision', text: 'Choose what is said of them' }])
    try {
      const { decided, left } = await decideExceptions(ctx.house, ctx.actor, { ids: (textOf(ctx.body, 'all') === 'yes' ? textOf(ctx.body, 'shown').split(',') : listOf(ctx.body, 'ids')).map(Number).filter(Number.isSafeInteger), decision, reason: textOf(ctx.body, 'reason') })
      const rest = left.length === 0 ? '' : `. ${countOf(left.length, 'exception')} left as before: ${left[0]?.words ?? ''}`
      return redirectTo(backHref(ctx.url), `${countOf(decided, 'exception')} decided${rest}`)
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'ids'))
    }
  },
})

async function show(ctx: Ctx, errors: readonly FieldError[] | undefined): Promise<PageReply> {
  const seen = await seeExceptions(ctx.house, ctx.actor, { ...queueFilter(ctx.query), order: 'visit', descending: false, limit: SHOWN, offset: 0 })
  const ticked = new Set(listOf(ctx.body, 'ids'))
  const kinds = holds(ctx.actor, DECIDE_EXCEPTIONS) ? DECISION_KINDS : (['acknowledged'] as const)
  const only = seen.rows.every((row) => row.treatment === 'acknowledge') ? 'acknowledged' : undefined
  const view = {
    title: 'Give reasons or decide',
    breadcrumbs: [{ text: 'Exceptions', href: backHref(ctx.url) }, { text: 'Give reasons or decide' }],
    errors,
    isCut: seen.total > SHOWN,
    shown: countOf(seen.rows.length, 'exception'),
    total: countOf(seen.total, 'exception'),
    isAll: textOf(ctx.body, 'all') === 'yes',
    shownIds: seen.rows.map((row) => row.id).join(','),
    reason: textOf(ctx.body, 'reason'),
    decision: textOf(ctx.body, 'decision') || only,
    choices: kinds.map((value) => ({ value, text: DECISION_CHOICES[value].text, hint: { text: DECISION_CHOICES[value].hint } })),
    items: seen.rows.map((row) => itemOf(row, ctx.actor.organisationId === null, errors !== undefined && ticked.has(String(row.id)))),
  }
  return page('visits/pages/decide-exceptions/page.njk', view, errors === undefined ? {} : { status: 400 })
}

function itemOf(row: SeenException, forCouncil: boolean, checked: boolean) {
  const who = row.person === null ? (row.sentPersonReference ?? 'Unallocated') : `${row.person.initials}, ${row.person.reference}`
  const asks = row.turn.blocksPayment ? 'Must be fixed before it is paid.' : `${row.turn.who === 'provider' ? 'The provider' : 'The council'} gives the reason.`
  return {
    value: String(row.id),
    text: `${EXCEPTION_TAGS[row.kind]}: ${dateWords(row.visitOn)} ${timeWords(row.startsAt)}, ${who}${forCouncil ? `, ${row.providerName}` : ''}`,
    hint: { text: `${row.words}. ${asks}` },
    checked,
  }
}

/** The queue under the same filters. */
function backHref(here: string): string {
  return `/exceptions${new URL(here, 'http://local').search}`
}
