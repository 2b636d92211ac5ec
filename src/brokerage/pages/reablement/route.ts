import { z } from 'zod'
import { getPackage } from '../../../care/public.ts'
import { holds } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { sendToReablement } from '../../actions/run-reablement.ts'
import { seeOneReablement, seeReablement } from '../../actions/see-reablement.ts'
import { DECLARE_REABLEMENT, RUN_REABLEMENT, SEE_REABLEMENT } from '../../terms/reablement.ts'
import { weekVisits } from '../package/present.ts'
import { factRows, roomTable, runningTable, standing, waitingTable } from './present.ts'

/** Who waits for reablement, who is in it, and what each zone has. */
export const reablementPage = pageRoute({
  method: 'GET',
  url: '/reablement',
  permission: SEE_REABLEMENT,
  handler: async (ctx) => {
    const { rows, rooms, rule, today } = await seeReablement(ctx.house, ctx.actor)
    const tables = [waitingTable(rows, today, ctx.url), runningTable(rows, today, ctx.url), roomTable(rooms, ctx.url)]
    const view = {
      title: 'Reablement',
      wide: true,
      tables,
      gateway: rule === null ? 'No rule is set, so referrals go straight to long-term care.' : rule.document.isOpen ? 'The gateway is open: referrals that the rule takes in go through reablement first.' : 'The gateway is closed: referrals go straight to long-term care.',
      mayDeclare: holds(ctx.actor, DECLARE_REABLEMENT),
    }
    return tableReply(ctx, tables, page('brokerage/pages/reablement/list.njk', view))
  },
})

const params = z.object({ reablementId: z.uuid() })

/** One reablement: why it came first, its days and hours, how it ended and what followed. */
export const oneReablementPage = pageRoute({
  method: 'GET',
  url: '/reablement/:reablementId',
  permission: SEE_REABLEMENT,
  params,
  handler: async (ctx) => {
    const seen = await seeOneReablement(ctx.house, ctx.actor, ctx.params.reablementId)
    const mayRun = holds(ctx.actor, RUN_REABLEMENT) && seen.exit === null
    const view = {
      title: `Reablement of package ${seen.packageReference}`,
      breadcrumbs: [{ text: 'Reablement', href: '/reablement' }, { text: seen.packageReference }],
      tag: standing(seen, seen.today),
      person: { name: seen.person.initials, href: `/people/${seen.personId}`, facts: [{ term: 'Reference', text: seen.person.reference }, { term: 'Zone', text: seen.zoneName ?? 'In no zone' }] },
      rows: factRows(seen),
      reasons: seen.decision?.reasons.map((reason) => reason.words) ?? [],
      decidedBy: seen.decision?.decidedBy,
      week: weekGrid('The week referred for', weekVisits(seen.package.pattern)),
      deeds: mayRun ? [...(seen.start === null ? [{ text: 'Give a place', href: `/reablement/${seen.id}/start` }] : []), { text: seen.start === null ? 'It will not begin' : 'Record how it ended', href: `/reablement/${seen.id}/exit` }] : [],
    }
    return page('brokerage/pages/reablement/one.njk', view)
  },
})

const packageParams = z.object({ packageId: z.uuid() })
type Ctx = PageContext<z.output<typeof packageParams>>

/** Sends a person who waits for a provider to reablement first. */
export const sendPage = pageRoute({ method: 'GET', url: '/packages/:packageId/reablement', permission: RUN_REABLEMENT, params: packageParams, handler: (ctx) => showSend(ctx) })

export const sendAction = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/reablement',
  permission: RUN_REABLEMENT,
  params: packageParams,
  handler: async (ctx) => {
    try {
      const { reablementId } = await sendToReablement(ctx.house, ctx.actor, { packageId: ctx.params.packageId, reason: textOf(ctx.body, 'reason').slice(0, 500) })
      return redirectTo(`/reablement/${reablementId}`, 'Reablement comes first. The search for a provider has ended')
    } catch (fault) {
      return showSend(ctx, { errors: fieldErrorsOf(fault, 'reason'), values: ctx.body })
    }
  },
})

async function showSend(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { reference } = await read(ctx.house, ctx.actor, (work) => getPackage(work, ctx.params.packageId))
  const view = {
    title: 'Reablement first',
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: reference, href: `/packages/${ctx.params.packageId}` }, { text: 'Reablement first' }],
    errors: again?.errors,
    values: again?.values ?? {},
    words: ['The person goes on the waiting list of reablement, and no provider is asked meanwhile: a search that runs ends, and open offers are withdrawn.', 'When reablement ends, care that is still needed goes out as a new package.'],
    fields: [{ kind: 'area', name: 'reason', label: 'Why reablement comes first', hint: 'Without names or addresses' }],
    lines: [],
    button: 'Send to reablement',
    isWarning: false,
  }
  return page('brokerage/pages/placement-life/page.njk', view, again === undefined ? {} : { status: 400 })
}
