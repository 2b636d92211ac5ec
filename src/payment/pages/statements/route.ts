import { z } from 'zod'
import { listFrameworks, providerNames } from '../../../market/public.ts'
import { need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listStatements } from '../../store/statement.read.ts'
import { SEE_STATEMENTS } from '../../terms.ts'
import type { Statement } from '../../terms/statement.ts'
import { statementColumns } from '../statement-columns.ts'
import { periodWords } from '../words.ts'

const optionalId = z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional()

/** Statements: a provider's own, or every provider's with filters for the council. */
export const statementsPage = pageRoute({
  method: 'GET',
  url: '/statements',
  permission: SEE_STATEMENTS,
  query: z.looseObject({ provider: optionalId, framework: optionalId, period: z.union([z.iso.date(), z.literal('').transform(() => undefined)]).optional() }),
  handler: async (ctx) => {
    const { provider, framework, period } = ctx.query
    const ownId = ctx.actor.organisationId
    const { statements, every, providers, frameworks } = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_STATEMENTS)
      const scope = ownId === null ? {} : { providerId: ownId }
      const found = await listStatements(work.tx, { providerId: provider, frameworkId: framework, fromOn: period, ...scope })
      const all = await listStatements(work.tx, scope)
      return { statements: found, every: all, providers: await providerNames(work, [...new Set(all.map((each) => each.providerId))]), frameworks: await listFrameworks(work) }
    })
    const table = dataTable({
      caption: 'Statements',
      noun: ['statement', 'statements'],
      rows: statements,
      url: ctx.url,
      emptyWords: every.length > 0 ? 'No statement fits these filters.' : 'No statement yet. Each payment run makes one for every provider with visits in the period.',
      columns: statementColumns(providers, { withPeriod: true, withProvider: ownId === null }),
    })
    const fields = [
      ...(ownId === null ? [{ name: 'provider', label: 'Provider', any: 'Every provider', value: provider, items: [...providers].toSorted((a, b) => a[1].localeCompare(b[1])) }] : []),
      { name: 'period', label: 'Period', any: 'Every period', value: period, items: periodsOf(every) },
      ...(frameworks.length > 1 && ownId === null ? [{ name: 'framework', label: 'Framework', any: 'Every framework', value: framework, items: frameworks.map((each): [string, string] => [each.id, each.name]) }] : []),
    ].map((field) => ({ ...field, items: [{ value: '', text: field.any }, ...field.items.map(([value, text]) => ({ value, text, selected: value === field.value }))] }))
    const selected = fields.flatMap((field) => {
      const chosen = field.items.find((item) => item.value !== '' && item.value === field.value)
      return chosen === undefined ? [] : [{ heading: { text: field.label }, items: [{ text: chosen.text, href: hrefWith(ctx.url, { [field.name]: undefined }) }] }]
    })
    return tableReply(ctx, [table], page('payment/pages/statements/page.njk', { title: 'Statements', table, fields, selected }))
  },
})

function periodsOf(statements: readonly Statement[]): [string, string][] {
  return [...new Map(statements.map((each) => [each.fromOn.toString(), periodWords(each)]))]
}
