import { z } from 'zod'
import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { londonDate } from '../../../kernel/london.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { askedDate, dateError, dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { sendBatch } from '../../actions/move-batch.ts'
import { seeFailureBatch, type BatchPerson } from '../../actions/see-failure-batch.ts'
import { MARK_FAILURES, SEE_FAILURES } from '../../terms/failure.ts'
import { placeTiles, riskWords, sentTable } from './present.ts'

const params = z.object({ failureId: z.uuid(), batchId: z.uuid() })
type Ids = z.output<typeof params>
const uuid = z.uuid()

/** A proposed batch: who goes and who is asked first, to be edited and sent; and what was sent of it. */
export const failureBatchPage = pageRoute({ method: 'GET', url: '/failures/:failureId/batches/:batchId', permission: SEE_FAILURES, params, handler: (ctx) => show(ctx, ctx.params) })

export const sendBatchAction = pageRoute({
  method: 'POST',
  url: '/failures/:failureId/batches/:batchId/send',
  permission: MARK_FAILURES,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const handoverOn = askedDate(ctx.body, 'handoverOn', 'last day with this provider', errors)
    const people = listOf(ctx.body, 'placements').filter((each) => uuid.safeParse(each).success).map((placementId) => ({ placementId, providerId: uuid.safeParse(textOf(ctx.body, `to-${placementId}`)).data ?? null }))
    if (people.length === 0) errors.push(fieldError('placements', 'Choose at least one person'))
    if (errors.length > 0 || handoverOn === null) return show(ctx, ctx.params, { errors, values: ctx.body })
    try {
      const { referred, searching, passedOver } = await sendBatch(ctx.house, ctx.actor, { ...ctx.params, people, handoverOn })
      const over = passedOver === 0 ? '' : `. ${countOf(passedOver, 'person', 'people')} had been moved before`
      return redirectTo(`/failures/${ctx.params.failureId}`, `${countOf(referred, 'person', 'people')} referred again, ${String(searching)} on offer${over}`)
    } catch (fault) {
      return show(ctx, ctx.params, { errors: fieldErrorsOf(fault, 'placements').map((error) => (error.field === 'lastOn' ? dateError('handoverOn', error.text) : error)), values: ctx.body })
    }
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, ids: Ids, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { batch, failure, providerName, people, reserve, today } = await seeFailureBatch(ctx.house, ctx.actor, ids)
  const still = people.filter((each) => each.move === null && each.step === 'with-provider')
  const sentPeople = people.filter((each) => !still.includes(each))
  const sent = sentTable(sentPeople, again === undefined ? ctx.url : `/failures/${ids.failureId}/batches/${ids.batchId}`)
  const view = {
    title: `A batch of ${countOf(people.length, 'person', 'people')}`,
    caption: `${providerName} fails`,
    wide: true,
    breadcrumbs: [{ text: 'Provider failures', href: '/failures' }, { text: providerName, href: `/failures/${failure.id}` }, { text: 'Batch' }],
    words: `Proposed on ${wordsForDate(londonDate(batch.madeAt))} by ${batch.madeBy}, for those at the highest risk who were still with the provider, by the best assignment to the hours that providers had declared. Providers of last resort come after all others.`,
    tiles: placeTiles(people, reserve),
    lines: holds(ctx.actor, MARK_FAILURES) ? still.map((each) => lineOf(each, again?.values)) : [],
    hasSent: sentPeople.length > 0 || !holds(ctx.actor, MARK_FAILURES),
    sent,
    ...ids,
    providerName,
    errors: again?.errors,
    values: again?.values ?? dateValues('handoverOn', today),
    again: `Rule ${batch.ruleVersion}, seed ${String(batch.seed)}, ${String(batch.rounds)} rounds. Fingerprint of the inputs (SHA-256): ${batch.inputsHash}.`,
  }
  const shown = page('brokerage/pages/failures/batch.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [sent], shown) : shown
}

function lineOf(each: BatchPerson, sent: FormBody | undefined) {
  const { proposed, choices, reasons } = each.place
  const chosen = sent === undefined ? (proposed?.providerId ?? '') : textOf(sent, `to-${each.placementId}`)
  const options = [...new Map(choices.map((choice) => [choice.providerId, choice])).values()]
  return {
    placementId: each.placementId,
    initials: each.person.initials,
    packageReference: each.packageReference,
    points: String(each.risk.points),
    why: riskWords(each),
    care: `${wordsForHours(each.weeklyMinutes)} a week`,
    zoneName: each.zoneName,
    isTicked: sent === undefined || listOf(sent, 'placements').includes(each.placementId),
    choices: [
      ...options.map((choice) => ({ value: choice.providerId, text: `${choice.providerName}, ${TIER_NAMES[choice.tier].toLowerCase()}${choice.providerId === proposed?.providerId ? ' (proposed)' : ''}`, selected: choice.providerId === chosen })),
      { value: '', text: proposed === null ? 'Ordinary order (nobody has the hours)' : 'Ordinary order', selected: chosen === '' },
    ],
    reason: reasons[0]?.words ?? '',
  }
}
