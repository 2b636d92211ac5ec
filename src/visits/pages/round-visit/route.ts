import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { seeReasonCodes } from '../../actions/reason-codes.ts'
import { putTimesRight, seeRoundVisit } from '../../actions/round-visit.ts'
import { KEEP_ROUNDS, ROUND_STATE_WORDS } from '../../terms/check-in.ts'
import { eventWords } from './present.ts'

const url = '/rounds/visits/:plannedVisitId'
const params = z.object({ plannedVisitId: z.coerce.number().int().min(1) })
type Context = PageContext<z.output<typeof params>>

/** A visit with everything that phones sent of it. */
export const roundVisitPage = pageRoute({ method: 'GET', url, permission: KEEP_ROUNDS, params, handler: (ctx) => show(ctx, []) })

/** Puts its times right. */
export const roundVisitPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  params,
  handler: async (ctx) => {
    const field = (name: string): string => textOf(ctx.body, name)
    try {
      await putTimesRight(ctx.house, ctx.actor, { plannedVisitId: ctx.params.plannedVisitId, workerReference: field('workerReference'), start: field('start'), end: field('end'), reasonCode: field('reasonCode'), note: field('note') || null })
      return redirectTo(`/rounds/visits/${String(ctx.params.plannedVisitId)}`, 'The times are put right and the visit is recorded')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'start'))
    }
  },
})

async function show(ctx: Context, errors: readonly FieldError[]): Promise<PageReply> {
  const seen = await seeRoundVisit(ctx.house, ctx.actor, ctx.params.plannedVisitId)
  const reasons = await seeReasonCodes(ctx.house, ctx.actor)
  const { visit } = seen
  const view = {
    title: `Visit on ${wordsForInstant(visit.startsAt)}`,
    breadcrumbs: [{ text: 'Rounds', href: `/rounds?on=${visit.visitOn}` }, { text: wordsForDate(londonDate(visit.startsAt)) }],
    errors,
    id: visit.id,
    minutes: visit.minutes,
    initials: seen.initials,
    reference: seen.reference,
    workers: seen.workers.map((worker) => ({ reference: worker.workerReference, name: worker.workerName, state: ROUND_STATE_WORDS[worker.standing.state], events: worker.events.map((event) => ({ ...eventWords(event), at: wordsForInstant(Temporal.Instant.fromEpochMilliseconds(event.atSecond * 1000)), by: event.receivedBy })) })),
    choices: seen.workers.map((worker) => ({ value: worker.workerReference, text: `${worker.workerName} (${worker.workerReference})` })),
    reasons: [{ value: '', text: 'Choose a reason' }, ...reasons.map((reason) => ({ value: reason.code, text: reason.words, selected: textOf(ctx.body, 'reasonCode') === reason.code }))],
    values: { start: textOf(ctx.body, 'start'), end: textOf(ctx.body, 'end'), note: textOf(ctx.body, 'note') },
  }
  return page('visits/pages/round-visit/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}
