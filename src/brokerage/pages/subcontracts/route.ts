import { z } from 'zod'
import { hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { atDates } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { recordSubcontract } from '../../actions/record-subcontract.ts'
import { seeSubcontracts, subcontractorNamed, type SeenSubcontracts } from '../../actions/see-subcontracts.ts'
import { KEEP_SUBCONTRACTS, SEE_SUBCONTRACTS } from '../../terms/subcontract.ts'
import { readSubcontract } from './form.ts'
import { passedOnTable } from './present.ts'

const params = z.object({ placementId: z.uuid() })

/** The hours of a placement that are passed on, and for who may, the form to pass more on. */
export const subcontractsPage = pageRoute({ method: 'GET', url: '/placements/:placementId/subcontracts', permission: SEE_SUBCONTRACTS, params, handler: (ctx) => show(ctx, ctx.params.placementId) })

export const recordSubcontractAction = pageRoute({
  method: 'POST',
  url: '/placements/:placementId/subcontracts',
  permission: KEEP_SUBCONTRACTS,
  params,
  handler: async (ctx) => {
    const { placementId } = ctx.params
    const isCouncil = ctx.actor.organisationId === null
    const form = readSubcontract(ctx.body, isCouncil)
    if (!form.ok) return show(ctx, placementId, { errors: form.errors, values: ctx.body })
    const { who, ...hours } = form.value
    try {
      const subcontractorId = isCouncil ? z.uuid().catch(NOBODY).parse(who) : await subcontractorNamed(ctx.house, ctx.actor, who)
      await recordSubcontract(ctx.house, ctx.actor, { placementId, subcontractorId, ...hours })
    } catch (fault) {
      return show(ctx, placementId, { errors: atDates(fieldErrorsOf(fault, 'subcontractorId'), ['fromOn', 'toOn']), values: ctx.body })
    }
    return redirectTo(`/placements/${placementId}/subcontracts`, `${wordsForHours(hours.weeklyMinutes)} a week are passed on from ${wordsForDate(hours.fromOn)}`)
  },
})

/** No provider has this id: what was sent was no choice of the form. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, placementId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeSubcontracts(ctx.house, ctx.actor, placementId)
  const { placement, today } = seen
  const mayKeep = holds(ctx.actor, KEEP_SUBCONTRACTS)
  const table = passedOnTable(seen, again === undefined ? ctx.url : `/placements/${placementId}/subcontracts`, mayKeep)
  const isOver = placement.endsOn !== null && Temporal.PlainDate.compare(placement.endsOn, today) < 0
  const first = Temporal.PlainDate.compare(placement.startsOn, today) > 0 ? placement.startsOn : today
  const values: FormBody = again?.values ?? { 'fromOn-day': String(first.day), 'fromOn-month': String(first.month), 'fromOn-year': String(first.year), pounds: (placement.pencePerHour / 100).toFixed(2) }
  const view = {
    title: 'Subcontracts',
    caption: `Placement of package ${seen.packageReference}`,
    breadcrumbs: [{ text: ctx.actor.organisationId === null ? 'Placements' : 'Packages held', href: '/placements' }, { text: seen.packageReference, href: `/placements/${placementId}` }, { text: 'Subcontracts' }],
    errors: again?.errors,
    values,
    table,
    rows: [
      { key: 'Hours a week', text: hoursFigure(seen.weeklyMinutes), hint: `${hoursFigure(seen.passedOnMinutes)} passed on today, ${hoursFigure(seen.weeklyMinutes - seen.passedOnMinutes)} delivered by the provider itself` },
      { key: 'Rate when placed', text: `${wordsForPence(placement.pencePerHour)} an hour` },
      { key: 'First day', text: wordsForDate(placement.startsOn) },
      { key: 'Last day', text: placement.endsOn === null ? 'No end' : wordsForDate(placement.endsOn) },
    ],
    mayRecord: mayKeep && !isOver,
    rule: seen.vastMajorityPercent === null ? '' : `Less than the council pays is allowed only to a provider that delivers or passes on at least ${String(seen.vastMajorityPercent)}% of the zone’s hours`,
    choices: choicesOf(seen, values['subcontractorId']),
    isCouncil: seen.choices !== null,
  }
  return again === undefined ? tableReply(ctx, [table], page('brokerage/pages/subcontracts/page.njk', view)) : page('brokerage/pages/subcontracts/page.njk', view, { status: 400 })
}

/** Those that stand in the zone first, then all others on the framework. */
function choicesOf({ choices }: SeenSubcontracts, chosen: unknown): { value: string; text: string; selected: boolean }[] {
  const item = ({ id, name }: { id: string; name: string }, where: string) => ({ value: id, text: `${name}${where}`, selected: chosen === id })
  const all = choices ?? []
  return [{ value: '', text: 'Choose a provider', selected: false }, ...all.filter((each) => each.isInZone).map((each) => item(each, '')), ...all.filter((each) => !each.isInZone).map((each) => item(each, ' (other zones)'))]
}
