import { z } from 'zod'
import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeInvoices, type SeenInvoicing } from '../../reads/invoices.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { MUST_ACT_WORDS } from '../../terms/hold.ts'
import { INVOICING_STATE_WORDS, INVOICING_STATES, SEE_INVOICES, SEND_INVOICES, SET_INVOICING, type InvoicingState } from '../../terms/invoice.ts'
import { documentWords, invoicingTag } from '../invoicing-words.ts'
import { periodWords } from '../words.ts'

const ORDER: readonly InvoicingState[] = ['disputed', 'difference', 'answered', 'awaited', 'to-self-bill', 'matched', 'settled', 'self-billed']

/** Where the invoicing of each issued statement stands, and who must act. */
export const invoicesPage = pageRoute({
  method: 'GET',
  url: '/invoices',
  permission: SEE_INVOICES,
  query: z.looseObject({ state: z.union([z.enum(INVOICING_STATES), z.literal('').transform(() => undefined)]).optional() }),
  handler: async (ctx) => {
    const isCouncil = ctx.actor.organisationId === null
    const every = await seeInvoices(ctx.house, ctx.actor)
    const { state } = ctx.query
    const table = dataTable<SeenInvoicing>({
      caption: 'Statements and their invoices',
      noun: ['statement', 'statements'],
      // What somebody has to settle or send comes first; within each the latest period.
      rows: (state === undefined ? every : every.filter((each) => each.state === state)).toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
      url: ctx.url,
      emptyWords: every.length > 0 ? 'No statement is in this state.' : 'No statement is ready yet.',
      columns: [
        { key: 'statement', heading: 'Statement', value: (row) => ({ text: row.statement.number, href: `/statements/${row.statement.id}/invoices`, hint: isCouncil ? row.providerName : periodWords(row.statement) }), csv: (row) => row.statement.number },
        ...(isCouncil ? [{ key: 'provider', heading: 'Provider', inCsvOnly: true, value: (row: SeenInvoicing) => row.providerName }, { key: 'period', heading: 'Period', value: (row: SeenInvoicing) => periodWords(row.statement), sort: (row: SeenInvoicing) => row.statement.fromOn.toString() }] : []),
        { key: 'documents', heading: 'Documents', value: (row) => row.documents.map(documentWords).join(', ') || 'None' },
        { key: 'statement-pence', heading: 'Statement', numeric: true, value: (row) => wordsForPence(row.statement.totalPence), sort: (row) => row.statement.totalPence, csv: (row) => poundsFigure(row.statement.totalPence) },
        { key: 'invoiced', heading: 'Invoiced', numeric: true, value: (row) => (row.invoicedPence === null ? '' : wordsForPence(row.invoicedPence)), sort: (row) => row.invoicedPence ?? 0, csv: (row) => (row.invoicedPence === null ? '' : poundsFigure(row.invoicedPence)) },
        { key: 'state', heading: 'Status', value: (row) => ({ text: '', tag: invoicingTag(row.state) }), sort: (row) => row.state, csv: (row) => INVOICING_STATE_WORDS[row.state] },
        { key: 'who', heading: 'Who must act', value: (row) => (row.mustAct === null ? 'Nobody' : MUST_ACT_WORDS[row.mustAct]) },
      ],
    })
    const used = new Set(every.map((each) => each.state))
    const view = {
      title: 'Invoices',
      table,
      states: [{ value: '', text: 'Every status' }, ...INVOICING_STATES.filter((each) => used.has(each)).map((value) => ({ value, text: INVOICING_STATE_WORDS[value], selected: value === state }))],
      selected: state === undefined ? [] : [{ heading: { text: 'Status' }, items: [{ text: INVOICING_STATE_WORDS[state], href: '/invoices' }] }],
      maySend: holds(ctx.actor, SEND_INVOICES),
      maySet: holds(ctx.actor, SET_INVOICING),
    }
    return tableReply(ctx, [table], page('payment/pages/invoices/page.njk', view))
  },
})
