import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { markFailure } from '../../actions/mark-failure.ts'
import { rehearseFailure, seeFailures, type ListedFailure } from '../../actions/see-failure.ts'
import { FAILURE_KIND_NAMES, FAILURE_KINDS, MARK_FAILURES, SEE_FAILURES } from '../../terms/failure.ts'
import { placeTiles, rehearsalTable } from './present.ts'

/** Failures of providers, with the forms to rehearse one and to mark one. */
export const failuresPage = pageRoute({ method: 'GET', url: '/failures', permission: SEE_FAILURES, handler: (ctx) => show(ctx) })

export const markFailureAction = pageRoute({
  method: 'POST',
  url: '/failures',
  permission: MARK_FAILURES,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const providerId = textOf(ctx.body, 'providerId')
    if (!z.uuid().safeParse(providerId).success) errors.push(fieldError('providerId', 'Choose the provider'))
    const kind = FAILURE_KINDS.find((each) => each === textOf(ctx.body, 'kind'))
    if (kind === undefined) errors.push(fieldError('kind', 'Choose how it fails'))
    const fromOn = askedDate(ctx.body, 'fromOn', 'day from which it is given no new work', errors)
    const reason = askedText(ctx.body, 'reason', 'Enter why the provider fails', errors)
    if (errors.length > 0 || kind === undefined || fromOn === null || reason === null) return show(ctx, { errors, values: ctx.body })
    try {
      const { failureId, withdrawn } = await markFailure(ctx.house, ctx.actor, { providerId, kind, fromOn, reason })
      return redirectTo(`/failures/${failureId}`, `The failure is marked. The provider is offered nothing new${withdrawn === 0 ? '' : `, and ${countOf(withdrawn, 'open offer')} to it ${withdrawn === 1 ? 'was' : 'were'} withdrawn`}`)
    } catch (fault) {
      return show(ctx, { errors: atDates(fieldErrorsOf(fault, 'providerId'), ['fromOn']), values: ctx.body })
    }
  },
})

/** What would happen if a provider failed today; nothing changes. */
export const rehearsalPage = pageRoute({
  method: 'GET',
  url: '/failures/rehearsal',
  permission: SEE_FAILURES,
  query: z.looseObject({ provider: z.preprocess((sent) => (sent === '' ? undefined : sent), z.uuid().optional()) }),
  handler: async (ctx) => {
    if (ctx.query.provider === undefined) return redirectTo('/failures', 'Choose the provider whose failure you rehearse')
    const { providerName, people, reserve, today } = await rehearseFailure(ctx.house, ctx.actor, ctx.query.provider)
    const table = rehearsalTable(people, ctx.url)
    const nobody = people.filter((each) => each.order.steps.length === 0).length
    const view = {
      title: `Rehearsal: ${providerName} fails`,
      wide: true,
      breadcrumbs: [{ text: 'Provider failures', href: '/failures' }, { text: 'Rehearsal' }],
      words: `As of ${wordsForDate(today)}. ${countOf(people.length, 'person', 'people')} would need another provider${nobody === 0 ? '' : `, and for ${String(nobody)} of them nobody could be asked`}. Nothing has been changed and nobody has been told.`,
      tiles: placeTiles(people, reserve),
      table,
    }
    return tableReply(ctx, [table], page('brokerage/pages/failures/rehearsal.njk', view))
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { failures, providers, today } = await seeFailures(ctx.house, ctx.actor)
  const table = dataTable<ListedFailure>({
    key: 'failures',
    caption: 'Failures that were marked',
    noun: ['failure', 'failures'],
    url: again === undefined ? ctx.url : '/failures',
    rows: failures,
    emptyWords: 'No failure of a provider was marked.',
    columns: [
      { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, href: `/failures/${row.failure.id}` }), sort: (row) => row.providerName },
      { key: 'kind', heading: 'Kind', value: (row) => FAILURE_KIND_NAMES[row.failure.kind] },
      { key: 'from', heading: 'From', value: (row) => wordsForDate(row.failure.fromOn), sort: (row) => row.failure.fromOn.toString() },
      { key: 'moved', heading: 'People referred again', numeric: true, value: (row) => String(row.moved), sort: (row) => row.moved },
    ],
  })
  const view = {
    title: 'Provider failures',
    table,
    errors: again?.errors,
    values: again?.values ?? dateValues('fromOn', today),
    providers: [{ value: '', text: 'Choose a provider' }, ...providers.map(({ id, name }) => ({ value: id, text: name }))],
    kinds: FAILURE_KINDS.map((value) => ({ value, text: FAILURE_KIND_NAMES[value] })),
  }
  return again === undefined ? tableReply(ctx, [table], page('brokerage/pages/failures/page.njk', view)) : page('brokerage/pages/failures/page.njk', view, { status: 400 })
}
