import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { proposeBatch } from '../../actions/propose-batch.ts'
import { seeFailure } from '../../actions/see-failure.ts'
import { FAILURE_KIND_NAMES, MARK_FAILURES, SEE_FAILURES } from '../../terms/failure.ts'
import { batchesTable, daysTable, progressTable, stepTiles } from './present.ts'

const params = z.object({ failureId: z.uuid() })
const FIRST_BATCH = 25

/** The daily progress sheet of a failure, to be read, printed or kept as CSV, and the form that proposes the next batch. */
export const failurePage = pageRoute({ method: 'GET', url: '/failures/:failureId', permission: SEE_FAILURES, params, handler: (ctx) => show(ctx, ctx.params.failureId) })

export const proposeBatchAction = pageRoute({
  method: 'POST',
  url: '/failures/:failureId/proposals',
  permission: MARK_FAILURES,
  params,
  handler: async (ctx) => {
    const { failureId } = ctx.params
    try {
      const { batchId } = await proposeBatch(ctx.house, ctx.actor, { failureId, people: /^\d{1,4}$/.test(textOf(ctx.body, 'people')) ? Number(textOf(ctx.body, 'people')) : 0 })
      return redirectTo(`/failures/${failureId}/batches/${batchId}`)
    } catch (fault) {
      return show(ctx, failureId, { errors: fieldErrorsOf(fault, 'people'), values: ctx.body })
    }
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, failureId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { failure, providerName, people, batches, days, today } = await seeFailure(ctx.house, ctx.actor, failureId)
  const url = again === undefined ? ctx.url : `/failures/${failureId}`
  const tables = [progressTable(people, url), daysTable(days, url), batchesTable(batches, failureId, url)]
  const still = people.filter((each) => each.step === 'with-provider').length
  const view = {
    title: `${providerName} fails`,
    wide: true,
    breadcrumbs: [{ text: 'Provider failures', href: '/failures' }, { text: providerName }],
    words: `${FAILURE_KIND_NAMES[failure.kind]}. No new work from ${wordsForDate(failure.fromOn)}. ${failure.reason}${/[.!?]$/.test(failure.reason) ? '' : '.'} Marked by ${failure.markedBy}.`,
    progress: `Progress on ${wordsForDate(today)}: ${countOf(people.length, 'person', 'people')}`,
    tiles: stepTiles(people),
    table: tables[0],
    days: tables[1],
    hasDays: days.length > 0,
    batches: tables[2],
    hasBatches: batches.length > 0,
    failureId,
    errors: again?.errors,
    values: again?.values ?? { people: String(Math.min(FIRST_BATCH, still)) },
    still,
    hint: `${countOf(still, 'person is', 'people are')} still with the provider. Nobody is moved by a proposal`,
    mayMove: holds(ctx.actor, MARK_FAILURES),
  }
  const shown = page('brokerage/pages/failures/one.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, tables, shown) : shown
}
