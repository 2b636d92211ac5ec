import { z } from 'zod'
import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, readForm, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { endSubcontract } from '../../actions/end-subcontract.ts'
import { seeSubcontracts } from '../../actions/see-subcontracts.ts'
import { KEEP_SUBCONTRACTS } from '../../terms/subcontract.ts'

const params = z.object({ placementId: z.uuid(), subcontractId: z.uuid() })
type Ids = z.output<typeof params>
const REASON_LENGTH = 200
const reasonForm = z.object({ reason: z.string({ error: 'Enter why the subcontract ends' }).trim().min(1, 'Enter why the subcontract ends').max(REASON_LENGTH, `The reason must be ${String(REASON_LENGTH)} characters or fewer`) })

export const endSubcontractPage = pageRoute({ method: 'GET', url: '/placements/:placementId/subcontracts/:subcontractId/end', permission: KEEP_SUBCONTRACTS, params, handler: (ctx) => show(ctx, ctx.params) })

export const endSubcontractAction = pageRoute({
  method: 'POST',
  url: '/placements/:placementId/subcontracts/:subcontractId/end',
  permission: KEEP_SUBCONTRACTS,
  params,
  handler: async (ctx) => {
    const dates: FieldError[] = []
    const endsOn = askedDate(ctx.body, 'endsOn', 'last day', dates)
    const form = readForm(reasonForm, ctx.body)
    if (endsOn === null || !form.ok) return show(ctx, ctx.params, { errors: [...dates, ...(form.ok ? [] : form.errors)], values: ctx.body })
    try {
      await endSubcontract(ctx.house, ctx.actor, { ...ctx.params, endsOn, reason: form.value.reason })
    } catch (fault) {
      return show(ctx, ctx.params, { errors: atDates(fieldErrorsOf(fault, 'endsOn'), ['endsOn']), values: ctx.body })
    }
    return redirectTo(`/placements/${ctx.params.placementId}/subcontracts`, `The subcontract ends on ${wordsForDate(endsOn)}. Its hours are the provider’s own again`)
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor'>, { placementId, subcontractId }: Ids, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeSubcontracts(ctx.house, ctx.actor, placementId)
  const subcontract = seen.subcontracts.find((each) => each.id === subcontractId)
  if (subcontract === undefined) throw new NotFound('The subcontract')
  const { fromOn, toOn } = subcontract
  const last = Temporal.PlainDate.compare(fromOn, seen.today) > 0 ? fromOn : seen.today
  const view = {
    title: `End the subcontract with ${subcontract.subcontractorName}`,
    caption: `Placement of package ${seen.packageReference}`,
    breadcrumbs: [{ text: ctx.actor.organisationId === null ? 'Placements' : 'Packages held', href: '/placements' }, { text: seen.packageReference, href: `/placements/${placementId}` }, { text: 'Subcontracts', href: `/placements/${placementId}/subcontracts` }, { text: 'End' }],
    errors: again?.errors,
    values: again?.values ?? dateValues('endsOn', last),
    words: `${hoursFigure(subcontract.weeklyMinutes)} hours a week are passed on from ${wordsForDate(fromOn)}${toOn === null ? ', without an end' : ` to ${wordsForDate(toOn)}`}. From the day after the last they are the provider’s own again.`,
  }
  return page('brokerage/pages/end-subcontract/page.njk', view, again === undefined ? {} : { status: 400 })
}
