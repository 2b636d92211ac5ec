import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { londonDate } from '../../../kernel/london.ts'
import { seeVariations, type SeenVariation } from '../../actions/see-variations.ts'
import { SEE_VISITS } from '../../terms.ts'
import { VARIATION_KIND_NAMES } from '../../terms/variation.ts'
import { dateWords } from '../clock.ts'

/** Variations: those that wait on top, the next to be decided first. */
export const variationsPage = pageRoute({
  method: 'GET',
  url: '/variations',
  permission: SEE_VISITS,
  handler: async (ctx) => {
    const today = londonDate(ctx.house.clock.now()).toString()
    const table = dataTable<SeenVariation>({
      caption: 'Variations',
      noun: ['variation', 'variations'],
      url: ctx.url,
      rows: await seeVariations(ctx.house, ctx.actor),
      emptyWords: 'No variation was asked for. A provider asks from the page of a visit that took longer than planned.',
      columns: [
        { key: 'number', heading: 'Variation', value: (each) => ({ text: `V${String(each.number)}`, href: `/variations/${each.id}`, hint: VARIATION_KIND_NAMES[each.kind] }), sort: (each) => each.number },
        { key: 'state', heading: 'State', value: (each) => ({ text: '', tag: stateTag(each, today) }) },
        { key: 'by', heading: 'Decide by', value: (each) => (each.decision === null ? dateWords(each.decideByOn) : ''), sort: (each) => each.decideByOn, csv: (each) => each.decideByOn },
        { key: 'days', heading: 'Visits of', value: (each) => (each.fromOn === each.toOn ? dateWords(each.fromOn) : `${dateWords(each.fromOn)} to ${dateWords(each.toOn)}`) },
        { key: 'person', heading: 'Person', value: (each) => ({ text: each.person?.initials ?? '', hint: each.person?.reference ?? '' }), csv: (each) => each.person?.reference ?? '' },
        ...(ctx.actor.organisationId === null ? [{ key: 'provider', heading: 'Provider', value: (each: SeenVariation) => each.providerName }] : []),
        { key: 'reason', heading: 'Reason', wide: true, value: (each) => each.reason },
        { key: 'asked', heading: 'Asked', value: (each) => ({ text: wordsForDate(londonDate(each.askedAt)), hint: each.askedBy }) },
      ],
    })
    return tableReply(ctx, [table], page('visits/pages/variations/page.njk', { title: 'Variations', wide: true, table, words: ctx.actor.organisationId === null ? 'Visits already made that providers ask to be paid beyond their plan.' : 'Visits already made that you ask to be paid beyond their plan. Ask for one from the page of the visit.' }))
  },
})

/** Where a variation stands. */
export function stateTag({ decision, decideByOn }: Pick<SeenVariation, 'decision' | 'decideByOn'>, today: string): { readonly text: string; readonly colour: 'green' | 'red' | 'orange' | 'blue' } {
  if (decision !== null) return decision.outcome === 'granted' ? { text: 'Granted', colour: 'green' } : { text: 'Refused', colour: 'red' }
  return decideByOn < today ? { text: 'Overdue', colour: 'orange' } : { text: 'Waiting', colour: 'blue' }
}
