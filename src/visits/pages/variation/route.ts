import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, wordsForBytes } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { DOCUMENT_TYPES } from '../../../kernel/document-kinds.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { decideVariation } from '../../actions/decide-variation.ts'
import { openVariationDocument, seeVariation, type SeenVariation } from '../../actions/see-variations.ts'
import { SEE_VISITS } from '../../terms.ts'
import { DECIDE_VARIATIONS, VARIATION_KIND_NAMES } from '../../terms/variation.ts'
import { dateWords, momentWords, timeWords } from '../clock.ts'
import { stateTag } from '../variations/route.ts'

const url = '/variations/:variationId'
const params = z.object({ variationId: z.uuid() })
type Ctx = PageContext<{ readonly variationId: string }>

/** A variation with its visits, and for the council the form that decides it. */
export const variationPage = pageRoute({ method: 'GET', url, permission: SEE_VISITS, params, handler: (ctx) => show(ctx, undefined) })

/** A file that was sent with it. */
export const variationDocumentPage = pageRoute({
  method: 'GET',
  url: '/variations/:variationId/documents/:documentNr',
  permission: SEE_VISITS,
  params: params.extend({ documentNr: z.coerce.number().int().min(1) }),
  handler: async ({ house, actor, params: { variationId, documentNr } }) => {
    const { document, bytes } = await openVariationDocument(house, actor, { variationId, nr: documentNr })
    return download(document.fileName, document.mediaType, bytes)
  },
})

export const variationPost = pageRoute({
  method: 'POST',
  url,
  permission: DECIDE_VARIATIONS,
  params,
  handler: async (ctx) => {
    const { body } = ctx
    const outcome = (['granted', 'refused'] as const).find((each) => each === textOf(body, 'outcome'))
    if (outcome === undefined) return show(ctx, [{ field: 'outcome', href: '#outcome', text: 'Choose whether it is granted' }])
    const most = textOf(body, 'mostMoreMinutes')
    if (most !== '' && !/^[1-9]\d{0,3}$/.test(most)) return show(ctx, [{ field: 'mostMoreMinutes', href: '#mostMoreMinutes', text: 'Enter minutes as a whole number, or leave it empty' }])
    try {
      await decideVariation(ctx.house, ctx.actor, { variationId: ctx.params.variationId, outcome, mostMoreMinutes: most === '' ? null : Number(most), reason: textOf(body, 'reason') })
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'outcome'))
    }
    return redirectTo(ctx.url, outcome === 'granted' ? 'Granted: the next payment run pays it' : 'Refused')
  },
})

async function show(ctx: Ctx, errors: readonly FieldError[] | undefined): Promise<PageReply> {
  const { variation, visits, documents } = await seeVariation(ctx.house, ctx.actor, ctx.params.variationId)
  const table = dataTable({
    caption: 'Visits',
    noun: ['visit', 'visits'],
    url: ctx.url,
    rows: visits,
    emptyWords: 'It has no visit.',
    columns: [
      { key: 'visit', heading: 'Visit', value: (each) => ({ text: `${dateWords(each.visitOn)}, ${timeWords(each.startsAt)}`, href: `/visits/${String(each.plannedVisitId)}` }) },
      { key: 'planned', heading: 'Planned', numeric: true, value: (each) => String(each.plannedMinutes) },
      { key: 'recorded', heading: 'Recorded', numeric: true, value: (each) => String(each.recordedMinutes ?? '') },
      { key: 'asked', heading: 'Asked', numeric: true, value: (each) => String(each.askedMinutes) },
      { key: 'agreed', heading: 'Agreed', numeric: true, value: (each) => String(each.agreedMinutes ?? '–') },
    ],
  })
  const view = {
    title: `Variation V${String(variation.number)}`,
    breadcrumbs: [{ text: 'Variations', href: '/variations' }, { text: `V${String(variation.number)}` }],
    errors,
    state: stateTag(variation, londonDate(ctx.house.clock.now()).toString()),
    rows: factRows(variation, ctx.actor.organisationId === null),
    documents: documents.map((each) => ({ href: `/variations/${variation.id}/documents/${String(each.nr)}`, text: each.fileName, hint: `${DOCUMENT_TYPES[each.mediaType].name}, ${wordsForBytes(each.byteCount)}` })),
    maySay: variation.decision === null && holds(ctx.actor, DECIDE_VARIATIONS),
    values: { outcome: textOf(ctx.body, 'outcome'), mostMoreMinutes: textOf(ctx.body, 'mostMoreMinutes'), reason: textOf(ctx.body, 'reason') },
    more: countOf(visits.reduce((sum, each) => sum + each.askedMinutes - each.plannedMinutes, 0), 'minute'),
    table,
  }
  return tableReply(ctx, [table], page('visits/pages/variation/page.njk', view, errors === undefined ? {} : { status: 400 }))
}

function factRows(variation: SeenVariation, forCouncil: boolean) {
  const { decision, person } = variation
  return [
    ...(forCouncil ? [{ key: 'Provider', text: variation.providerName, href: `/providers/${variation.providerId}` }] : []),
    { key: 'Person', text: person === null ? '' : `${person.initials}, ${person.reference}`, href: `/placements/${variation.placementId}` },
    { key: 'For', text: VARIATION_KIND_NAMES[variation.kind] },
    { key: 'Reason', text: variation.reason },
    ...(variation.evidence === '' ? [] : [{ key: 'Evidence', text: variation.evidence }]),
    { key: 'Asked', text: momentWords(variation.askedAt), hint: variation.askedBy },
    decision === null ? { key: 'Decide by', text: dateWords(variation.decideByOn) } : { key: decision.outcome === 'granted' ? 'Granted' : 'Refused', text: decision.reason, hint: `${momentWords(decision.at)}, ${decision.by}` },
  ]
}
