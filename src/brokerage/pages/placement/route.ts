import { z } from 'zod'
import { fundingWords } from '../../../care/public.ts'
import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { countOf, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { dateError } from '../../../platform/web/date-boxes.ts'
import { dateOf, fieldErrorsOf, readForm, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { endPlacement } from '../../actions/end-placement.ts'
import { seePlacement } from '../../actions/see-placements.ts'
import { END_PLACEMENTS, PLACEMENT_END_REASONS, PLACEMENT_END_REASON_NAMES, SEE_BOARD, SEE_OWN_PLACEMENTS, SEE_PLACEMENTS } from '../../terms.ts'
import { KEEP_SUBCONTRACTS } from '../../terms/subcontract.ts'
import { maySeePerson } from '../may-see-person.ts'
import { weekVisits } from '../package/present.ts'
import { agreedPriceWords } from '../../terms/placement-life.ts'
import { deedLinks, lifeRows, standTag } from '../placement-life/present.ts'
import { passedOnTable } from '../subcontracts/present.ts'

const params = z.object({ placementId: z.uuid() })
const endForm = z.object({ reason: z.enum(PLACEMENT_END_REASONS, { error: 'Choose why the placement ends' }) })

/** A placement: its week, dates and rate; the council can end it. The action asks who may see it. */
const placementPage = pageRoute({ method: 'GET', url: '/placements/:placementId', permission: [SEE_PLACEMENTS, SEE_OWN_PLACEMENTS], params, handler: (ctx) => showPlacement(ctx, ctx.params.placementId) })

const endPage = pageRoute({
  method: 'POST',
  url: '/placements/:placementId/end',
  permission: END_PLACEMENTS,
  params,
  handler: async (ctx) => {
    const { placementId } = ctx.params
    const endsOn = dateOf(ctx.body, 'endsOn')
    const form = readForm(endForm, ctx.body)
    const dateErrors = endsOn == null ? [dateError('endsOn', endsOn === null ? 'The last day must be a real date, for example 9 3 2026' : 'Enter the last day of care')] : []
    if (endsOn == null || !form.ok) return showPlacement(ctx, placementId, { errors: [...dateErrors, ...(form.ok ? [] : form.errors)], values: ctx.body })
    try {
      await endPlacement(ctx.house, ctx.actor, { placementId, endsOn, reason: form.value.reason })
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      return showPlacement(ctx, placementId, { errors: fieldErrorsOf(fault, 'endsOn').map((error) => dateError('endsOn', error.text)), values: ctx.body })
    }
    return redirectTo(`/placements/${placementId}`, `The placement ends on ${wordsForDate(endsOn)}. Visits planned after it are withdrawn`)
  },
})

export const placementPages = [placementPage, endPage] as const

async function showPlacement(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, placementId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seePlacement(ctx.house, ctx.actor, placementId)
  const { placement } = seen
  const values = again?.values ?? { 'endsOn-day': String(seen.today.day), 'endsOn-month': String(seen.today.month), 'endsOn-year': String(seen.today.year) }
  const packageLink = holds(ctx.actor, SEE_BOARD) ? { href: `/packages/${placement.packageId}` } : {}
  const passedOn = seen.subcontracts === null ? null : passedOnTable({ placement, subcontracts: seen.subcontracts, today: seen.today }, again === undefined ? ctx.url : `/placements/${placementId}`, false)
  const view = {
    title: `Placement of package ${seen.packageReference}`,
    breadcrumbs: [{ text: holds(ctx.actor, SEE_OWN_PLACEMENTS) && ctx.actor.organisationId !== null ? 'Packages held' : 'Placements', href: '/placements' }, { text: seen.packageReference }],
    errors: again?.errors,
    values: Object.fromEntries(['endsOn-day', 'endsOn-month', 'endsOn-year'].map((name) => [name, textOf(values, name)])),
    placementId,
    tag: standTag(seen),
    person: { name: seen.person.initials, ...(maySeePerson(ctx.actor, seen.status) ? { href: `/people/${placement.personId}` } : {}), facts: [{ term: 'Reference', text: seen.person.reference }, { term: 'Zone', text: seen.zoneName }, { term: 'Provider', text: seen.providerName }] },
    week: weekGrid('The week', weekVisits(seen.pattern)),
    weeklyPlanHref: ctx.actor.organisationId === null ? undefined : `/weekly-plan?placement=${placementId}`,
    rows: [
      { key: 'Package', text: seen.packageReference, ...packageLink },
      { key: 'Care', text: `${wordsForHours(seen.weeklyMinutes)} a week in ${countOf(seen.weeklyVisits, 'visit')}`, hint: SERVICE_LINE_NAMES[placement.serviceLine] },
      { key: 'First day', text: wordsForDate(placement.startsOn) },
      { key: 'Last day', text: placement.endsOn === null ? 'No end' : wordsForDate(placement.endsOn), ...(seen.endReason === null ? {} : { hint: PLACEMENT_END_REASON_NAMES[seen.endReason] }) },
      ...(seen.funding === null ? [] : [{ key: 'Who pays', text: fundingWords(seen.funding) }]),
      ...(seen.agreedNow.pencePerWeek === null && seen.agreedNow.pencePerHour === placement.agreedPencePerHour ? [] : [{ key: 'Price now', text: agreedPriceWords(seen.agreedNow), hint: 'Changed since it was placed' }]),
      { key: 'Rate when placed', text: `${wordsForPence(placement.pencePerHour)} an hour for one care worker`, hint: 'Later rates of the framework apply from their own dates' },
      { key: 'Standing', text: `${TIER_NAMES[placement.tier]} in ${seen.zoneName} when it was placed` },
    ],
    life: lifeRows(seen, ctx.actor),
    deeds: deedLinks(seen, ctx.actor),
    passedOn,
    mayPassOn: holds(ctx.actor, KEEP_SUBCONTRACTS),
    canEnd: placement.endsOn === null && holds(ctx.actor, END_PLACEMENTS),
    // A death is recorded on a page of its own, which ends all of the person's care.
    reasonItems: PLACEMENT_END_REASONS.filter((reason) => reason !== 'died').map((reason) => ({ value: reason, text: PLACEMENT_END_REASON_NAMES[reason], checked: again?.values['reason'] === reason })),
  }
  const shown = page('brokerage/pages/placement/page.njk', view, again === undefined ? {} : { status: 400 })
  return again !== undefined || passedOn === null ? shown : tableReply(ctx, [passedOn], shown)
}
