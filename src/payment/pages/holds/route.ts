import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { askedText, fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { releaseHold } from '../../actions/hold-payment.ts'
import { seeHolds, type SeenHold } from '../../reads/holds.ts'
import { SEE_STATEMENTS } from '../../terms.ts'
import { MUST_ACT_WORDS, PLACE_HOLDS } from '../../terms/hold.ts'

/** Holds that stand and those that ended: what is held, why, and who must act. */
export const holdsPage = pageRoute({ method: 'GET', url: '/holds', permission: SEE_STATEMENTS, handler: (ctx) => show(ctx) })

/** Ends a hold, with what was done about it. */
export const releaseHoldAction = pageRoute({
  method: 'POST',
  url: '/holds/:holdId/release',
  permission: PLACE_HOLDS,
  params: z.object({ holdId: z.uuid() }),
  handler: async (ctx) => {
    const field = `note-${ctx.params.holdId}`
    const errors: FieldError[] = []
    const note = askedText(ctx.body, field, 'Say what was done about it', errors)
    if (note === null || errors.length > 0) return show(ctx, errors)
    try {
      await releaseHold(ctx.house, ctx.actor, { holdId: ctx.params.holdId, note })
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, field))
    }
    return redirectTo('/holds', 'The hold is released. Its lines are paid with the next payments file')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, errors?: readonly FieldError[]): Promise<PageReply> {
  const every = await seeHolds(ctx.house, ctx.actor, { isStanding: false })
  const standing = every.filter((each) => each.hold.release === null)
  const ended = every.filter((each) => each.hold.release !== null).toReversed()
  const isCouncil = ctx.actor.organisationId === null
  const ways = holds(ctx.actor, PLACE_HOLDS)
  const table = dataTable<SeenHold>({
    key: 'ended',
    caption: 'Released',
    noun: ['hold', 'holds'],
    url: errors === undefined ? ctx.url : '/holds',
    rows: ended,
    emptyWords: 'No hold has been released.',
    columns: [
      { key: 'what', heading: 'What', value: (row) => ({ text: whatWords(row), hint: isCouncil ? row.providerName : '' }) },
      { key: 'why', heading: 'Why', value: ({ hold }) => hold.reason },
      { key: 'placed', heading: 'Held from', value: ({ hold }) => ({ text: wordsForInstant(hold.placedAt), hint: hold.placedBy }), csv: ({ hold }) => hold.placedAt.toString() },
      { key: 'released', heading: 'Released', value: ({ hold }) => (hold.release === null ? '' : { text: wordsForInstant(hold.release.at), hint: hold.release.by }), csv: ({ hold }) => hold.release?.at.toString() ?? '' },
      { key: 'note', heading: 'What was done', value: ({ hold }) => hold.release?.note ?? '' },
    ],
  })
  const cards = standing.map((each) => ({
    id: each.hold.id,
    what: whatWords(each),
    href: each.statementId === null || each.hold.payLineId === null ? undefined : `/statements/${each.statementId}/lines/${String(each.hold.payLineId)}`,
    rows: [
      ...(isCouncil ? [{ key: 'Provider', text: each.providerName }] : []),
      { key: 'Who must act', text: MUST_ACT_WORDS[each.hold.mustAct] },
      { key: 'Why', text: each.hold.reason },
      { key: 'Held from', text: wordsForInstant(each.hold.placedAt), hint: each.hold.placedBy },
    ],
    error: errors?.find((error) => error.field === `note-${each.hold.id}`),
  }))
  const shown = page('payment/pages/holds/page.njk', { title: standing.length === 0 ? 'Holds' : `Holds: ${String(standing.length)}`, errors, cards, table, mayRelease: ways }, errors === undefined ? {} : { status: 400 })
  return errors === undefined ? tableReply(ctx, [table], shown) : shown
}

function whatWords({ hold, personReference }: SeenHold): string {
  if (hold.payLineId !== null) return `Line ${String(hold.payLineId)}`
  if (hold.statementId !== null && hold.personId === null) return 'A whole statement'
  return hold.personId === null ? 'Every line' : `Every line of ${personReference ?? 'one person'}`
}
