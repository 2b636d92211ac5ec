import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { countOf } from '../../../kernel/words.ts'
import { fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { askVariation } from '../../actions/ask-variation.ts'
import { seeVisitsToVary } from '../../actions/see-variations.ts'
import { ASK_VARIATIONS, VARIATION_KIND_NAMES, VARIATION_KINDS } from '../../terms/variation.ts'
import { dateWords, timeWords } from '../clock.ts'

const url = '/placements/:placementId/variations/new'
const params = z.object({ placementId: z.uuid() })
type Ctx = PageContext<{ readonly placementId: string }>

/** Where a provider asks for visits already made to be paid beyond their plan. */
export const askVariationPage = pageRoute({ method: 'GET', url, permission: ASK_VARIATIONS, params, handler: (ctx) => show(ctx, undefined) })

export const askVariationPost = pageRoute({
  method: 'POST',
  url,
  permission: ASK_VARIATIONS,
  params,
  handler: async (ctx) => {
    const { body } = ctx
    const kind = VARIATION_KINDS.find((each) => each === textOf(body, 'kind'))
    if (kind === undefined) return show(ctx, [{ field: 'kind', href: '#kind', text: 'Choose what it is for' }])
    const most = textOf(body, 'mostMore')
    if (most !== '' && !/^[1-9]\d{0,3}$/.test(most)) return show(ctx, [{ field: 'mostMore', href: '#mostMore', text: 'Enter minutes as a whole number, or leave it empty' }])
    const ticked = new Set(listOf(body, 'visits').map(Number))
    const { visits } = await seeVisitsToVary(ctx.house, ctx.actor, ctx.params.placementId)
    const chosen = visits.filter((visit) => ticked.has(visit.plannedVisitId) && !visit.isAsked)
    const [first, last] = [chosen[0], chosen.at(-1)]
    if (first === undefined || last === undefined) return show(ctx, [{ field: 'visits', href: '#visits', text: 'Choose at least one visit' }])
    try {
      const { variationId, number } = await askVariation(ctx.house, ctx.actor, {
        placementId: ctx.params.placementId,
        kind,
        fromOn: Temporal.PlainDate.from(first.visitOn),
        toOn: Temporal.PlainDate.from(last.visitOn),
        visits: chosen.map((visit) => ({ plannedVisitId: visit.plannedVisitId, askedMinutes: Math.min(visit.recordedMinutes ?? 0, most === '' ? Number.POSITIVE_INFINITY : visit.plannedMinutes + Number(most)) })),
        reason: textOf(body, 'reason'),
        evidence: textOf(body, 'evidence'),
        documents: ctx.files.map((file) => ({ name: file.filename, bytes: file.bytes })),
      })
      return redirectTo(`/variations/${variationId}`, `V${String(number)} is with the council`)
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'visits'))
    }
  },
})

async function show(ctx: Ctx, errors: readonly FieldError[] | undefined): Promise<PageReply> {
  const { terms, visits, person } = await seeVisitsToVary(ctx.house, ctx.actor, ctx.params.placementId)
  const { body } = ctx
  const ticked = new Set(listOf(body, 'visits'))
  const earliest = londonDate(ctx.house.clock.now()).subtract({ days: terms.backDays })
  const view = {
    title: 'Ask for a variation',
    caption: person === null ? undefined : `${person.initials}, ${person.reference}`,
    breadcrumbs: [{ text: 'Variations', href: '/variations' }, { text: 'Ask' }],
    errors,
    values: { kind: textOf(body, 'kind'), mostMore: textOf(body, 'mostMore'), reason: textOf(body, 'reason'), evidence: textOf(body, 'evidence') },
    words: `For visits already made, up to ${countOf(terms.backDays, 'day')} back: from ${dateWords(earliest.toString())}. The council decides within ${countOf(terms.decideWorkingDays, 'working day')}.`,
    placementHref: `/placements/${ctx.params.placementId}`,
    kinds: VARIATION_KINDS.map((value) => ({ value, text: VARIATION_KIND_NAMES[value] })),
    items: visits.map((visit) => ({
      value: String(visit.plannedVisitId),
      text: `${dateWords(visit.visitOn)}, ${timeWords(visit.startsAt)}`,
      hint: { text: `${countOf(visit.plannedMinutes, 'minute')} planned, ${String(visit.recordedMinutes)} recorded${visit.isAsked ? '; waits for a decision' : ''}` },
      checked: ticked.has(String(visit.plannedVisitId)),
      disabled: visit.isAsked,
    })),
  }
  return page('visits/pages/ask-variation/page.njk', view, errors === undefined ? {} : { status: 400 })
}
