import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldError, fieldErrorsOf, listOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { moveBatch } from '../../actions/mark-failure.ts'
import { seeFailure } from '../../actions/see-failure.ts'
import { FAILURE_KIND_NAMES, MARK_FAILURES, SEE_FAILURES } from '../../terms/failure.ts'
import { askedDate, dateValues } from '../placement-life/deed.ts'
import { atDay } from '../subcontracts/form.ts'
import { progressTable, stepCounts } from './present.ts'

const params = z.object({ failureId: z.uuid() })
const FIRST_BATCH = 10

/** The daily progress sheet of a failure, and the form that moves a batch of its people. */
export const failurePage = pageRoute({ method: 'GET', url: '/failures/:failureId', permission: SEE_FAILURES, params, handler: (ctx) => show(ctx, ctx.params.failureId) })

export const moveBatchAction = pageRoute({
  method: 'POST',
  url: '/failures/:failureId/batches',
  permission: MARK_FAILURES,
  params,
  handler: async (ctx) => {
    const { failureId } = ctx.params
    const errors: FieldError[] = []
    const handoverOn = askedDate(ctx.body, 'handoverOn', 'last day with this provider', errors)
    const placementIds = listOf(ctx.body, 'placements').filter((each) => z.uuid().safeParse(each).success)
    if (placementIds.length === 0) errors.push(fieldError('placements', 'Choose at least one person'))
    if (errors.length > 0 || handoverOn === null) return show(ctx, failureId, { errors, values: ctx.body })
    try {
      const { referred, searching, passedOver } = await moveBatch(ctx.house, ctx.actor, { failureId, placementIds, handoverOn })
      const over = passedOver === 0 ? '' : `. ${countOf(passedOver, 'person', 'people')} had been moved before`
      return redirectTo(`/failures/${failureId}`, `${countOf(referred, 'person', 'people')} referred again, ${String(searching)} on offer${over}`)
    } catch (fault) {
      return show(ctx, failureId, { errors: fieldErrorsOf(fault, 'placements').map((error) => (error.field === 'lastOn' ? atDay('handoverOn', error.text) : error)), values: ctx.body })
    }
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, failureId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { failure, providerName, people, today } = await seeFailure(ctx.house, ctx.actor, failureId)
  const table = progressTable(people, again === undefined ? ctx.url : `/failures/${failureId}`)
  const still = people.filter((each) => each.step === 'with-provider')
  const view = {
    title: `${providerName} fails`,
    wide: true,
    breadcrumbs: [{ text: 'Provider failures', href: '/failures' }, { text: providerName }],
    words: `${FAILURE_KIND_NAMES[failure.kind]}. No new work from ${wordsForDate(failure.fromOn)}. ${failure.reason}. Marked by ${failure.markedBy}.`,
    progress: `Progress on ${wordsForDate(today)}`,
    rows: [...stepCounts(people).map(({ name, count }) => ({ key: name, text: String(count) })), { key: 'In all', text: countOf(people.length, 'person', 'people') }],
    table,
    failureId,
    errors: again?.errors,
    values: again === undefined ? { ...dateValues('handoverOn', today), placements: still.slice(0, FIRST_BATCH).map((each) => each.placementId) } : { ...again.values, placements: listOf(again.values, 'placements') },
    choices: still.map((each) => ({ value: each.placementId, text: `${each.packageReference}, ${each.person.initials}, ${each.zoneName}`, hint: { text: `Risk ${String(each.risk.points)}. ${each.risk.reasons.map((reason) => reason.words).join('. ')}` } })),
    mayMove: holds(ctx.actor, MARK_FAILURES),
  }
  const shown = page('brokerage/pages/failures/one.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}
