import { z } from 'zod'
import { getFramework } from '../../../market/public.ts'
import { holds, need } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { read } from '../../../platform/action/transaction.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { cancelWhatIf, deleteWhatIf } from '../../actions/end-what-if.ts'
import { whatIfJson } from '../../api/what-if-shape.ts'
import { mayEndWhatIf } from '../../rules/may-end-what-if.ts'
import { findWhatIf, hasDraft } from '../../store/what-if.read.ts'
import { SEE_STATEMENTS } from '../../terms.ts'
import { SEE_WHAT_IFS } from '../../terms/what-if.ts'
import { comparedView, factRows, waitingView } from './present.ts'
import { scenarioView } from './scenario-view.ts'

const params = z.object({ whatIfId: z.uuid() })
const query = z.looseObject({ rules: z.coerce.number().int().min(0).max(100).optional().catch(undefined), format: z.string().optional() })
type Ctx = Pick<PageContext<z.output<typeof params>>, 'house' | 'actor' | 'params' | 'url'>

/** A what-if: every rule set beside what was paid, and one of them in full. As JSON with `?format=json`; each table as CSV. */
export const whatIfPage = pageRoute({ method: 'GET', url: '/what-ifs/:whatIfId', permission: SEE_WHAT_IFS, params, query, handler: (ctx) => show(ctx, ctx.query) })

/** Cancels a what-if that is being priced, or deletes it. */
export const endWhatIfAction = pageRoute({
  method: 'POST',
  url: '/what-ifs/:whatIfId/end',
  permission: SEE_WHAT_IFS,
  params,
  handler: async (ctx) => {
    const isDeleted = textOf(ctx.body, 'how') === 'delete'
    try {
      await (isDeleted ? deleteWhatIf : cancelWhatIf)(ctx.house, ctx.actor, ctx.params.whatIfId)
    } catch (fault) {
      return show({ ...ctx, url: `/what-ifs/${ctx.params.whatIfId}` }, {}, fieldErrorsOf(fault, 'end'))
    }
    return isDeleted ? redirectTo('/what-ifs', 'The what-if is deleted') : redirectTo(`/what-ifs/${ctx.params.whatIfId}`, 'The what-if is cancelled')
  },
})

async function show(ctx: Ctx, asked: { readonly rules?: number | undefined; readonly format?: string | undefined }, errors?: readonly FieldError[]): Promise<PageReply> {
  const { actor } = ctx
  const { whatIf, framework, isOfDraft } = await read(ctx.house, actor, async (work) => {
    need(actor, SEE_WHAT_IFS)
    const found = await findWhatIf(work.tx, ctx.params.whatIfId)
    if (found === undefined) throw new NotFound('The what-if')
    return { whatIf: found, framework: await getFramework(work, found.frameworkId), isOfDraft: await hasDraft(work.tx, found.id) }
  })
  if (asked.format === 'json') return download('what-if.json', 'application/json; charset=utf-8', JSON.stringify(whatIfJson(whatIf), null, 2))
  const here = `/what-ifs/${whatIf.id}`
  const mayEnd = (how: 'cancel' | 'delete'): boolean => mayEndWhatIf({ askedBy: { accountId: whatIf.askedByAccount, name: whatIf.askedBy }, hasEnded: whatIf.endedAt !== null, isOfDraft }, { accountId: actor.userId, name: actor.name, isAdministrator: actor.role === 'administrator' }, how).ok
  const base = { title: whatIf.name, caption: 'What if', breadcrumbs: [{ text: 'What if', href: '/what-ifs' }], facts: factRows(whatIf, framework.name), here, errors, mayCancel: mayEnd('cancel'), mayDelete: mayEnd('delete') }
  const status = errors === undefined ? {} : { status: 400 }
  const { result } = whatIf
  const chosen = result?.scenarios[asked.rules ?? -1] ?? furthestFromPaid(result?.scenarios ?? [])
  if (result === null || chosen === undefined) return page('payment/pages/what-if/page.njk', { ...base, isBusy: whatIf.endedAt === null, waiting: waitingView(whatIf, here) }, status)
  const compared = comparedView(whatIf, result, ctx.url)
  const view = scenarioView(chosen, result, { url: ctx.url, maySeeLines: holds(actor, SEE_STATEMENTS) })
  const others = result.scenarios.map((each, at) => ({ text: each.name, href: `${here}?rules=${String(at)}#rules`, isShown: each === chosen }))
  const shown = page('payment/pages/what-if/page.njk', { ...base, compared, view, others, visitsCsv: view.allTables.at(-1)?.csvHref }, status)
  return errors === undefined ? tableReply(ctx, [compared.table, ...view.allTables], shown) : shown
}

/** The rules that would have changed most, which is what a what-if is opened for; the first of several. */
function furthestFromPaid<Scenario extends { readonly penceMore: number }>(scenarios: readonly Scenario[]): Scenario | undefined {
  return scenarios.toSorted((a, b) => Math.abs(b.penceMore) - Math.abs(a.penceMore))[0]
}
